import cv2
import numpy as np

from models.page import Box, Line, Raster, Word
from ocr.missed import with_missed
from ocr.recognizers.null_engine import NullRecognizer
from tests.ocr.pages import page

X_HEIGHT = 16.0
TEXT = ("Ủy ban nhân dân xã Đồng Thịnh", "", "Nguyễn Hữu Phước", "", "Nơi nhận: như trên")
ROWS = (42, 150, 258)  # where the lines of TEXT begin on the page


class Told:
    """An engine that reads what it is told, one word a line, as wide as the ink of its row."""

    name = "told"

    def __init__(self, *words: tuple[str, float]) -> None:
        self.words = words
        self.given: list[Raster] = []

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        self.given.append(page)
        pixels = np.frombuffer(memoryview(page.pixels), np.uint8).reshape(page.height, page.width)
        rows = np.flatnonzero((pixels < 128).any(axis=1))
        starts = rows[np.flatnonzero(np.diff(rows, prepend=-99) > 12)].tolist()
        columns = [np.flatnonzero((pixels[top : top + 20] < 128).any(axis=0)) for top in starts]
        return tuple(
            Line((Word(text, Box(int(wide[0]), top, int(wide[-1]) + 1, top + 20), sure),))
            for top, wide, (text, sure) in zip(starts, columns, self.words, strict=False)
        )

    def close(self) -> None: ...


def line(text: str, top: int) -> Line:
    return Line((Word(text, Box(90, top - 4, 700, top + 44), 0.9),))


def test_a_row_that_was_passed_over_is_read_and_put_in_its_place() -> None:
    read = (line("first", ROWS[0]), line("last", ROWS[2]))
    engine = Told(("Nguyễn", 0.9))
    found = with_missed(page(TEXT, height=460), read, X_HEIGHT, engine)
    assert [each.text for each in found] == ["first", "Nguyễn", "last"]
    box = found[1].box
    assert ROWS[1] - 20 <= box.y0 < box.y1 <= ROWS[1] + 60
    assert len(engine.given) == 1


def test_rows_set_close_are_shown_each_by_itself() -> None:
    sheet = page(TEXT, height=460)
    close = sheet.copy()
    close[ROWS[1] : ROWS[1] + 50] = 255
    close[216:262] = np.minimum(close[216:262], sheet[ROWS[1] : ROWS[1] + 46])  # a tail hangs down to the next letters
    engine = Told(("Nguyễn", 0.9), ("recipients", 0.9), ("what hangs over", 0.9))
    found = with_missed(close, (line("first", ROWS[0]),), X_HEIGHT, engine)
    assert [each.text for each in found] == ["first", "Nguyễn", "recipients"]


def test_a_piece_of_a_row_goes_into_its_gap() -> None:
    row = [
        Word("Quyết", Box(20, ROWS[1], 80, ROWS[1] + 40), 0.9),
        Word("ngày", Box(720, ROWS[1], 780, ROWS[1] + 40), 0.9),
    ]
    read = (line("first", ROWS[0]), Line(tuple(row)), line("last", ROWS[2]))
    found = with_missed(page(TEXT, height=460), read, X_HEIGHT, Told(("Nguyễn", 0.9)))
    assert [each.text for each in found] == ["first", "Quyết Nguyễn ngày", "last"]


def test_a_row_beside_a_column_is_no_piece_of_it() -> None:
    column = Line((Word("Nơi nhận:", Box(720, ROWS[1], 800, ROWS[1] + 40), 0.9),))
    found = with_missed(page(TEXT, height=460), (line("first", ROWS[0]), column), X_HEIGHT, Told(("Nguyễn", 0.9)))
    assert sorted(each.text for each in found) == ["Nguyễn", "Nơi nhận:", "first"]


def test_what_reads_unsurely_is_left_out() -> None:
    read = (line("first", ROWS[0]), line("last", ROWS[2]))
    assert with_missed(page(TEXT, height=460), read, X_HEIGHT, Told(("Nguyễn", 0.6))) == read


def test_a_page_that_was_read_in_full_is_not_read_again() -> None:
    read = tuple(line(str(row), row) for row in ROWS)
    engine = Told(("Nguyễn", 0.9))
    assert with_missed(page(TEXT, height=460), read, X_HEIGHT, engine) == read
    assert not engine.given


def test_words_that_were_guessed_do_not_count_as_read() -> None:
    guessed = Line((Word("~", Box(90, ROWS[1], 700, ROWS[1] + 40), 0.1),))
    read = (line("first", ROWS[0]), guessed, line("last", ROWS[2]))
    found = with_missed(page(TEXT, height=460), read, X_HEIGHT, Told(("Nguyễn", 0.9)))
    assert "Nguyễn" in [each.text for each in found]


def test_many_rows_are_a_picture_and_a_blank_page_has_none() -> None:
    many = page(tuple(["Nguyễn Hữu Phước"] * 20), height=1300)
    assert with_missed(many, (), X_HEIGHT, Told(("Nguyễn", 0.9))) == ()
    assert with_missed(np.full((300, 300), 255, np.uint8), (), X_HEIGHT, NullRecognizer()) == ()


def test_a_name_under_a_seal_takes_the_place_of_what_was_read_of_it() -> None:
    ring = np.full((460, 1240), 255, np.uint8)
    cv2.circle(ring, (150, 170), 110, 170, 5, cv2.LINE_AA)
    sheet = np.minimum(page(TEXT, height=460), ring)
    half = Line((Word("Hữu", Box(215, 152, 280, 172), 0.96), Word("Phước", Box(290, 152, 390, 172), 0.97)))
    read = (line("first", ROWS[0]), half, line("last", ROWS[2]))
    found = with_missed(sheet, read, X_HEIGHT, Told(("~", 0.1), ("NguyễnHữuPhước", 0.9)))
    assert [each.text for each in found] == ["first", "NguyễnHữuPhước", "last"]
    assert with_missed(sheet, read, X_HEIGHT, Told(("~", 0.1), ("Phước", 0.99))) == read


def test_words_under_a_seal_are_replaced_in_their_own_line() -> None:
    ring = np.full((460, 1240), 255, np.uint8)
    cv2.circle(ring, (150, 170), 110, 170, 5, cv2.LINE_AA)
    sheet = np.minimum(page(TEXT, height=460), ring)
    beside = Word("ngày", Box(700, 152, 760, 172), 0.9)
    read = (line("first", ROWS[0]), Line((Word("guyễn", Box(110, 152, 390, 172), 0.5), beside)), line("last", ROWS[2]))
    found = with_missed(sheet, read, X_HEIGHT, Told(("~", 0.1), ("NguyễnHữuPhước", 0.9)))
    assert [each.text for each in found] == ["first", "NguyễnHữuPhước ngày", "last"]


def test_a_row_is_believed_though_one_of_its_words_is_unsure() -> None:
    class Three(Told):
        def recognize(self, page: Raster) -> tuple[Line, ...]:
            box = super().recognize(page)[0].box
            sure = zip(("Nguyễn", "Hữu", "Phước"), (0.0, 0.97, 0.97), strict=True)
            return (Line(tuple(Word(text, box, each) for text, each in sure)),)

    read = (line("first", ROWS[0]), line("last", ROWS[2]))
    found = with_missed(page(TEXT, height=460), read, X_HEIGHT, Three(("Nguyễn", 0.0)))
    assert [each.text for each in found] == ["first", "Nguyễn Hữu Phước", "last"]


def test_bold_capitals_that_run_together_are_a_row_and_a_stroke_is_none() -> None:
    sheet = np.full((900, 900), 255, np.uint8)
    for x, width in ((100, 40), (150, 18), (180, 82)):
        sheet[100:118, x : x + width] = 20
    read = (line("XÁC NHẬN", 96),)
    assert with_missed(sheet, (), X_HEIGHT, Told(("XÁC NHẬN", 0.9)))[0].text == read[0].text
    stroke = np.full((900, 900), 255, np.uint8)
    stroke[100:118, 100:220] = 20
    engine = Told(("Nguyễn", 0.9))
    assert with_missed(stroke, (), X_HEIGHT, engine) == ()
    assert not engine.given
