"""Bilevel pages in searchable PDFs: the received pixels, in little room, words in place."""

import io
from collections.abc import Callable, Mapping

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from ingest.limits import Limits
from ingest.pages import read_page as decode
from models.ports.recognizer import TextRecognizer
from models.reading import Reading
from ocr import images
from ocr.clean.arrays import Image
from ocr.page import read_page
from ocr.searchable import searchable_pdf
from ocr.searchable.fax import read_fax
from tests.ocr.pages import page, turned
from tests.samples import make_paper, render

THIRD = 4 / 3
"""The searchable PDF is at most a third larger than the received file."""


def bilevel(grey: Image) -> Pillow.Image:
    return Pillow.fromarray(np.where(grey > 150, 255, 0).astype(np.uint8))


def saved(picture: Pillow.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, dpi=(200, 200), **options)
    return target.getvalue()


def white_is_zero(picture: Pillow.Image) -> bytes:
    inverted = picture.point(lambda tone: 255 - tone).convert("1")
    return saved(inverted, "TIFF", compression="group4", tiffinfo={262: 0})


Make = Callable[[Pillow.Image], bytes]

FILES: Mapping[str, tuple[str, Make]] = {
    "TIFF, group 4": ("image/tiff", lambda p: saved(p.convert("1"), "TIFF", compression="group4")),
    "TIFF, white is zero": ("image/tiff", white_is_zero),
    "PNG": ("image/png", lambda p: saved(p.convert("1"), "PNG")),
    "PNG, grey of two tones": ("image/png", lambda p: saved(p, "PNG")),
    "PNG, palette": ("image/png", lambda p: saved(p.convert("P"), "PNG")),
}


def searchable(data: bytes, media_type: str, engine: TextRecognizer) -> tuple[bytes, str, Image]:
    """Return the PDF, the text that was read, and the page as it was decoded."""
    source = decode(io.BytesIO(data), 1, Limits(), media_type)
    reading, upright = read_page(source, engine)
    raster = source.raster
    pixels = np.frombuffer(memoryview(raster.pixels), np.uint8).reshape(raster.height, raster.width)
    shown = {1: images.encode_jpeg(upright)}
    return searchable_pdf(data, media_type, Reading((reading,)), shown), reading.text, pixels


def words_of(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [str(word["text"]) for word in document.pages[0].extract_words(use_text_flow=True)]


def _scan(document: pikepdf.Pdf) -> pikepdf.Stream:
    scan = document.pages[0].obj.Resources.XObject.Scan
    assert isinstance(scan, pikepdf.Stream)
    return scan


@pytest.mark.parametrize("kind", FILES)
def test_every_pixel_is_kept_and_the_words_come_back(engine: TextRecognizer, kind: str) -> None:
    media_type, make = FILES[kind]
    made, text, pixels = searchable(make(bilevel(page())), media_type, engine)
    with pikepdf.open(io.BytesIO(made)) as document:
        kept = np.asarray(pikepdf.PdfImage(_scan(document)).as_pil_image().convert("L"))
    assert np.array_equal(kept, pixels)
    with pypdfium2.PdfDocument(made) as document:
        drawn = document[0].render(scale=pixels.shape[1] / document[0].get_width()).to_numpy()[:, :, 0]
    assert abs(len(drawn) - len(pixels)) <= 1  # sizes in points are rounded
    height = min(len(drawn), len(pixels))
    assert (np.asarray(drawn > 127)[:height] == (pixels > 127)[:height]).mean() > 0.97
    assert words_of(made) == text.split()


def test_a_page_that_lay_on_its_side_is_shown_upright(engine: TextRecognizer) -> None:
    media_type, make = FILES["PNG"]
    made, text, pixels = searchable(make(bilevel(turned(page(), 90))), media_type, engine)
    with pypdfium2.PdfDocument(made) as document:
        shape = document[0].get_width() / document[0].get_height()
        assert shape == pytest.approx(pixels.shape[0] / pixels.shape[1], rel=0.01)
    assert sorted(words_of(made)) == sorted(text.split())


@pytest.mark.parametrize("kind", ["TIFF, group 4", "PNG"])
def test_a_fax_grows_by_less_than_a_third(engine: TextRecognizer, kind: str) -> None:
    media_type, make = FILES[kind]
    data = make(bilevel(render(make_paper("decision", 77), 200)[0].image[:, :, 0]))
    made, text, _ = searchable(data, media_type, engine)
    assert len(text) > 900
    assert len(made) <= THIRD * len(data)


def test_what_is_more_than_black_and_white_is_no_fax() -> None:
    assert read_fax(saved(Pillow.fromarray(page()), "PNG"), 1) is None
    assert read_fax(saved(bilevel(page()).convert("1"), "TIFF", tiffinfo={274: 6}), 1) is None
    assert read_fax(saved(bilevel(page()).convert("1"), "TIFF"), 2) is None
    assert read_fax(b"no picture", 1) is None


def test_a_page_that_was_not_read_shows_its_image_alone() -> None:
    data = FILES["PNG"][1](bilevel(page()))
    with pikepdf.open(io.BytesIO(searchable_pdf(data, "image/png", Reading(()), {}))) as document:
        assert len(document.pages) == 0
