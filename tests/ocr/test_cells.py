"""Cells in which an engine saw nothing: set on a sheet of their own, read there, and put back in their places."""

import numpy as np

from models.page import Box, Line, Raster, Word
from ocr.cells import cell_of, read_empty
from ocr.clean.arrays import Image
from ocr.clean.tables import Table
from ocr.recognizers import create
from tests.ocr.pages import page

X_HEIGHT = 13.0
COLUMNS, ROWS = (40, 100, 160, 220), (30, 70, 110, 150, 190, 230)
TABLE = Table(Box(40, 30, 220, 270), COLUMNS, ROWS)


def painted(marks: dict[tuple[int, int], str]) -> Image:
    """Return the table, cut out of its page, with `marks` in its cells (row and column from 0)."""
    clean = np.full((240, 180), 255, np.uint8)
    for (row, column), text in marks.items():
        ink = page((text,), width=400, height=120, size=28)[8:46, 31:81]
        x, y = 60 * column + 8, 40 * row + 1
        clean[y : y + 38, x : x + 50] = np.minimum(clean[y : y + 38, x : x + 50], ink)
    return clean


def words(lines: tuple[Line, ...]) -> dict[tuple[int, int], str]:
    """Return what was read in each cell (row and column from 0)."""
    found = {cell_of(TABLE, line.box): line.text for line in lines}
    return {(row - 1, column - 1): text for (row, column), text in found.items()}


class Told:
    """Reads each line of print on a sheet as the next text that it is told, over the width of its ink."""

    name = "told"

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.given = 0

    def recognize(self, raster: Raster) -> tuple[Line, ...]:
        self.given += 1
        inked = np.frombuffer(memoryview(raster.pixels), np.uint8).reshape(raster.height, raster.width) < 128
        rows = np.flatnonzero(inked.any(axis=1))
        starts = rows[np.flatnonzero(np.diff(rows, prepend=-99) > 12)].tolist()
        columns = [np.flatnonzero(inked[top : top + 20].any(axis=0)) for top in starts]
        boxes = [Box(int(x[0]), top, int(x[-1]) + 1, top + 20) for top, x in zip(starts, columns, strict=True)]
        return tuple(Line((Word(text, box, 0.9),)) for text, box in zip(self.texts, boxes, strict=False))

    def close(self) -> None: ...


def test_lone_digits_and_marks_are_read_by_a_real_engine() -> None:
    marks = {(row, 0): str(row + 1) for row in range(6)} | {(row, 2): "x" for row in range(5)}
    found = words(read_empty(painted(marks), TABLE, (), X_HEIGHT, create("tesserocr")))
    assert found.keys() <= marks.keys()
    assert sum(found.get(cell) == text for cell, text in marks.items()) >= 9


def test_one_word_over_several_cells_is_shared_out_sign_by_sign() -> None:
    marks = {(0, 0): "1", (1, 0): "2", (2, 0): "3"}
    assert words(read_empty(painted(marks), TABLE, (), X_HEIGHT, Told("123"))) == marks
    assert read_empty(painted(marks), TABLE, (), X_HEIGHT, Told("12")) == ()


def test_a_low_mark_is_a_small_letter() -> None:
    marks = {(0, 1): "x", (1, 1): "x"}
    assert words(read_empty(painted(marks), TABLE, (), X_HEIGHT, Told("XX"))) == marks


def test_cells_with_a_word_are_not_read_again() -> None:
    read = (Line((Word("1", Box(50, 40, 60, 60), 0.9),)),)
    engine = Told("2")
    assert read_empty(painted({(0, 0): "1"}), TABLE, read, X_HEIGHT, engine) == ()
    assert engine.given == 0
    assert words(read_empty(painted({(0, 0): "1", (3, 1): "2"}), TABLE, read, X_HEIGHT, engine)) == {(3, 1): "2"}


def test_a_guess_does_not_count_as_read_and_an_empty_table_costs_nothing() -> None:
    guess = (Line((Word("~", Box(50, 40, 60, 60), 0.1),)),)
    assert words(read_empty(painted({(0, 0): "1"}), TABLE, guess, X_HEIGHT, Told("1"))) == {(0, 0): "1"}
    engine = Told("1")
    assert read_empty(painted({}), TABLE, (), X_HEIGHT, engine) == ()
    assert engine.given == 0
