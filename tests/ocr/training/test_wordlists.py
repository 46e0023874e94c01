"""Word lists rebuilt from official text."""

from pathlib import Path

from ocr.recognizers.tessdata import tessdata
from ocr.training.components import component, replaced, without
from ocr.training.finder import LineFinder
from ocr.training.wordlists import GRAPHS, graphs, number_patterns, published, words
from tests.ocr.pages import page
from tests.ocr.training.outside import corpus

PUBLISHED = tessdata() / "vie.traineddata"


def test_words_are_those_met_often_and_all_names() -> None:
    found = set(words(corpus()))
    assert {"tiếp", "Tiếp", "TIẾP", "lò", "Lò", "quốc", "đường"} <= found
    assert not any(any(map(str.isdigit, word)) for word in found)
    assert "7" not in found


def test_number_patterns_have_a_blank_for_every_digit() -> None:
    texts = ["ngày 12/03/2024,", "ngày 01/05/2025", "số 31/12/1999.", "một lần 7-8"]
    assert number_patterns(texts) == ("  /  /    ",)


def test_a_rebuilt_list_holds_the_words_given(tmp_path: Path) -> None:
    model = replaced(PUBLISHED, tmp_path / "own.traineddata", graphs(PUBLISHED, corpus(), ["12/03/2024"] * 3))
    assert set(published(model, "lstm-word-dawg")) == set(words(corpus()))
    assert {"  /  /    ", *published(PUBLISHED, "lstm-number-dawg")} <= set(published(model, "lstm-number-dawg"))
    finder = LineFinder(str(tmp_path), "own")
    assert any("ủy ban nhân dân" in line.text.lower() for line in finder.find(page()))
    finder.close()


def test_a_model_without_lists_still_reads(tmp_path: Path) -> None:
    model = without(PUBLISHED, tmp_path / "bare.traineddata", GRAPHS)
    assert model.stat().st_size < PUBLISHED.stat().st_size
    assert component(model, "lstm") == component(PUBLISHED, "lstm")
    finder = LineFinder(str(tmp_path), "bare")
    assert any("ủy ban nhân dân" in line.text.lower() for line in finder.find(page()))
    finder.close()
