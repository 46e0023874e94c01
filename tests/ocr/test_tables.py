"""Ruled tables: found, taken apart where their columns change, read cell by cell and put back in their place."""

import numpy as np
import pytest

from models.page import Box, Line, Raster, Word
from ocr.clean.arrays import Image, as_image
from ocr.clean.rules import level_rules, upright_rules
from ocr.clean.tables import Table, find_tables, spread, without_tables
from ocr.recognizers import create
from ocr.tables import recognize_page
from tests.ocr.pages import page

X_HEIGHT = 13.0
CELLS = (("Họ và tên", "Năm sinh", "Quan hệ"), ("Dương Hải Yến", "1967", "Vợ"), ("Cà Văn Ưng", "1991", "Con"))
XS, YS = (60, 300, 450, 600), (120, 165, 210, 255)


def ruled(*, merged: bool = False, shade: int = 60, width: int = 2, inset: int = 3) -> Image:
    """Return a page with a line above and below a table of 3 × 3 cells, letters close to the rules.

    With `merged` the last row is one cell over all columns. `shade` and `width` are those of its rules, on white;
    `inset` is the distance of the print from the rules on its left.
    """
    sheet = np.full((360, 700), 255, np.uint8)
    paint(sheet, "Các thành viên cùng hộ gia đình:", 60, 70)
    paint(sheet, "Xác nhận này có giá trị đến hết năm.", 60, 290)
    for row, texts in enumerate(CELLS):
        for column, text in enumerate(texts):
            if not (merged and row == 2):
                paint(sheet, text, XS[column] + inset, YS[row] + 8)
    if merged:
        paint(sheet, "Lĩnh vực Giáo dục trung học phổ thông", 150, YS[2] + 8)
    for y in YS:
        sheet[y : y + width, XS[0] : XS[-1] + 2] = np.minimum(sheet[y : y + width, XS[0] : XS[-1] + 2], shade)
    for x in XS:
        bottom = YS[2] if merged and x not in {XS[0], XS[-1]} else YS[-1]
        sheet[YS[0] : bottom, x : x + width] = np.minimum(sheet[YS[0] : bottom, x : x + width], shade)
    return sheet


def paint(sheet: Image, text: str, x: int, y: int) -> None:
    ink = page((text,), width=1200, height=120, size=28)[8:44, 98:]
    width = min(ink.shape[1], sheet.shape[1] - x)
    sheet[y : y + 36, x : x + width] = np.minimum(sheet[y : y + 36, x : x + width], ink[:, :width])


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return len(found) == len(wanted) and np.allclose(found, wanted, atol=3)


def test_a_table_is_found_with_its_rules() -> None:
    (table,), rules = find_tables(ruled(), X_HEIGHT)
    assert near(table.columns, XS)
    assert near(table.rows, YS[:-1])
    assert np.allclose(table.box, (XS[0], YS[0], XS[-1], YS[-1]), atol=6)
    assert rules[YS[1], 200] == 255
    assert rules[YS[0] + 20, 150] == 0


def test_pale_hairlines_are_rules_on_noisy_paper_too() -> None:
    noise = np.random.default_rng(5).normal(0, 2.5, ruled().shape)
    sheet = as_image(np.clip(ruled(shade=228, width=1, inset=9) - np.abs(noise), 0, 255).astype(np.uint8))
    (table,), rules = find_tables(sheet, X_HEIGHT)
    assert near(table.columns, XS)
    assert near(table.rows, YS[:-1])
    assert rules[YS[0] + 20, 150] == 0


def test_lines_of_print_are_no_rules() -> None:
    sheet = np.full((360, 700), 255, np.uint8)
    for y in range(20, 320, 36):
        paint(sheet, "ỦY BAN NHÂN DÂN nnnn uuuu oooo mmmm eeee ưưưư", 20, y)
    pale = as_image(255 - (255 - sheet) // 4)
    for picture in (sheet, pale):
        assert not find_tables(picture, X_HEIGHT)[0]
        assert not upright_rules(picture, X_HEIGHT).any()
        assert not level_rules(picture, X_HEIGHT).any()


def test_a_cell_over_several_columns_is_not_torn() -> None:
    tables, _ = find_tables(ruled(merged=True), X_HEIGHT)
    last = next(table for table in tables if table.box.y0 <= YS[2] + 20 < table.box.y1)
    assert near(last.columns, (XS[0], XS[-1]))


def test_text_a_frame_and_white_paper_are_no_tables() -> None:
    assert find_tables(page(), 16)[0] == ()
    assert find_tables(np.full((200, 200), 255, np.uint8), X_HEIGHT)[0] == ()
    framed = np.full((300, 700), 255, np.uint8)
    framed[40:260, 50:650] = 60
    framed[43:257, 53:647] = 255
    paint(framed, "Chứng thực bản sao đúng với bản chính", 100, 120)
    assert find_tables(framed, X_HEIGHT)[0] == ()


def test_borders_of_columns_may_stand_as_near_as_half_an_x_height_and_no_nearer() -> None:
    def framed(columns: tuple[int, ...]) -> Image:
        sheet = np.full((300, 700), 255, np.uint8)
        for y in (40, 150, 259):
            sheet[y : y + 2, 50:652] = 60
        for x in columns:
            sheet[40:261, x : x + 2] = 60
        return sheet

    assert [len(table.columns) for table in find_tables(framed((50, 350, 650)), X_HEIGHT)[0]] == [3]
    assert [len(table.columns) for table in find_tables(framed((50, 62, 650)), X_HEIGHT)[0]] == [3]
    assert not find_tables(framed((50, 53, 650)), X_HEIGHT)[0]
    assert not find_tables(framed((50, 650)), X_HEIGHT)[0]


def test_columns_move_apart_and_boxes_come_back() -> None:
    sheet = ruled()
    (table,), rules = find_tables(sheet, X_HEIGHT)
    part = spread(sheet, rules, table, X_HEIGHT)
    assert part.image.shape[1] > table.box.x1 - table.box.x0 + 3 * 39
    assert part.image.min() < 100  # the letters are there
    for there, here in part.shifts[:3]:
        assert part.place(Box(here + 5, 30, here + 40, 50)) == Box(there + 5, 30 + part.top, there + 40, 50 + part.top)


def test_print_of_a_narrow_column_is_moved_to_the_next_and_boxes_come_back() -> None:
    sheet = np.full((200, 400), 255, np.uint8)
    sheet[40:60, 15:20], sheet[90:110, 15:25] = 20, 20
    table = Table(Box(10, 30, 380, 130), (10, 70, 380), (30, 80))
    part = spread(sheet, np.zeros_like(sheet), table, X_HEIGHT)
    inked = np.flatnonzero((part.image < 100).any(axis=0))
    (_, first), (_, second) = part.shifts
    assert second - first == 60 + round(0.5 * X_HEIGHT)
    assert inked[-1] == first + 59
    assert part.place(Box(first + 55, 40 - part.top, first + 60, 60 - part.top)) == Box(15, 40, 20, 60)
    assert part.place(Box(first + 50, 90 - part.top, first + 60, 110 - part.top)) == Box(15, 90, 25, 110)


def test_of_two_narrow_columns_only_the_one_beside_a_wide_one_is_joined() -> None:
    sheet = np.full((200, 400), 255, np.uint8)
    table = Table(Box(10, 30, 380, 130), (10, 70, 130, 380), (30, 80))
    part = spread(sheet, np.zeros_like(sheet), table, X_HEIGHT)
    (_, first), (_, second), (_, third) = part.shifts
    assert (second - first - 60, third - second - 60) == (round(1.5 * X_HEIGHT), round(0.5 * X_HEIGHT))


def test_the_page_without_its_tables_keeps_the_rest() -> None:
    sheet = ruled()
    rest = without_tables(sheet, (Table(Box(60, 120, 602, 257), (), ()),))
    assert (rest[120:257, 60:602] == 255).all()
    assert np.array_equal(rest[:120], sheet[:120])
    assert sheet[121, 100] == 60


def test_cells_are_read_without_their_rules_row_by_row() -> None:
    lines = recognize_page(ruled(), X_HEIGHT, create("tesserocr"))
    texts = [line.text for line in lines]
    assert texts[0].startswith("Các thành viên")
    assert texts[-1].startswith("Xác nhận này")
    assert texts[1:-1] == [text for row in CELLS for text in row]
    for line in lines[1:-1]:
        assert XS[0] <= line.box.x0 < line.box.x1 <= XS[-1] + 3
        assert YS[0] <= line.box.y0 < line.box.y1 <= YS[-1] + 3


class Scripted:
    """Reads the page as one line beneath the table, the table as one line across its columns, and then nothing."""

    name = "scripted"

    def __init__(self) -> None:
        self.widths: list[int] = []

    def recognize(self, raster: Raster) -> tuple[Line, ...]:
        self.widths.append(raster.width)
        if len(self.widths) == 1:
            return (Line((Word("dưới", Box(60, 300, 120, 320), 0.9),)),)
        if len(self.widths) == 3:
            return ()
        places = (30, 330, 520)
        return (Line(tuple(Word(f"cột{n}", Box(x, 40, x + 30, 60), 0.9) for n, x in enumerate(places))),)

    def close(self) -> None:
        """Nothing is held."""


def test_a_line_read_across_columns_is_cut_at_the_rules() -> None:
    engine = Scripted()
    lines = recognize_page(ruled(), X_HEIGHT, engine)
    assert [line.text for line in lines] == ["cột0", "cột1", "cột2", "dưới"]
    assert len(engine.widths) == 3  # the page, the table, and the cells in which nothing was read


def test_what_is_read_in_a_lone_cell_stands_in_its_row() -> None:
    sheet = ruled()
    sheet[YS[1] + 3 : YS[2], XS[1] + 3 : XS[2]] = 255
    paint(sheet, "x", XS[1] + 60, YS[1] + 8)
    lines = recognize_page(sheet, X_HEIGHT, create("tesserocr"))
    assert [line.text.lower() for line in lines][4:7] == [CELLS[1][0].lower(), "x", CELLS[1][2].lower()]


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3)])
def test_tiny_pages_are_read_at_once(shape: tuple[int, int]) -> None:
    engine = Scripted()
    recognize_page(as_image(np.full(shape, 255)), X_HEIGHT, engine)
    assert len(engine.widths) == 1
