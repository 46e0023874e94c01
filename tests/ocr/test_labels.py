"""Labels are found by the letters that were misread in them: the nearest one, within what is allowed for its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from models.page import Box, Word
from ocr.layout.labels import Hit, LabelSet
from ocr.layout.rows import segment
from ocr.layout.tokens import letters

LABELS = (
    "Họ và tên",
    "Họ, chữ đệm, tên",
    "Ngày sinh",
    "Ngày, tháng, năm sinh",
    "Nơi thường trú",
    "Nơi sinh",
    "Ông",
    "Số",
)


def found(text: str) -> tuple[Hit, ...]:
    words = tuple(Word(word, Box(60 * n, 0, 60 * n + 50, 20), 0.9) for n, word in enumerate(text.split()))
    return LabelSet(LABELS).find(segment(1, 0, words))


def allowed(length: int) -> int:
    return 0 if length <= 5 else 1 + (length - 6) // 7


def nearest(printed: str) -> tuple[str, float]:
    """Compare with every label in turn: the one of the greatest similarity, of equals the shortest, then the first."""
    best = ("", 0.0)
    for label in sorted(LABELS, key=lambda one: len(letters(one))):
        key = letters(label)
        distance = Levenshtein.distance(printed, key)
        near = abs(len(key) - len(printed)) <= allowed(len(printed)) and distance <= allowed(len(key))
        if near and 1 - distance / len(key) > best[1]:
            best = (label, 1 - distance / len(key))
    return best


@given(st.sampled_from(LABELS), st.integers(0, 30), st.text("abehinotuy", max_size=2), st.integers(0, 2))
def test_the_nearest_label_is_named(label: str, at: int, other: str, lost: int) -> None:
    key = letters(label)
    printed = (key[:at] + other + key[at + lost :]) or "x"
    hits = found(f"{printed}: x")
    named = (hits[0].name, hits[0].similarity) if hits and hits[0].name else ("", 0.0)
    name, similarity = nearest(printed)
    assert named[0] == name
    assert named[1] == pytest.approx(similarity)


def test_short_labels_are_not_guessed() -> None:
    assert [hit.name for hit in found("Ống: Lò Văn A")] == ["Ông"]  # marks do not count, letters do
    assert [hit.name for hit in found("Ôn: Lò Văn A")] == [""]


@pytest.mark.parametrize(("closed", "names"), [(":", ["Nơi thường trú"]), ("- (2)", ["Nơi thường trú"]), ("", [])])
def test_a_label_within_a_segment_needs_a_sign_that_closes_it(closed: str, names: list[str]) -> None:
    hits = found(f"căn cước 001086012345 của ông Nam Nơi thường trú{closed} thôn Đoài, xã Đồng Thịnh")
    assert [hit.name for hit in hits] == names


def test_the_same_label_is_found_before_and_behind_running_text() -> None:
    hits = found("Ngày sinh: 01/02/1990 và những điều khác đã ghi ở trên Nơi sinh : Hà Nội")
    assert [hit.name for hit in hits] == ["Ngày sinh", "Nơi sinh"]
