"""Pages shown narrower than they are, and their words given back where they stand."""

import numpy as np
import pytest

from models.errors import PageDamaged
from models.page import Box, Line, Raster, Word
from ocr import recognizers
from ocr.clean.arrays import resize, to_array, to_raster
from ocr.recognizers import tesserocr_engine
from ocr.recognizers.narrowed import WIDTHS, Narrowed, narrowed, suited
from ocr.recognizers.null_engine import create as create_null
from tests.ocr.pages import LETTER, page


class Everything:
    """Reads one word as large as the page."""

    name = "everything"

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        return (Line((Word("hồ", Box(0, 0, page.width, page.height), 0.9),)),)

    def close(self) -> None:
        self.name = "closed"


def white(width: int, height: int) -> Raster:
    return to_raster(np.full((height, width), 255, dtype=np.uint8))


@pytest.mark.parametrize("width", [1, 2, 3, 7, 333, 1240])
def test_a_word_as_wide_as_the_page_stays_so(width: int) -> None:
    (line,) = Narrowed(Everything(), 0.85).recognize(white(width, 20))
    assert line.words[0].box == Box(0, 0, width, 20)


def test_the_other_one_sees_the_share_and_is_closed() -> None:
    assert narrowed(white(1000, 10), 0.85).width == 850
    assert narrowed(white(1, 10), 0.1).width == 1
    inner = Everything()
    Narrowed(inner, 0.5).close()
    assert inner.name == "closed"


def test_the_resolution_and_the_height_stay() -> None:
    narrow = narrowed(to_raster(np.zeros((40, 30), dtype=np.uint8), dpi=200), 0.5)
    assert (narrow.width, narrow.height, narrow.dpi, narrow.channels) == (15, 40, 200, 1)
    assert to_array(narrow).max() == 0


def test_a_raster_that_is_not_whole_is_refused() -> None:
    with pytest.raises(PageDamaged):
        Narrowed(Everything(), 0.85).recognize(Raster(b"123", 2, 2, 1))


def test_only_models_trained_on_narrow_lines_see_them() -> None:
    engine = create_null("vie")
    assert suited(engine, "vie") is engine
    assert all(isinstance(suited(engine, model), Narrowed) for model in WIDTHS)


def test_words_stand_where_the_engine_sees_them_on_the_whole_page() -> None:
    raster = to_raster(resize(page(), 0.78), dpi=150)
    ours, plain = recognizers.create("tesserocr:vie-hoso"), tesserocr_engine.create("vie-hoso")
    try:
        narrow, wide = (
            {word.text: word.box for line in engine.recognize(raster) for word in line.words}
            for engine in (ours, plain)
        )
    finally:
        ours.close()
        plain.close()
    shared = narrow.keys() & wide.keys()
    assert len(shared) > 0.8 * len(set(" ".join(LETTER).split()))
    off = [abs(one - other) for text in shared for one, other in zip(narrow[text], wide[text], strict=True)]
    assert np.median(off) <= 1
    assert np.mean(np.array(off) <= 6) > 0.95
