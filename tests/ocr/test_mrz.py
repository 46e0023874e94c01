"""Machine-readable zones read with slips: mended where check digits prove it, left out where they do not."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading import Extraction
from ocr.extract import extract
from ocr.layout.check_digits import agreed, check_digit, dates, holds_date, repairs
from ocr.layout.mrz import Mrz, find_mrz
from ocr.layout.rows import lay_out
from tests.ocr.readings import reading
from tests.ocr.test_extract_card import CARD, FRONT
from tests.samples.mrz import td1
from tests.samples.world import make_world

PERSON = "001093047064"
UPPER = f"IDVNM0930470641{PERSON}<<2"  # 2 is the check digit of the whole id
LOWER = "9302143M3302141VNM<<<<<<<<<<<4"
NAME = "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<"


def zone(upper: str = UPPER, lower: str = LOWER) -> Mrz | None:
    return find_mrz(lay_out(reading(f"{upper}\n{lower}\n{NAME}")))


def card(upper: str, front: str = FRONT) -> Extraction:
    return extract(reading(front, f"{upper}\n{LOWER}\n{NAME}"), CARD)


@pytest.mark.parametrize(
    "upper",
    [
        "IDVNMO93O47O641OO1O93O47O64<<2",  # letters for digits
        "IDVNM8930470641001093047064<<2",  # one digit of the first copy
        "IDVNM0930470641001693047064<<2",  # one of the second
        "IDVNM8930470641001093847064<<2",  # one of each
        "IDVNM00930470641001093047064<<2",  # one digit too many in front
        "IDVNM0930470645001093047064<<2",  # the first check digit: both copies and the last one agree
        "T1DVNM0930470641001093047064<<2",
    ],
)
def test_an_id_that_is_there_twice_mends_itself(upper: str) -> None:
    found = zone(upper)
    assert found
    assert found.personal_id == PERSON


@pytest.mark.parametrize(
    "upper",
    [
        "IDVNM0930470651001093047065<<9",  # both copies alike, and neither check digit holds
        "IDVNM1930470251001093047064<<9",
        "IDVNM<<<<<<<<<1001093047064<<9",
    ],
)
def test_an_id_that_nothing_proves_is_left_out(upper: str) -> None:
    found = zone(upper)
    assert found is None or found.personal_id == ""


def test_a_province_that_does_not_exist_is_mended_by_the_last_check_digit() -> None:
    blank = FRONT.replace(PERSON, "")
    assert card(UPPER.replace("1001093", "1901093"), blank).fields["personal_id"].value == PERSON


def test_a_printed_id_stands_where_the_zones_province_is_not_proven() -> None:
    other = UPPER.replace("1001093", "1004093")  # a province that exists
    assert card(other).fields["personal_id"].value == PERSON


def test_an_overruled_print_stays_in_sight() -> None:
    found = card(UPPER, FRONT.replace(PERSON, "001093047084")).fields["personal_id"]
    assert (found.value, found.raw) == (PERSON, "001093047084")


def test_a_birth_is_mended_when_the_id_says_the_same_year() -> None:
    found = zone(lower=LOWER.replace("9302143", "9392143"))
    assert found
    assert found.date_of_birth == "1993-02-14"
    assert found.expiry_date == "2033-02-14"


def test_an_expiry_is_mended_when_it_falls_on_the_birthday() -> None:
    found = zone(lower=LOWER.replace("3302141", "3382141"))
    assert found
    assert found.expiry_date == "2033-02-14"


def test_an_expiry_on_another_day_is_mended_by_the_check_digit_over_all_lines() -> None:
    expiry = "310102"
    check = check_digit(expiry)
    final = check_digit(UPPER[5:] + "9302143" + f"{expiry}{check}")
    misread = expiry.replace("0", "8", 1)
    found = zone(lower=f"9302143M{misread}{check}VNM<<<<<<<<<<<{final}")
    assert found
    assert found.expiry_date == "2031-01-02"
    unproven = zone(lower=f"9302143M{misread}{check}VNM<<<<<<<<<<<{(final + 1) % 10}")
    assert unproven
    assert unproven.expiry_date == ""


def test_made_up_zones_with_a_slip_give_the_truth_or_nothing() -> None:
    right = 0
    for seed in range(60):
        world, rng = make_world(seed), random.Random(-seed)
        owner, expiry = world.owner, date(2020 + seed % 30, world.owner.born.month, min(world.owner.born.day, 28))
        upper, lower, _ = td1(owner, expiry)
        place = rng.randrange(6)
        lower = lower[:place] + rng.choice("0468") + lower[place + 1 :]
        found = zone(upper, lower)
        assert found
        assert found.personal_id == owner.id
        assert found.expiry_date == expiry.isoformat()
        assert found.date_of_birth in {owner.born.isoformat(), ""}
        right += bool(found.date_of_birth)
    assert right >= 20  # the others were misread as digits that do not look alike


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_of_two_copies_the_right_one_is_kept(number: str, place: int, shift: int) -> None:
    wrong = f"{number[:place]}{(int(number[place]) + shift) % 10}{number[place + 1 :]}"
    check = str(check_digit(number))
    assert agreed(number, wrong, check) == agreed(wrong, number, check) == number


def test_copies_that_differ_too_much_and_dates_that_do_not_exist() -> None:
    assert agreed("123456789", "987654321", "7") == ""
    assert not holds_date("930231", str(check_digit("930231")))
    assert not holds_date("9A0214", "3")
    assert dates("990214", "x") == ()
    assert PERSON in repairs("901093047064", range(3), "2")
