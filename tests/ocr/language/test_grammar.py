"""Numbers whose grammar leaves no doubt are mended; all others stay as they were read."""

import pytest

from models.page import Box
from ocr.language.grammar import mend_numbers
from tests.ocr.language.lines import line


def mended(text: str, blank: int = 8) -> str:
    return " ".join(word.text for word in mend_numbers(line(text, blank=blank).words))


@pytest.mark.parametrize(("read", "printed"), [
    ("số 15/201 7/NĐ-CP ngày", "số 15/2017/NĐ-CP ngày"),
    ("(02/201 7/TT-VPCP", "(02/2017/TT-VPCP"),
    ("48/201 3⁄NĐ-CP,", "48/2013/NĐ-CP,"),
    ("452 /QĐ-UBND", "452/QĐ-UBND"),
    ("61/2018/ NĐ-CP;", "61/2018/NĐ-CP;"),
    ("1743/QĐ- -BGTVT,", "1743/QĐ-BGTVT,"),
    ("1743/QĐ- BGTVT", "1743/QĐ-BGTVT"),
    ("12/QD-UBND", "12/QĐ-UBND"),
    ("377/0Đ-BGDĐT", "377/QĐ-BGDĐT"),
    ("41/2018/Q0Đ-UBND", "41/2018/QĐ-UBND"),
    ("747/QĐ-BGTYT", "747/QĐ-BGTVT"),
    ("Số: /Q0Đ-UBND", "Số: /QĐ-UBND"),
    ("5/TB-UBNĐ", "5/TB-UBND"),
    ("1O/2O24/TT-BGDDT.", "10/2024/TT-BGDĐT."),
    ("ngày 0l tháng O6 năm 2O24", "ngày 01 tháng 06 năm 2024"),
    ("O1/12/2O24;", "01/12/2024;"),
    ("00109304706A 0O1093047064", "00109304706A 001093047064"),
    ("1.25O.000 đồng", "1.250.000 đồng"),
    ("15.OOO.000đ", "15.000.000đ"),
    ("ngày 3O", "ngày 30"),
    ("l.250.000đ", "1.250.000đ"),
])  # fmt: skip
def test_numbers_are_mended(read: str, printed: str) -> None:
    assert mended(read) == printed


@pytest.mark.parametrize("text", [
    "12/QĐ-UBND", "09/2025/QĐ-TTg", "562/XN", "61/TLKT", "8867/2023/79-LLTP", "125/UBND-TH", "1/UBND-KSTT",
    "và/hoặc-Là", "/TT-ABC", "1899/SGDĐT-CTTTT", "12/2020/IT-FPT", "7/HD-STP", "7/HĐ-STP", "3/OD-ABC",
    "000.00.16.H10-220707-0001", "G09.20-20260609-0092637", "IDVNM0930470641001093047064", "SOS", "OIL", "Il",
    "Lô B1O", "BIDOS", "3lB", "ngày lễ tháng ba năm ngoái", "ngày O tháng l", "31/02/2024", "O1/13/2O24", "1,5",
    "1.250,5",
    "O0O1O3O47O64", "998093o47064", "12 QĐ-UBND", "201 7/2018", "Điều 15 /", "5 - 10", "km/h", "và/hoặc", "15/201",
])  # fmt: skip
def test_what_is_whole_or_unclear_stays(text: str) -> None:
    assert mended(text) == text


def test_torn_pieces_that_stand_apart_stay() -> None:
    assert mended("15/201 7/NĐ-CP", blank=20) == "15/201 7/NĐ-CP"


def test_joined_pieces_keep_their_reading_and_cover_both_places() -> None:
    words = line("15/201 7/NĐ-CP", confidence=0.8).words
    (word,) = mend_numbers(words)
    assert (word.raw, word.confidence) == ("15/201 7/NĐ-CP", 0.8)
    assert word.box == Box(words[0].box.x0, 10, words[1].box.x1, 40)


def test_mended_letters_keep_their_reading() -> None:
    (_, word) = mend_numbers(line("ngày 0l").words)
    assert (word.text, word.raw) == ("01", "0l")
    assert all(not whole.raw for whole in mend_numbers(line("ngày 01/12/2024").words))


def test_nothing() -> None:
    assert mend_numbers(()) == ()
