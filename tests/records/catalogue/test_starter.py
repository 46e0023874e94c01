"""The starter catalogue as it ships: a tree that works before and after the merger, procedures that can be filled."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from models.agency import Agency, Level
from models.dossier_code import form_dossier_code, parse_dossier_code
from models.errors import MissingData
from models.identifiers import AgencyCode
from ocr.doctypes import registry
from records import catalogue
from records.catalogue import starter
from records.catalogue.sheets import write_book
from records.vocabulary import PAPERS

MERGER = date(2025, 7, 1)
EVE = MERGER - timedelta(days=1)
TODAY = date(2026, 11, 22)
AGENCIES, PROCEDURES, CHAINS = starter().agencies, starter().procedures, starter().chains


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


def test_there_are_sixty_procedures_and_chains_whose_steps_work_in_both_provinces() -> None:
    assert len({procedure.code for procedure in PROCEDURES}) == 60
    assert {chain.key for chain in CHAINS} == {"birth", "death", "death-merit"}
    for chain in CHAINS:
        for step in chain.steps:
            for province in ("H98", "H99"):
                assert any(agency.level is step.level for agency in in_force(TODAY, province))


def test_some_procedures_changed_in_time_and_each_day_has_one_version() -> None:
    codes = [procedure.code for procedure in PROCEDURES]
    changed = {code for code in codes if codes.count(code) > 1}
    assert len(changed) >= 5
    for day in (EVE, MERGER, TODAY):
        working = [procedure.code for procedure in PROCEDURES if procedure.in_force(day)]
        assert len(set(working)) == len(working)
        assert changed <= set(working)


def test_what_law_makes_agencies_look_up_names_the_law() -> None:
    looked_up = [r for procedure in PROCEDURES for r in procedure.requirements if r.statutory_lookup]
    assert looked_up
    assert all(requirement.legal_basis for requirement in looked_up)


def test_a_spoilt_starter_is_missing_data_not_half_a_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_book(starter(), tmp_path / "data")
    file = tmp_path / "data" / "co-quan.csv"
    file.write_text(file.read_text("utf-8-sig").replace("tỉnh,,", "nước,,", 1), "utf-8")
    monkeypatch.setattr(catalogue, "_STARTER", tmp_path / "data")
    with pytest.raises(MissingData, match="Cơ quan, hàng 2, cột “Cấp”"):
        starter.__wrapped__()
