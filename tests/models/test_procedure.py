from dataclasses import replace
from datetime import date

import pytest

from models.agency import Level
from models.identifiers import ChainKey, ProcedureCode, RequirementKey
from models.procedure import Chain, ChainStep, Feed

CARD, BIRTH = RequirementKey("identity"), RequirementKey("birth")
CHAIN = Chain(
    ChainKey("birth"),
    "Liên thông",
    (
        ChainStep(ProcedureCode("1"), Level.COMMUNE),
        ChainStep(ProcedureCode("2"), Level.COMMUNE, (Feed(CARD, 1, CARD), Feed(BIRTH, 1, None))),
        ChainStep(ProcedureCode("3"), Level.PROVINCE, (Feed(CARD, 2, CARD), Feed(BIRTH, 2, BIRTH))),
    ),
    date(2024, 7, 1),
)


@pytest.mark.parametrize(
    ("step", "requirement", "origin"),
    [
        (1, CARD, (1, CARD)),
        (2, CARD, (1, CARD)),
        (3, CARD, (1, CARD)),
        (3, BIRTH, (1, None)),
        (3, RequirementKey("residence"), (3, "residence")),
    ],
)
def test_every_paper_of_a_chain_is_traced_to_where_it_comes_in(
    step: int, requirement: RequirementKey, origin: tuple[int, str | None]
) -> None:
    assert CHAIN.origin(step, requirement) == origin


def test_the_last_day_is_exclusive() -> None:
    ended = replace(CHAIN, valid_to=date(2025, 7, 1))
    assert [ended.in_force(date(*day)) for day in ((2024, 6, 30), (2024, 7, 1), (2025, 6, 30), (2025, 7, 1))] == [
        False,
        True,
        True,
        False,
    ]
