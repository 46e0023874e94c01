"""The letters that Tesseract saw as well come with its words."""

import cv2
import numpy as np
import pytest

from models.page import Word
from ocr import recognizers
from ocr.clean.arrays import as_image, resize, to_raster
from ocr.recognizers import tesserocr_engine
from ocr.recognizers.symbols import lines_of
from ocr.recognizers.tessdata import tessdata
from ocr.recognizers.tsv import parse_tsv
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


def test_the_lines_are_those_of_tesseracts_own_table() -> None:
    module = tesserocr_engine.probe()
    grey = page()
    with module.PyTessBaseAPI(path=str(tessdata()), lang="vie", psm=module.PSM.AUTO) as engine:
        engine.SetImageBytes(grey.tobytes(), grey.shape[1], grey.shape[0], 1, grey.shape[1])
        engine.SetSourceResolution(150)
        engine.Recognize()
        table, lines = parse_tsv(engine.GetTSVText(0)), lines_of(module, engine)
    assert len(table) > 5
    assert [line.text for line in lines] == [line.text for line in table]
    read, told = ([word for line in one for word in line.words] for one in (lines, table))
    assert [word.box for word in read] == [word.box for word in told]
    assert [word.confidence for word in read] == pytest.approx([word.confidence for word in told], abs=1e-6)


def test_an_empty_page_has_no_lines() -> None:
    engine = recognizers.create("tesserocr")
    assert engine.recognize(to_raster(np.full((300, 200), 255, np.uint8))) == ()
    engine.close()


def test_pytesseract_lists_none() -> None:
    assert all(word.doubts is None for word in words("pytesseract"))
