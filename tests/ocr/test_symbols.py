"""The letters that Tesseract saw as well come with its words."""

import cv2

from models.page import Word
from ocr import recognizers
from ocr.clean.arrays import as_image, resize, to_raster
from tests.ocr.pages import page


def words(name: str) -> list[Word]:
    worn = as_image(cv2.GaussianBlur(resize(page(), 0.5), (0, 0), 1.4))
    engine = recognizers.create(name)
    try:
        return [word for line in engine.recognize(to_raster(worn, dpi=150)) for word in line.words]
    finally:
        engine.close()


def test_tesserocr_lists_other_letters_in_their_places() -> None:
    read = words("tesserocr")
    assert len(read) > 50
    assert all(word.doubts is not None for word in read)
    doubts = [(word, doubt) for word in read for doubt in word.doubts or ()]
    assert len(doubts) > len(read)
    for word, doubt in doubts:
        assert 0 <= doubt.at < len(word.text)
        assert len(doubt.text) == 1
        assert doubt.text != word.text[doubt.at]
        assert 0.0 <= doubt.cost <= 20.0


def test_pytesseract_lists_none() -> None:
    assert all(word.doubts is None for word in words("pytesseract"))
