"""Syllables read in two pieces."""

import pytest

from models.page import Box, Word
from ocr.language.model import shipped
from ocr.language.torn import join_torn


def words(*texts: str, gap: int = 0) -> tuple[Word, ...]:
    """Words of ten pixels a letter, 30 high, `gap` pixels apart."""
    found, x = list[Word](), 0
    for number, text in enumerate(texts):
        found.append(Word(text, Box(x, 0, x + 10 * len(text), 30), 0.9 - 0.1 * number, doubts=()))
        x += 10 * len(text) + gap
    return tuple(found)


def texts(found: tuple[Word, ...]) -> list[str]:
    return [word.text for word in found]


def test_pieces_that_touch_are_one_syllable() -> None:
    one, other = join_torn(words("Th", "ạch", "Quỳnh"), shipped())
    assert (one.text, one.raw, one.box, one.confidence) == ("Thạch", "Th ạch", Box(0, 0, 50, 30), 0.8)
    assert other.text == "Quỳnh"


def test_signs_around_the_syllable_stay() -> None:
    assert texts(join_torn(words("(Th", "ạch);"), shipped())) == ["(Thạch);"]


@pytest.mark.parametrize("gap", [-8, 3, 8])
def test_pieces_with_a_blank_between_or_upon_one_another_stay_two(gap: int) -> None:
    assert texts(join_torn(words("Th", "ạch", gap=gap), shipped())) == ["Th", "ạch"]


@pytest.mark.parametrize("pair", [("hòa", "giải"), ("xã", "12"), ("Lê", "-Anh"), ("Th", "xyz"), ("và", "cá")])
def test_what_are_two_words_or_no_syllable_together_stays(pair: tuple[str, str]) -> None:
    assert texts(join_torn(words(*pair), shipped())) == list(pair)
