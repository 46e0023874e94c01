"""Rules of the whole catalogue that no single row shows."""

from dataclasses import replace
from datetime import date

import pytest

from models.agency import Agency, Level
from models.catalogue import Contents
from models.identifiers import AgencyCode
from models.procedure import Chain
from records.catalogue import starter
from records.catalogue.periods import in_sequence, overlaps
from records.catalogue.rules import faults
from tests.records.build import agency, procedure

SPLIT = date(2018, 1, 1)
BIRTH: Chain = next(chain for chain in starter().chains if chain.key == "birth")


def tree(*below: Agency) -> Contents:
    return Contents((agency("H97.00", level=Level.PROVINCE, valid_from=date(2015, 1, 1)), *below))


def columns(contents: Contents) -> list[str]:
    return [fault.column for fault in faults(contents)]


def test_the_starter_has_no_fault() -> None:
    assert list(faults(starter())) == []


def test_a_parent_in_two_periods_end_to_end_is_enough_and_one_that_ends_earlier_is_not() -> None:
    first = agency("H97.01", "H97.00", Level.DISTRICT, valid_from=date(2016, 1, 1), valid_to=SPLIT)
    second = replace(first, name="UBND thị xã", valid_from=SPLIT, valid_to=None)
    commune = agency("H97.02", "H97.01", valid_from=date(2016, 1, 1))
    assert columns(tree(first, second, commune)) == []
    assert columns(tree(first, commune)) == ["parent"]
    assert columns(tree(first, replace(second, valid_from=date(2018, 1, 2)), commune)) == ["parent"]
    assert columns(tree(first, replace(commune, valid_to=SPLIT))) == []


def test_a_parent_of_a_lower_level_is_refused_and_one_of_the_same_level_is_not() -> None:
    commune = agency("H97.01", "H97.00")
    assert columns(tree(commune, agency("H97.02", "H97.01", Level.DISTRICT))) == ["parent"]
    assert columns(tree(commune, agency("H97.02", "H97.01"))) == []


def test_agencies_may_not_stand_above_one_another_in_a_circle_from_any_day() -> None:
    one = agency("H97.01", "H97.02", Level.DISTRICT)
    two = agency("H97.02", "H97.01", Level.DISTRICT)
    assert columns(tree(one, two)) == ["parent", "parent"]
    before = replace(two, parent=AgencyCode("H97.00"), valid_to=SPLIT)
    first = replace(one, valid_from=date(2016, 1, 1))
    assert columns(tree(first, replace(before, valid_from=date(2016, 1, 1)), replace(two, valid_from=SPLIT))) == [
        "parent"
    ]
    assert columns(tree(one, replace(two, parent=AgencyCode("H97.00")))) == []


@pytest.mark.parametrize("code", ["h97.01", "H97", "HO7.01", "H97..01"])
def test_an_agency_whose_dossier_codes_could_not_be_typed_is_refused(code: str) -> None:
    assert columns(tree(agency(code, "H97.00"))) == ["code"]


def test_a_chain_of_one_step_or_with_a_procedure_twice_is_refused() -> None:
    rest = starter()
    one = replace(BIRTH, steps=BIRTH.steps[:1])
    twice = replace(BIRTH, steps=(BIRTH.steps[0], BIRTH.steps[0]))
    assert columns(replace(rest, chains=(one,))) == ["step"]
    assert columns(replace(rest, chains=(twice,))) == ["procedure"]
    assert columns(replace(rest, chains=(BIRTH, BIRTH))) == ["key"]


def test_a_chain_from_a_day_before_its_procedures_is_refused() -> None:
    early = replace(BIRTH, valid_from=date(2014, 1, 1))
    assert columns(replace(starter(), chains=(early,))) == ["procedure"] * 3


def test_an_open_version_ends_where_the_next_begins_and_an_end_in_the_way_is_found() -> None:
    old, new = procedure(), procedure(valid_from=date(2025, 7, 1))
    assert in_sequence([old], [new]) == (replace(old, valid_to=new.valid_from), new)
    assert in_sequence([replace(old, valid_to=date(2021, 1, 1))], [new])[0].valid_to == date(2021, 1, 1)
    late = replace(old, valid_to=date(2025, 7, 2))
    assert list(overlaps(in_sequence([late], [new]))) == [(late, new)]
    assert list(overlaps([procedure("1.000001"), procedure("1.000002")])) == []


def test_the_top_agency_may_not_change_under_what_is_below() -> None:
    below = agency("H97.01", "H97.00", Level.COMMUNE)
    lower = tree(below).agencies[0]
    found = list(faults(Contents((replace(lower, valid_to=date(2026, 1, 1)), below))))
    assert [(fault.key[0], fault.column) for fault in found] == [(AgencyCode("H97.01"), "parent")]
