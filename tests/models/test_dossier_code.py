from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dossier_code import form_dossier_code, one_slip_apart, parse_dossier_code, tidy_dossier_code
from models.errors import InvalidValue
from models.identifiers import AgencyCode

PUBLISHED = (
    "000.00.16.H10-220707-0001",
    "000.A0.01.H26-210212-9090",
    "38.98.H29-210519-0013",
    "H15.50.05.13-261008-0975",
    "G09.20-20260609-0092637",
)


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_are_canonical(code: str) -> None:
    assert parse_dossier_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        " 000.00.16.h10-220707-0001 ",
        "000.00.16.H10 - 220707 - 0001",
        "OOO.OO.16.H1O-22O7O7-OOO1",
        "000.00.l6.HI0-220707-000l",
        "０００.００.１６.Ｈ１０–２２０７０７—０００１",
        "000.00.16.H10_220707_0001",
    ],
)
def test_slips_of_typing_are_forgiven(typed: str) -> None:
    assert parse_dossier_code(typed) == PUBLISHED[0]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0001",
        "000.00.16.H10-220707",
        "000.00.16.H10-2207-0001",
        "../../etc/passwd",
        "x" * 500,
        "000.00.16.H10-220707-0001'--",
    ],
)
def test_what_is_no_code_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidValue, match=r"000\.00\.16\.H10-220707-0001"):
        parse_dossier_code(typed)


def test_codes_are_formed_with_four_digits_at_least() -> None:
    agency = AgencyCode("000.17.22.H56")
    assert form_dossier_code(agency, date(2026, 11, 2), 7) == "000.17.22.H56-261102-0007"
    assert form_dossier_code(agency, date(2026, 11, 2), 123456) == "000.17.22.H56-261102-123456"


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), st.integers(1, 9_999_999))
def test_a_formed_code_is_canonical(day: date, sequence: int) -> None:
    code = form_dossier_code(AgencyCode("000.17.22.H56"), day, sequence)
    assert parse_dossier_code(code.lower()) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abcd", "abxd"),
        ("abcd", "abd"),
        ("abcd", "abcde"),
        ("abcd", "xabcd"),
        ("abcd", "acbd"),
        ("ab", "ba"),
        ("a", ""),
    ],
)
def test_one_slip_is_one_character_or_two_neighbours_exchanged(one: str, other: str) -> None:
    assert one_slip_apart(one, other)
    assert one_slip_apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("abcd", "abcd"), ("abcd", "abxy"), ("abcd", "cbad"), ("abcd", "badc"), ("abcd", "ab"), ("", "")]
)
def test_nothing_and_two_slips_are_not_one(one: str, other: str) -> None:
    assert not one_slip_apart(one, other)
    assert not one_slip_apart(other, one)


def test_what_is_no_code_is_tidied_all_the_same() -> None:
    assert tidy_dossier_code(" ｈ99 .o1–26032-ooo1 ") == "H99.01-26032-0001"
    assert len(tidy_dossier_code("x" * 10_000)) <= 200
