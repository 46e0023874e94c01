"""What a word may be: all known spellings that the doubts allow, none twice, the reading first."""

import pytest

from models.page import Doubt, Word
from models.text import exact_key
from ocr.language.candidates import UNSEEN, Candidate, candidates
from ocr.language.marks import kin
from ocr.language.model import shipped
from ocr.language.tokens import syllable
from tests.ocr.language.lines import line


def of(text: str, *doubts: Doubt) -> tuple[Candidate, ...]:
    word: Word = line(text, {text: doubts}).words[0]
    parts = syllable(text)
    assert parts is not None
    return candidates(word, parts, shipped())


@pytest.mark.parametrize("text", ["thâm", "đồi", "Quyền", "UỶ", "hoà", "xqzw"])
def test_letters_with_other_marks_are_thought_of_unasked(text: str) -> None:
    model, own = shipped(), exact_key(text)
    spelled = {exact_key(text[:at] + other + text[at + 1 :]) for at, one in enumerate(text) for other in kin(one)}
    known = {key for key in spelled if model.knows(key)} - {own}
    first, *others = of(text)
    assert (first.letters, first.key, first.cost) == (text, own, 0.0)
    assert {other.key for other in others} <= known
    assert len(others) == min(len(known), 12)
    assert all(other.cost == UNSEEN for other in others)
    assert of(text) == of(text)


def test_what_the_recogniser_lists_costs_what_it_says() -> None:
    found = of("thâm", Doubt(2, "ẩ", 3.0))
    assert found[1] == Candidate("thẩm", "thẩm", 3.0)
    assert [other.key for other in found].count("thẩm") == 1
    assert of("thâm")[1].cost == UNSEEN


def test_two_doubts_may_hold_together() -> None:
    found = {other.key: other.cost for other in of("dôi", Doubt(0, "đ", 2.0), Doubt(1, "ổ", 3.0))}
    assert found["đổi"] == pytest.approx(5.0)
    assert found["đôi"] == pytest.approx(2.0)
