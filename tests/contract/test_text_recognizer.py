"""What every OCR engine promises."""

from collections.abc import Iterator

import numpy as np
import pytest

from models.errors import PageError
from models.page import Raster
from models.ports.recognizer import TextRecognizer
from models.text import nfc
from ocr import recognizers
from ocr.clean.arrays import resize, to_raster
from tests.ocr.pages import LETTER, page

READING = [name for name in recognizers.names() if name != "null"]


@pytest.fixture(params=recognizers.names())
def engine(request: pytest.FixtureRequest) -> Iterator[TextRecognizer]:
    made = recognizers.create(request.param)
    yield made
    made.close()


@pytest.fixture(params=READING)
def reader(request: pytest.FixtureRequest) -> Iterator[TextRecognizer]:
    made = recognizers.create(request.param)
    yield made
    made.close()


def letter() -> Raster:
    return to_raster(resize(page(), 0.78), dpi=150)


def test_names_itself_as_it_is_chosen(engine: TextRecognizer) -> None:
    assert any(engine.name.startswith(name) for name in recognizers.names())


def test_finds_nothing_on_white_paper(engine: TextRecognizer) -> None:
    assert engine.recognize(to_raster(np.full((300, 400), 255, dtype=np.uint8))) == ()


def test_words_are_nfc_sure_of_themselves_and_inside_the_page(engine: TextRecognizer) -> None:
    raster = letter()
    for line in engine.recognize(raster):
        assert line.words
        for word in line.words:
            assert word.text == nfc(word.text).strip() != ""
            assert 0.0 <= word.confidence <= 1.0
            assert 0 <= word.box.x0 < word.box.x1 <= raster.width
            assert 0 <= word.box.y0 < word.box.y1 <= raster.height


def test_tiny_and_narrow_pages_are_no_trouble(engine: TextRecognizer) -> None:
    for shape in ((1, 1), (15, 20), (30, 3000)):
        engine.recognize(to_raster(np.full(shape, 255, dtype=np.uint8)))


def test_goes_on_after_being_closed(engine: TextRecognizer) -> None:
    before = engine.recognize(letter())
    engine.close()
    assert engine.recognize(letter()) == before


def test_reads_vietnamese_line_by_line(reader: TextRecognizer) -> None:
    text = [line.text for line in reader.recognize(letter())]
    printed = [line for line in LETTER if line]
    assert len(set(printed) & set(text)) >= len(printed) - 2
    assert text[0] == printed[0]


def test_boxes_lie_where_the_words_stand(reader: TextRecognizer) -> None:
    raster = letter()
    dark = np.asarray(raster.pixels) < 128
    for line in reader.recognize(raster):
        for word in line.words:
            assert dark[word.box.y0 : word.box.y1, word.box.x0 : word.box.x1].mean() > 0.05
    covered = np.zeros_like(dark)
    for line in reader.recognize(raster):
        for word in line.words:
            covered[word.box.y0 : word.box.y1, word.box.x0 : word.box.x1] = True
    assert (dark & covered).sum() > 0.97 * dark.sum()


def test_gives_the_same_answer_twice(reader: TextRecognizer) -> None:
    assert reader.recognize(letter()) == reader.recognize(letter())


def test_a_raster_that_is_not_whole_is_the_pages_fault(reader: TextRecognizer) -> None:
    whole = letter()
    with pytest.raises(PageError):
        reader.recognize(Raster(bytes(10), whole.width, whole.height, 1))
    with pytest.raises(PageError):
        reader.recognize(to_raster(np.zeros((20, 20, 3), dtype=np.uint8)))
