"""What a chain asks for at its one intake, shown on the chains of the starter catalogue."""

from collections.abc import Mapping
from datetime import date

import pytest

from models.identifiers import ProcedureCode
from models.procedure import Chain, Procedure
from records.catalogue import starter
from records.catalogue.chains import slots

TODAY = date(2026, 11, 22)
CHAINS: Mapping[str, Chain] = {chain.key: chain for chain in starter().chains}
PROCEDURES: Mapping[ProcedureCode, Procedure] = {p.code: p for p in starter().procedures if p.in_force(TODAY)}


def asked(key: str) -> list[tuple[int, str]]:
    return [(slot.step, slot.requirement.key) for slot in slots(CHAINS[key], PROCEDURES) if slot.feed is None]


def test_birth_leads_to_residence_and_to_the_insurance_card() -> None:
    assert [step.procedure for step in CHAINS["birth"].steps] == ["1.001193", "1.004222", "1.002754"]
    assert asked("birth") == [
        (1, "application"),
        (1, "identity"),
        (1, "marriage"),
        (1, "residence"),
        (1, "authorisation"),
        (2, "dwelling"),
    ]


def test_death_leads_to_the_register_of_residence_and_to_the_costs_of_burial() -> None:
    assert [step.procedure for step in CHAINS["death"].steps] == ["1.000656", "1.003197", "1.001731"]
    assert asked("death") == [(1, "application"), (1, "identity"), (1, "residence"), (3, "allowance")]
    assert asked("death-merit")[-1] == (3, "merit")


@pytest.mark.parametrize("key", CHAINS)
def test_no_paper_is_asked_for_that_an_earlier_step_has_or_issues(key: str) -> None:
    chain = CHAINS[key]
    given: set[str] = set()
    for slot in slots(chain, PROCEDURES):
        if slot.feed is None and slot.step > 1:
            assert given.isdisjoint(slot.requirement.accepts) or slot.requirement.key in {"allowance", "merit"}
        procedure = PROCEDURES[chain.steps[slot.step - 1].procedure]
        given |= {*slot.requirement.accepts, procedure.result or ""}
