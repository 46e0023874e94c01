"""The starter catalogue as it ships: a tree that works before and after the merger, procedures that can be filled."""

from datetime import date, timedelta

import pytest

from models.agency import Agency, Level
from models.dossier_code import form_dossier_code, parse_dossier_code
from models.identifiers import AgencyCode
from ocr.doctypes import registry
from records.catalogue import starter
from records.vocabulary import PAPERS

MERGER = date(2025, 7, 1)
EVE = MERGER - timedelta(days=1)
TODAY = date(2026, 11, 22)
AGENCIES, PROCEDURES = starter()


def in_force(day: date, province: str = "") -> list[Agency]:
    return [agency for agency in AGENCIES if agency.in_force(day) and province in agency.code]


@pytest.mark.parametrize("day", [EVE, MERGER, TODAY])
def test_on_any_day_each_agency_has_a_way_up_to_its_province(day: date) -> None:
    tree = {agency.code: agency for agency in in_force(day)}
    for agency in tree.values():
        steps, top = 0, agency
        while top.parent is not None:
            top = tree[top.parent]
            steps += 1
        assert top.level is Level.PROVINCE
        assert steps <= 2


def test_before_the_merger_three_levels_after_it_two_with_old_codes_kept() -> None:
    before, after = in_force(EVE, "H99"), in_force(MERGER, "H99")
    count = {level: sum(agency.level is level for agency in before) for level in Level}
    assert count[Level.DISTRICT] == 3
    assert count[Level.COMMUNE] >= 8
    assert {agency.level for agency in after} == {Level.PROVINCE, Level.COMMUNE}
    assert sum(agency.level is Level.PROVINCE for agency in after) >= 5
    ended = [a for a in before if a not in after and a.code not in {b.code for b in after}]
    assert ended
    for agency in ended:
        assert agency.successor in {heir.code for heir in after}


def test_one_commune_keeps_its_code_and_changes_its_parent() -> None:
    code = AgencyCode("000.03.23.H99")
    (old,) = [agency for agency in in_force(EVE) if agency.code == code]
    (new,) = [agency for agency in in_force(MERGER) if agency.code == code]
    assert (old.parent, new.parent) == ("000.00.23.H99", "000.00.00.H99")


def test_the_second_province_has_three_levels_today() -> None:
    assert {agency.level for agency in in_force(TODAY, "H98")} == {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: f"{agency.code} {agency.valid_from}")
def test_codes_of_its_dossiers_can_be_typed(agency: Agency) -> None:
    code = form_dossier_code(agency.code, TODAY, 12)
    assert parse_dossier_code(f" {code.lower().replace('0', 'o')} ") == code


def test_every_level_that_works_today_has_procedures() -> None:
    assert len(PROCEDURES) >= 24
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE):
        assert sum(level in procedure.levels for procedure in PROCEDURES) >= 5


def test_every_field_asked_for_is_one_that_each_accepted_paper_states() -> None:
    states = {slug: {field.name for field in kind.fields} for slug, kind in registry().items()}
    for procedure in PROCEDURES:
        for requirement in procedure.requirements:
            for slug in requirement.accepts:
                assert set(requirement.fields) <= states[slug], (procedure.code, requirement.key, slug)


def test_the_names_are_those_of_the_papers_that_can_be_recognised() -> None:
    assert set(PAPERS) == set(registry())


def test_a_marital_status_is_asked_for_not_older_than_half_a_year() -> None:
    asked = [r for procedure in PROCEDURES for r in procedure.requirements if r.accepts == ("marital-status",)]
    assert asked
    assert {requirement.max_age_days for requirement in asked} == {180}


def test_what_one_procedure_issues_another_asks_for() -> None:
    issued = {procedure.result for procedure in PROCEDURES}
    asked = {slug for procedure in PROCEDURES for r in procedure.requirements for slug in r.accepts}
    assert {"birth-certificate", "marriage-certificate", "death-extract", "marital-status"} <= issued & asked
