"""Whatever is read, classification and extraction give a value, and one that keeps its promises."""

import random

import pytest

from models.identifiers import UNKNOWN, DocumentType
from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word
from models.reading import Reading
from models.text import nfc
from ocr.classify import classify
from ocr.doctypes import registry
from ocr.extract import extract

_SCRAPS = [
    "Số:", "số", "Ông", "Họ", "và", "tên:", "ngày", "tháng", "năm", "12", "/", ":", "(", ")", "…", "....", "-",
    "02/01/2020", "001093047064", "QUYẾT", "ĐỊNH", "GIẤY", "KHAI", "SINH", "CỘNG HÒA XÃ HỘI", "IDVNM", "<<<", "CHỦ",
    "TỊCH", "Nguyễn", "Văn", "An,", "đồng", "m2", "KÍNH", "gửi:", "\u0301", "Ð", "ﬁ", "①", "١٢", "²", "İ", "x" * 90,
    "Thông tin các thành viên", "1.", "a)", "Điều", "TM.", "BỘ", "Về", "việc",
]  # fmt: skip


def _scribble(rng: random.Random, pages: int) -> Reading:
    def word() -> Word:
        x, y = rng.randrange(0, 1500), rng.randrange(0, 2000, 20)
        return Word(rng.choice(_SCRAPS), Box(x, y, x + rng.randrange(1, 300), y + rng.randrange(1, 60)), rng.random())

    made = []
    for number in range(1, pages + 1):
        lines = tuple(Line(tuple(word() for _ in range(rng.randrange(1, 9)))) for _ in range(rng.randrange(0, 40)))
        made.append(PageReading(number, 1800, 2100, 1800, 2100, 0, 0.0, IDENTITY, lines, TextSource.OCR))
    return Reading(tuple(made))


@pytest.mark.parametrize("seed", range(16))
def test_any_scribble_gives_an_honest_answer(seed: int) -> None:
    reading = _scribble(random.Random(seed), pages=1 + seed % 3)
    found = classify(reading)
    assert found.type == UNKNOWN or found.type in registry()
    assert 0.0 <= found.confidence <= 1.0
    for slug in (*registry(), UNKNOWN):
        for field in extract(reading, slug).fields.values():
            assert field.value
            assert field.value == nfc(field.value)
            assert 0.0 < field.confidence <= 1.0
            assert 1 <= field.page <= len(reading.pages)
            assert field.box.x0 < field.box.x1
            assert field.box.y0 < field.box.y1


def test_the_same_reading_gives_the_same_answer() -> None:
    reading = _scribble(random.Random(7), pages=2)
    assert classify(reading) == classify(reading)
    assert extract(reading, DocumentType("decision")) == extract(reading, DocumentType("decision"))
