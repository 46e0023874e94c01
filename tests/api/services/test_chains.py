"""Chains beyond the shipped ones: papers that several steps ask for, that were reused, or whose bytes went bad."""

from datetime import date
from pathlib import Path

import pytest

from api.services.chain_papers import dossier_for
from api.services.chains import IntakeView, Joint, open_intake
from api.services.context import Context
from api.services.review import Correction, review_component
from api.services.taking import Taking, take
from models.agency import Level
from models.caller import Caller, Role
from models.component import ReviewState
from models.dossier import Dossier
from models.errors import Forbidden, IntegrityError, InvalidValue
from models.identifiers import ChainKey, RequirementKey
from models.ports.records import Records
from models.procedure import Chain, ChainStep, Feed
from models.reuse import ReuseRequest
from tests.api.parts import COMMUNE, MARRIAGE, RECORD
from tests.api.services.steps import CLERK, MAI, agreed, approved_paper, clerk_at, digitise, hand_in, open_at, picture

BIRTH, WED = RequirementKey("birth"), RequirementKey("marriage")


def chain(key: str, *feeds: Feed) -> Chain:
    steps = (ChainStep(MARRIAGE.code, Level.COMMUNE), ChainStep(RECORD.code, Level.PROVINCE, feeds))
    return Chain(ChainKey(key), f"Liên thông {key}", steps, date(2024, 7, 1))


SHARED = chain("shared", Feed(BIRTH, 1, BIRTH))
APART = chain("apart", Feed(WED, 1, None))


@pytest.fixture(autouse=True)
def chains(context: Context) -> None:
    with context.records.write() as records:
        records.catalogue.load((), (), (SHARED, APART))


def opened(context: Context, which: Chain, caller: Caller | None = None) -> IntakeView:
    return open_intake(context, caller or clerk_at(COMMUNE), Joint(which.key, MAI, (COMMUNE.code,)))


def linked(records: Records, dossier: Dossier) -> list[str | None]:
    return [one.requirement for one in records.components.of_dossier(dossier.code) if one.provenance]


def test_a_paper_that_two_steps_ask_for_needs_the_step_named(context: Context) -> None:
    view = opened(context, APART)
    with pytest.raises(InvalidValue):
        dossier_for(context, clerk_at(COMMUNE), view.intake.id, BIRTH)
    for number in (1, 2):
        found = dossier_for(context, clerk_at(COMMUNE), view.intake.id, BIRTH, number)
        assert found.code == view.intake.dossiers[number - 1]


def test_a_paper_that_the_first_step_reused_is_handed_on_with_its_own_provenance(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    first, second = (step.dossier for step in opened(context, SHARED).steps)
    wish = ReuseRequest(BIRTH, str(paper.id))
    take(context, CLERK, first.code, Taking((wish,), "Kết hôn", agreed(context, first)))
    with context.records.read() as records:
        assert linked(records, second) == [BIRTH]
        (use,) = records.reuses.of_target(second.code)
    assert (use.provenance.dossier, use.consent) == (source.code, f"{first.intake}-2")


def test_a_paper_whose_bytes_went_bad_is_neither_approved_nor_handed_on(context: Context, tmp_path: Path) -> None:
    first, second = (step.dossier for step in opened(context, SHARED).steps)
    paper = hand_in(context, first, picture()).component
    digitise(context)
    with context.records.read() as records:
        revision = records.components.get(paper.id).revision
    (kept,) = tmp_path.glob(f"objects/??/??/{paper.version.sha256}")
    kept.chmod(0o600)
    kept.write_bytes(b"x" * paper.version.size)
    decision = Correction(state=ReviewState.APPROVED, compared_with_original=True)
    with pytest.raises(IntegrityError):
        review_component(context, CLERK, first.code, paper.id, decision, revision, frozenset())
    with context.records.read() as records:
        assert linked(records, second) == []
        assert records.components.get(paper.id).review.state is ReviewState.PENDING


def test_a_system_needs_every_procedure_of_the_chain_in_its_scope(context: Context) -> None:
    half = Caller("s1", Role.SYSTEM, "Cổng", procedures=(MARRIAGE.code,))
    with pytest.raises(Forbidden):
        opened(context, SHARED, half)
    whole = Caller("s2", Role.SYSTEM, "Cổng", procedures=(MARRIAGE.code, RECORD.code))
    assert len(opened(context, SHARED, whole).steps) == 2


def test_who_may_only_see_an_intake_is_told_so_when_giving_a_paper(context: Context) -> None:
    view = opened(context, SHARED)
    leader = Caller("l", Role.LEADER, "Lãnh đạo", COMMUNE.code)
    with pytest.raises(Forbidden):
        dossier_for(context, leader, view.intake.id, BIRTH)
    with context.records.read() as records:
        assert records.ledger.of_owner([MAI.id], 1)[0].note.detail["intake"] == view.intake.id
