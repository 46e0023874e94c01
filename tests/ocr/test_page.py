"""A page from pixels to words, with the real engine."""

import numpy as np
import pytest

from models.errors import PageCrashed, PageDamaged
from models.page import IDENTITY, Box, Line, PageReading, Raster, SourcePage, TextSource, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import Image, to_array, to_raster
from ocr.clean.geometry import apply
from ocr.page import read_page
from tests.ocr.pages import LETTER, page, photographed, shaded, sloped, turned

CORNERS = [(210.0, 160.0), (1400.0, 230.0), (1480.0, 1480.0), (130.0, 1400.0)]
WORDS = " ".join(LETTER).split()


def read(image: Image, engine: TextRecognizer) -> PageReading:
    reading, upright = read_page(SourcePage(3, to_raster(image, 150)), engine)
    assert (upright.width, upright.height) == (reading.width, reading.height)
    assert (reading.number, reading.source_width, reading.source_height) == (3, image.shape[1], image.shape[0])
    return reading


def share_read(reading: PageReading) -> float:
    found = reading.text.split()
    return sum(word in found for word in WORDS) / len(WORDS)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_and_sloping_pages_are_read(engine: TextRecognizer, rotation: int) -> None:
    reading = read(turned(sloped(page(), 3), rotation), engine)
    assert share_read(reading) > 0.97
    assert reading.rotation == rotation
    assert reading.skew == pytest.approx(3, abs=0.2)
    assert reading.source is TextSource.OCR
    assert reading.quality.usable
    assert reading.seconds > 0


def test_photographs_in_bad_light_are_read(engine: TextRecognizer) -> None:
    assert share_read(read(shaded(photographed(page(), CORNERS, (1600, 1630))), engine)) > 0.97


@pytest.mark.parametrize(
    "image", [turned(sloped(page(), 4), 90), to_array(to_raster(photographed(page(), CORNERS, (1600, 1630))))]
)
def test_boxes_lead_back_to_the_print_in_the_source(engine: TextRecognizer, image: Image) -> None:
    reading = read(image, engine)
    grey = image if image.ndim == 2 else image.min(axis=2)
    back = np.array(reading.to_source).reshape(3, 3)
    for line in reading.lines:
        for word in line.words:
            box = word.box
            corners = apply(back, [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)])
            (x0, y0), (x1, y1) = corners.min(axis=0).astype(int), corners.max(axis=0).astype(int)
            assert grey[max(y0, 0) : y1 + 1, max(x0, 0) : x1 + 1].min() < 80


def test_the_upright_page_keeps_its_colours(engine: TextRecognizer) -> None:
    colour = np.repeat(page()[:, :, None], 3, axis=2)
    colour[900:, :, 1:] = 40
    _, upright = read_page(SourcePage(1, to_raster(turned(colour, 180), 150)), engine)
    assert upright.channels == 3
    assert upright.dpi == 150
    assert np.array_equal(to_array(upright), colour)


def test_a_sound_text_layer_is_taken_without_an_engine() -> None:
    text = (Line((Word("Quyết", Box(10, 10, 60, 30), 1.0),)),)
    raster = to_raster(page())
    reading, upright = read_page(SourcePage(2, raster, text), Broken())
    assert reading.lines == text
    assert reading.source is TextSource.TEXT_LAYER
    assert reading.to_source == IDENTITY
    assert reading.quality.usable
    assert upright is raster


@pytest.mark.parametrize(("image", "advice"), [
    (np.full((1200, 900), 250, dtype=np.uint8), ("blank",)),
    (np.zeros((400, 300), dtype=np.uint8), ("too-dark",)),
    (np.full((15, 20), 255, dtype=np.uint8), ("blank",)),
    (np.full((40, 12000), 255, dtype=np.uint8), ("blank",)),
])  # fmt: skip
def test_pages_without_text_are_answered_honestly(
    engine: TextRecognizer, image: Image, advice: tuple[str, ...]
) -> None:
    reading = read(image, engine)
    assert reading.lines == ()
    assert reading.confidence == 0.0
    assert not reading.quality.usable
    assert reading.quality.advice == advice


def test_a_few_words_upside_down_are_turned_by_reading_them(engine: TextRecognizer) -> None:
    few = page(("Xin cấp lại giấy", "phép xây dựng"), height=400)
    for rotation in (0, 180):
        assert read(turned(few, rotation), engine).rotation == rotation


def test_the_engines_error_passes_through() -> None:
    with pytest.raises(PageCrashed):
        read_page(SourcePage(1, to_raster(page())), Broken())


def test_a_raster_that_is_not_whole_is_damaged(engine: TextRecognizer) -> None:
    with pytest.raises(PageDamaged):
        read_page(SourcePage(1, Raster(bytes(5), 10, 10, 1)), engine)


class Broken:
    """An engine that fails on every page."""

    @property
    def name(self) -> str:
        return "broken"

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        raise PageCrashed("Hỏng.", "Broken.", width=page.width)

    def close(self) -> None:
        """Nothing is held."""
