"""Pages to measure with, and the figures made of them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.page import Box, Line, Raster, SourcePage, Word
from ocr.clean.arrays import to_array, to_raster
from ocr.recognizers import create
from ocr.training.evaluation import sets
from ocr.training.evaluation.measure import Figures, measure
from ocr.training.evaluation.scoring import CLASSES
from ocr.training.evaluation.table import accuracy, letters, load, save
from tests.ocr.pages import LETTER, page
from tests.ocr.training.outside import FREE_SERIF, corpus


class Parrot:
    """An engine that says the same on every page."""

    name = "parrot"

    def __init__(self, text: str, confidence: float) -> None:
        self.line = Line(tuple(Word(word, Box(0, 0, 9, 9), confidence) for word in text.split()))

    def recognize(self, page: Raster) -> tuple[Line, ...]:  # noqa: ARG002 - the port's signature
        return (self.line,)

    def close(self) -> None:
        """Holds nothing."""


def test_real_scans_are_those_with_a_truth_beside_them(tmp_path: Path) -> None:
    for name in ("a.png", "b.jpg", "c.png"):
        Image.fromarray(page()).save(tmp_path / name)
    (tmp_path / "a.printed.txt").write_text("một", encoding="utf-8")
    (tmp_path / "b.printed.txt").write_text("hai", encoding="utf-8")
    found = list(sets.real(tmp_path))
    assert [(sample.name, sample.truth) for sample in found] == [("a", "một"), ("b", "hai")]
    assert found[0].page.raster.channels == 3


def test_rendered_pages_come_with_their_lines() -> None:
    first, second = sets.rendered(corpus(), 2, 5, FREE_SERIF)
    again = next(iter(sets.rendered(corpus(), 1, 5, FREE_SERIF)))
    assert first.truth == again.truth != second.truth
    assert np.array_equal(to_array(first.page.raster), to_array(again.page.raster))
    assert len(first.truth.split("\n")) > 10


@pytest.mark.parametrize("kind", ["novel", "newspaper", "english", "numbers"])
def test_other_kinds_are_of_their_kind(kind: str) -> None:
    (sample,) = sets.other(kind, corpus(), 1, 5, FREE_SERIF)
    marked = sum(ord(letter) > 127 for letter in sample.truth)
    digits = sum(map(str.isdigit, sample.truth))
    assert (marked == 0) == (kind == "english")
    assert (digits > 0.3 * len(sample.truth)) == (kind == "numbers")


def test_empty_pages_hold_nothing_to_read() -> None:
    blank, scribbled = sets.empty(2, 5)
    assert blank.truth == scribbled.truth == ""
    assert (to_array(scribbled.page.raster) < 128).mean() > (to_array(blank.page.raster) < 128).mean()


def test_a_good_reading_has_good_figures() -> None:
    truth = "\n".join(filter(None, LETTER))
    figures = measure([sets.Sample("letter", SourcePage(1, to_raster(page())), truth)], create())
    assert figures.pages == 1
    assert figures.f1 > 0.9
    assert figures.cer == figures.page_cer["letter"] < 0.05
    assert figures.classes.keys() == CLASSES.keys()
    assert figures.seconds > 0


def test_words_on_empty_pages_are_invented_when_they_are_sure() -> None:
    empty = list(sets.empty(2, 5))
    assert measure(empty, Parrot("Ủy ban 7", 0.9)).invented == 4
    assert measure(empty, Parrot("Ủy ban 7", 0.3)).invented == 0


def test_figures_are_kept_and_shown(tmp_path: Path) -> None:
    figures = Figures(2, 0.5, 0.25, 0.75, dict.fromkeys(CLASSES, 0.125), 0, {"a": 0.25})
    results = {"ours": {"real": figures, "empty": figures}}
    save(results, tmp_path / "out" / "figures.json")
    assert load(tmp_path / "out" / "figures.json") == results
    assert accuracy(results).splitlines()[2:] == ["| ours | 2 real | 0.5000 | 0.2500 | 0.75 |"]
    assert letters(results).splitlines()[2:] == ["| ours | real | 12.50 | 12.50 | 12.50 | 12.50 |"]
