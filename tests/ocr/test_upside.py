import pytest

from models.page import Box, Line, Raster, Word
from models.ports.recognizer import TextRecognizer
from ocr import recognizers
from ocr.clean.arrays import resize
from ocr.upside import best_turn, busiest_strip, is_plain, legibility
from tests.ocr.pages import page, turned


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_reading_a_few_lines_tells_which_side_is_up(engine: TextRecognizer, rotation: int) -> None:
    printed = turned(resize(page(), 0.8), rotation)
    assert best_turn(printed, 13.0, (90, 180, 270), engine) == rotation


def test_a_page_stays_as_it_is_in_doubt() -> None:
    assert best_turn(page(), 16.0, (90, 180, 270), recognizers.create("null")) == 0


class Counted:
    """An engine that keeps the heights of the pictures it is given."""

    def __init__(self, engine: TextRecognizer) -> None:
        self.engine, self.heights = engine, list[int]()

    @property
    def name(self) -> str:
        return self.engine.name

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        self.heights.append(page.height)
        return self.engine.recognize(page)

    def close(self) -> None:
        self.engine.close()


@pytest.mark.parametrize(("rotation", "looks"), [(0, 1), (180, 3)])
def test_what_reads_plainly_is_not_turned_to_see(engine: TextRecognizer, rotation: int, looks: int) -> None:
    counted = Counted(engine)
    assert best_turn(turned(resize(page(), 0.8), rotation), 13.0, (180,), counted) == rotation
    assert len(counted.heights) == looks


def test_a_few_lines_are_read_first(engine: TextRecognizer) -> None:
    counted = Counted(engine)
    best_turn(turned(resize(page(), 0.8), 180), 13.0, (180,), counted)
    assert counted.heights == [156, 273, 273]


def test_what_is_too_small_for_a_strip_is_read_once_as_it_lies(engine: TextRecognizer) -> None:
    counted = Counted(engine)
    assert best_turn(page(height=100), 13.0, (180,), counted) == 0
    assert counted.heights[0] == 100
    assert len(counted.heights) <= 2


@pytest.mark.parametrize(("words", "confidence", "plain"), [(8, 0.9, True), (8, 0.7, False), (6, 0.95, False)])
def test_many_sure_letters_are_plain(words: int, confidence: float, plain: bool) -> None:
    line = Line(tuple(Word("Nguyễn", Box(70 * at, 0, 70 * at + 60, 20), confidence) for at in range(words)))
    assert is_plain([line]) is plain


def test_the_strip_holds_the_print() -> None:
    tall = page(height=4000)
    strip = busiest_strip(tall, 16)
    assert strip.shape[0] < 400
    assert (strip < 128).mean() > 2 * (tall < 128).mean()


def test_a_small_page_is_its_own_strip() -> None:
    small = page(height=200)
    assert busiest_strip(small, 16) is small


def test_sure_words_count_and_single_letters_do_not() -> None:
    def line(text: str, confidence: float) -> Line:
        return Line((Word(text, Box(0, 0, 60, 20), confidence),))

    assert legibility([line("Nguyễn", 1.0)]) == 6
    assert legibility([line("Nguyễn", 0.5)]) == 1.5
    assert legibility([line("l", 1.0), line("--", 1.0)]) == 0


def test_words_that_stand_on_end_do_not_count() -> None:
    assert legibility([Line((Word("Nguyễn", Box(0, 0, 20, 60), 1.0),))]) == 0
