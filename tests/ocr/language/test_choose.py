"""Words are replaced where the recogniser doubts and the language is sure, and nowhere else."""

import random

import pytest

from models.page import Line
from models.text import fold
from ocr.language.choose import choose_words
from ocr.language.model import shipped
from ocr.language.tokens import syllable
from tests.ocr.language.lines import Doubts, doubt, line
from tests.samples.people import make_person

PAPER = "Ủy ban nhân dân tỉnh quy định chức năng và nhiệm vụ của các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh"


def chosen(text: str, doubts: Doubts | None, *before: str, confidence: float = 0.9) -> str:
    """Return what `text` becomes after lines of an ordinary paper."""
    lines = [line(other, {}) for other in before or (PAPER,)] + [line(text, doubts, confidence=confidence)]
    return choose_words(lines, shipped())[-1].text


@pytest.mark.parametrize(("read", "wrong", "right", "cost"), [
    ("việc sửa đồi, bổ sung", "đồi,", "đổi,", 6.0),
    ("cơ quan có thâm quyền giải quyết", "thâm", "thẩm", 6.0),
    ("theo quy đinh của pháp luật", "đinh", "định", 8.0),
    ("trách nhiệm kiêm tra, giám sát", "kiêm", "kiểm", 6.0),
])  # fmt: skip
def test_doubtful_marks_are_mended(read: str, wrong: str, right: str, cost: float) -> None:
    assert chosen(read, doubt(wrong, right, cost)) == read.replace(wrong, right)


def test_the_reading_and_an_honest_confidence_are_kept() -> None:
    (_, after) = choose_words([line(PAPER, {}), line("cơ quan có thâm quyền", doubt("thâm", "thẩm", 5.0))], shipped())
    before = line("cơ quan có thâm quyền")
    changed = [word for word in after.words if word.raw]
    assert [(word.raw, word.text) for word in changed] == [("thâm", "thẩm")]
    assert 0.9 < changed[0].confidence < 1.0
    assert [word.box for word in after.words] == [word.box for word in before.words]
    assert all(word.doubts is None for word in after.words)


def test_case_and_signs_stay() -> None:
    assert chosen("(thâm quyền)", doubt("(thâm", "(thẩm", 3.0)) == "(thẩm quyền)"
    assert chosen("CƠ QUAN CÓ THÂM QUYỀN", doubt("THÂM", "THẨM", 1.0)) == "CƠ QUAN CÓ THẨM QUYỀN"


def test_tone_marks_stay_where_they_are_printed() -> None:
    assert chosen("thuỷ lợi và hoà giải ở cơ sở", {}) == "thuỷ lợi và hoà giải ở cơ sở"


def test_a_sure_reading_stays_even_where_another_word_is_commoner() -> None:
    assert chosen("lời lẽ rất thâm thúy và sâu cay", {}) == "lời lẽ rất thâm thúy và sâu cay"
    assert chosen("đồi chè xanh mướt", doubt("đồi", "đổi", 18.0)) == "đồi chè xanh mướt"


def test_names_stay_even_where_the_recogniser_is_in_some_doubt() -> None:
    rng = random.Random(20)
    for _ in range(60):
        name = make_person(rng).name
        doubts = {key: found for word in name.split() for key, found in _any_doubt(word, rng, 8.0).items()}
        text = f"Họ và tên: {name}"
        assert chosen(text, doubts) == text
        assert chosen(text.upper(), {key.upper(): found for key, found in doubts.items()}) == text.upper()


def _any_doubt(word: str, rng: random.Random, cost: float) -> Doubts:
    """Return a doubt about one vowel of `word`: the same letter without or with other marks."""
    swaps = [(at, other) for at, letter in enumerate(word) for other in "aăâeêioôơuưy" if fold(letter) == fold(other)]
    swaps = [(at, other) for at, other in swaps if word[at] != other]
    if not swaps:
        return {}
    at, other = rng.choice(swaps)
    return doubt(word, word[:at] + other + word[at + 1 :], cost)


@pytest.mark.parametrize("text", [
    "12/QĐ-UBND", "000.00.16.H10-220707-0001", "001093047064", "1.250,5", "H15.50.05.13-261008-0975", "x", "–", "B12",
])  # fmt: skip
def test_codes_and_numbers_are_left_alone(text: str) -> None:
    assert chosen(f"số {text} ngày", None) == f"số {text} ngày"


def test_english_is_left_alone() -> None:
    text = "the licence is granted to the holder of this certificate on the date of issue by the competent authority"
    assert chosen(text, {}, text) == text
    assert chosen(text, None, text) == text


def test_an_engine_without_doubts_needs_stronger_evidence() -> None:
    assert chosen("cơ quan có thâm quyền giải quyết", None) == "cơ quan có thẩm quyền giải quyết"
    assert chosen("một đồi một", None) == "một đồi một"


def test_letters_of_another_base_only_where_there_is_no_syllable() -> None:
    assert chosen("ủv ban nhân dân tỉnh", doubt("ủv", "ủy", 3.0)) == "ủy ban nhân dân tỉnh"
    assert chosen("các bên cho nhau", doubt("bên", "hên", 0.0)) == "các bên cho nhau"


def test_nothing_on_the_page() -> None:
    assert choose_words([], shipped()) == ()


def test_any_scraps_keep_their_words_and_boxes() -> None:
    rng = random.Random(3)
    for _ in range(40):
        scraps = " ".join("".join(rng.choices("aáđĐ.1/-éùỹ “NG", k=rng.randrange(1, 7))) for _ in range(9))
        if not scraps.split():
            continue
        before: Line = line(scraps, None)
        (after,) = choose_words([before], shipped())
        assert [word.box for word in after.words] == [word.box for word in before.words]
        assert [fold(a.text) == fold(b.text) for a, b in zip(after.words, before.words, strict=True)] == [True] * len(
            before.words
        )
        assert all(syllable(word.raw) for word in after.words if word.raw)
