import pytest

from models.page import Box, Doubt, Line, Word
from ocr.hygiene import is_text, tidy


def word(text: str, confidence: float) -> Word:
    return Word(text, Box(0, 0, 10, 10), confidence)


@pytest.mark.parametrize(("text", "confidence", "stays"), [
    ("nghị", 0.15, True),
    ("STGHUEHD", 0.05, True),
    ("Hg", 0.05, False),
    ("ng", 0.35, False),
    ("là", 0.45, True),
    ("12/5", 0.05, False),
    ("7", 0.8, True),
    ("l", 0.3, False),
    ("-", 0.9, True),
    ("~", 0.4, False),
])  # fmt: skip
def test_what_is_plainly_not_text_goes(text: str, confidence: float, stays: bool) -> None:
    assert is_text(word(text, confidence)) is stays


def test_rules_of_tables_are_no_part_of_words() -> None:
    (line,) = tidy((Line((word("|1.013220", 0.9), word("|", 0.9), word("STT|", 0.9))),))
    assert line.text == "1.013220 STT"


def test_lines_left_empty_go() -> None:
    assert tidy((Line((word("¬", 0.2),)), Line((word("Điều", 0.9),)))) == (Line((word("Điều", 0.9),)),)


def test_doubts_stay_with_their_letters_when_a_rule_goes() -> None:
    read = Word("|sô|", Box(0, 0, 10, 10), 0.9, doubts=(Doubt(0, "l", 1.0), Doubt(2, "ố", 2.0), Doubt(3, "I", 3.0)))
    ((kept,),) = (line.words for line in tidy((Line((read,)),)))
    assert (kept.text, kept.doubts) == ("sô", (Doubt(1, "ố", 2.0),))
    ((blind,),) = (line.words for line in tidy((Line((word("|sô", 0.9),)),)))
    assert blind.doubts is None
