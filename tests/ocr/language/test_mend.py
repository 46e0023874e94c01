"""The language step as `ocr.page.read_page` applies it, with the real engine or one that misreads on purpose."""

from dataclasses import replace

from models.page import Box, Line, PageReading, Raster, SourcePage, Word
from ocr.clean.arrays import to_raster
from ocr.language.mend import mend_lines
from ocr.page import read_page
from tests.ocr.language.lines import doubt, line
from tests.ocr.pages import page

READ = line("Nghị định số 15/201 7/NĐ-CP về thâm quyền", doubt("thâm", "thẩm", 4.0))


class Misreader:
    """Reads the same line on every page."""

    name = "misreader"

    def recognize(self, page: Raster) -> tuple[Line, ...]:  # noqa: ARG002 - the port's signature
        return (READ,)

    def close(self) -> None:
        """Nothing is held."""


def read(*, language: bool = True) -> PageReading:
    return read_page(SourcePage(1, to_raster(page(), 150)), Misreader(), language=language)[0]


def test_a_page_is_mended_and_keeps_what_was_read() -> None:
    reading = read()
    assert reading.text == "Nghị định số 15/2017/NĐ-CP về thẩm quyền"
    assert [word.raw for word in reading.lines[0].words if word.raw] == ["15/201 7/NĐ-CP", "thâm"]


def test_it_can_be_switched_off() -> None:
    reading = read(language=False)
    assert reading.text == "Nghị định số 15/201 7/NĐ-CP về thâm quyền"
    assert not any(word.raw for word in reading.lines[0].words)


def test_no_reading_keeps_doubts() -> None:
    assert all(word.doubts is None for language in (True, False) for word in read(language=language).lines[0].words)


def test_text_layers_are_not_touched() -> None:
    layer = (Line(tuple(replace(word, doubts=None) for word in READ.words)),)
    reading, _ = read_page(SourcePage(1, to_raster(page(), 150), layer), Misreader())
    assert reading.lines is layer


def test_lines_stay_lines() -> None:
    lines = (line("Điều 1."), line("12"), Line((Word("–", Box(0, 0, 5, 5), 0.9),)))
    assert [each.text for each in mend_lines(lines)] == ["Điều 1.", "12", "–"]
