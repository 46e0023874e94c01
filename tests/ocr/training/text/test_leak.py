"""What counts as standing on a scored page."""

from pathlib import Path

from ocr.training.text.leak import LONG, leaks, phrases, scored_phrases

PAGE = "Quyết định này có hiệu lực kể từ ngày ký\nvà thay thế các quy định trước đây"


def test_a_long_quotation_leaks_whatever_its_case_accents_and_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "a.printed.txt").write_text(PAGE, encoding="utf-8")
    scored = scored_phrases(tmp_path)
    assert leaks("…QUYET DINH NAY CO HIEU LUC KE TU…", scored)
    assert leaks("kể từ ngày ký, và thay thế các quy", scored)


def test_idioms_of_the_genre_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.printed.txt").write_text(PAGE, encoding="utf-8")
    assert not leaks("Thông tư này có hiệu lực kể từ ngày ban hành", scored_phrases(tmp_path))


def test_short_texts_have_no_long_phrases() -> None:
    assert phrases(" ".join(["từ"] * (LONG - 1))) == frozenset()
    assert len(phrases(" ".join(map(str, range(LONG + 2))))) == 3


def test_no_folder_bars_nothing(tmp_path: Path) -> None:
    assert scored_phrases(tmp_path / "absent") == frozenset()
