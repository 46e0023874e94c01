"""Slips of reading: the rule, its keys, and what is spelt like a syllable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import fold
from records.index.slips import LONGEST, as_number, distance, edits, is_odd, keys, shape, worth_listing
from records.index.syllables import SYLLABLES, is_syllable

LETTERS = "abdeghilmnoqrtuvw0158"
NEAR_WORDS = st.text(LETTERS, min_size=1, max_size=12).flatmap(
    lambda word: st.tuples(
        st.just(word), st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["", *LETTERS])), max_size=3)
    )
)


@pytest.mark.parametrize(
    "word",
    ["nguyễn", "khuynh", "quốc", "quyết", "giấy", "giếng", "gì", "gìn", "yêu", "ương", "xoong", "ngoẻo", "huếch", "kỷ",
     "nghiêng", "thuở", "khuya", "oẳn", "quých", "ý", "à"],
)  # fmt: skip
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(fold(word))


@pytest.mark.parametrize(
    "word", ["nghtiem", "tbanh", "ubnd", "dak", "krong", "cin", "ga9", "ngiem", "kan", "dinhh", ""]
)
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_every_syllable_is_folded_and_none_too_long() -> None:
    assert all(fold(syllable) == syllable for syllable in SYLLABLES)
    assert max(map(len, SYLLABLES)) <= 7
    assert 2_500 < len(SYLLABLES) < 3_500


@pytest.mark.parametrize(
    ("typed", "read", "far"),
    [
        ("nghiem", "nghtem", 1),
        ("nghiem", "nghiem", None),
        ("nghiem", "nqhlem", 0),
        ("tam", "tarn", 0),
        ("tam", "tan", None),
        ("thanh", "thnah", 1),
        ("thanh", "thn", None),
        ("congchung", "congchnugg", 2),
        ("congchu", "conhchuu", None),
        ("2026", "2o2b", None),
        ("2026", "zoz6", 0),
        ("nguoi", "ngu0i", 0),
        ("nguoi", "nguo1", 0),
        ("a" * LONGEST, "a" * (LONGEST + 1), None),
    ],
)
def test_distances(typed: str, read: str, far: int | None) -> None:
    assert distance(typed, read) == far


@pytest.mark.parametrize(
    ("one", "other", "count"), [("", "ab", 2), ("ab", "ba", 1), ("abc", "ca", 3), ("kitten", "sitting", 3)]
)
def test_edits_are_counted_with_swaps(one: str, other: str, count: int) -> None:
    assert edits(one, other) == edits(other, one) == count


@settings(max_examples=300, deadline=None)
@given(st.text("abc", min_size=4, max_size=7), st.text("abc", min_size=4, max_size=7))
def test_short_words_may_differ_by_one_edit(one: str, other: str) -> None:
    assert (distance(one, other) is not None) == (edits(one, other) == 1)


@settings(max_examples=400, deadline=None)
@given(NEAR_WORDS)
def test_words_within_the_distance_share_a_key(given_words: tuple[str, list[tuple[int, str]]]) -> None:
    """What is looked up by keys is all that looking at every word would find."""
    typed, changes = given_words
    read = typed
    for at, letter in changes:
        read = read[:at] + letter + read[at + 1 :]
    if distance(typed, read) is not None and len(shape(read)) >= 3:
        assert keys(typed) & keys(read)


@pytest.mark.parametrize("word", ["nghtem", "ng0c", "adrninlstrative"])
def test_a_word_is_listed_under_few_keys_among_them_its_shape(word: str) -> None:
    assert worth_listing(word)
    assert f"={shape(word)}" in keys(word)
    assert len(keys(word)) <= 30


@pytest.mark.parametrize("word", ["nguyen", "2026", "qd", "x" * (LONGEST + 1)])
def test_well_formed_short_and_endless_words_are_not_listed(word: str) -> None:
    assert not worth_listing(word)


@pytest.mark.parametrize(("word", "number"), [("2o26", "2026"), ("zozb", "2028"), ("2026", None), ("h99", None)])
def test_numbers_that_words_look_like(word: str, number: str | None) -> None:
    assert as_number(word) == number


def test_odd_words() -> None:
    assert [word for word in ("khai", "khxi", "12", "l2", "ubnd") if is_odd(word)] == ["khxi", "l2", "ubnd"]
