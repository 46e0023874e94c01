"""Two at once: a revocation, a use and a merger against a decision. Whichever locks first wins, the other sees it.

Each race is run many times, the two set off together; both outcomes are allowed, nothing between them is.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from api.services.context import Context
from api.services.dossiers import set_state
from api.services.standing import Change, stand
from api.services.taking import Taking, take
from ingest.limits import Limits
from models.component import Component, ComponentStatus, Review, ReviewState
from models.dossier import Dossier, DossierState
from models.errors import Conflict, HosoError, NotReusable
from models.identifiers import AgencyCode, ComponentId, DocumentType, DossierCode, RequirementKey
from models.ledger import LedgerKind
from models.paper_state import PaperState
from models.ports.records import RecordStore
from models.reuse import ReuseRequest
from records.index import open_index
from records.objects import open_objects
from tests.api.parts import AGENCIES, COMMUNE, DEPARTMENT, PROCEDURES, RECORD, StandingClock
from tests.api.services.steps import CLERK, agreed, officer_at, open_at
from tests.records.build import component, version

ROUNDS = 6
OFFICER, JUDGE = officer_at(COMMUNE), officer_at(DEPARTMENT)
REVOKED = Change(PaperState.REVOKED, "Cấp sai thẩm quyền")


@pytest.fixture
def context(records: RecordStore, tmp_path: Path) -> Iterator[Context]:
    with records.write() as now:
        now.catalogue.load(AGENCIES, PROCEDURES)
    index = open_index("memory:")
    yield Context(records, open_objects(f"file:{tmp_path}/objects"), index, StandingClock(), Limits())
    index.close()


def paper_of(context: Context, content: bytes) -> Component:
    """An approved birth certificate in a dossier of its own."""
    source = open_at(context)
    stored = context.objects.put([content])
    now = context.clock.now()
    paper = component(
        dossier=source.code,
        version=version(content, sha256=stored.sha256, received_at=now),
        status=ComponentStatus.DIGITISED,
        type=DocumentType("birth-certificate"),
        review=Review(ReviewState.APPROVED, "cb", now, compared_with_original=True),
    )
    with context.records.write() as records:
        records.components.add(paper)
    return paper


def later(context: Context, paper: Component | None = None) -> Dossier:
    """A dossier in progress at another agency, which took `paper`."""
    target = open_at(context, DEPARTMENT, RECORD)
    if paper is not None:
        use(context, target, paper)
    return set_state(context, JUDGE, target.code, DossierState.IN_PROGRESS)


def use(context: Context, target: Dossier, paper: Component) -> None:
    wish = ReuseRequest(RequirementKey("birth"), paper.id)
    take(context, CLERK, target.code, Taking((wish,), "Cấp phiếu", agreed(context, target)))


def deciding(context: Context, target: Dossier) -> Callable[[], object]:
    return partial(set_state, context, JUDGE, target.code, DossierState.RESOLVED)


def revoking(context: Context, paper: Component) -> Callable[[], object]:
    return partial(stand, context, OFFICER, paper.version.id, REVOKED)


def race(*works: Callable[[], object], lead: float = 0.0) -> list[HosoError | None]:
    """Set all off together, the second `lead` seconds later; return what each raised."""
    start = Barrier(len(works))

    def run(place: int, work: Callable[[], object]) -> HosoError | None:
        start.wait()
        sleep(place * lead)
        try:
            work()
        except HosoError as error:
            return error
        return None

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, range(len(works)), works))


def state_of(context: Context, code: DossierCode) -> tuple[DossierState, list[str]]:
    with context.records.read() as records:
        return records.dossiers.get(code).state, [event.kind for event in records.events.of_dossier(code)]


def test_a_revocation_against_a_decision(context: Context) -> None:
    for turn in range(ROUNDS):
        paper = paper_of(context, b"revoked %d" % turn)
        target = later(context, paper)
        refused, failed = race(
            deciding(context, target),
            revoking(context, paper),
            lead=turn * 0.01,
        )
        assert failed is None
        state, kinds = state_of(context, target.code)
        if refused is None:
            assert state is DossierState.RESOLVED
            assert "reused-paper-standing" not in kinds
        else:
            assert isinstance(refused, Conflict)
            assert state is DossierState.IN_PROGRESS
            assert kinds[-2:] == ["reused-paper-standing", "decision-blocked"]


def test_a_revocation_against_uses(context: Context) -> None:
    """Who takes the paper before it is revoked is told; who comes after gets nothing."""
    for turn in range(ROUNDS):
        paper = paper_of(context, b"used %d" % turn)
        targets = [later(context) for _ in range(3)]
        *refusals, failed = race(
            *(partial(use, context, target, paper) for target in targets),
            revoking(context, paper),
        )
        assert failed is None
        for target, refused in zip(targets, refusals, strict=True):
            _, kinds = state_of(context, target.code)
            assert refused is None or isinstance(refused, NotReusable)
            assert kinds.count("component-reused") == kinds.count("reused-paper-standing") == (refused is None)


def test_a_revocation_of_two_papers_against_two_decisions_that_use_both(context: Context) -> None:
    """Each locks several dossiers and papers; nobody waits in a circle."""
    for turn in range(ROUNDS):
        papers = [paper_of(context, b"both %d %d" % (turn, n)) for n in range(2)]
        targets = [later(context, paper) for paper in (*papers, *papers)]
        for target, paper in zip(targets, (*papers[::-1], *papers[::-1]), strict=True):
            use(context, target, paper)
        errors = race(
            *(deciding(context, target) for target in targets),
            *(revoking(context, paper) for paper in papers),
        )
        assert errors[4:] == [None, None]
        for target, refused in zip(targets, errors[:4], strict=True):
            state, kinds = state_of(context, target.code)
            assert isinstance(refused, Conflict | None)
            assert (state is DossierState.RESOLVED) == (refused is None)
            assert ("reused-paper-standing" in kinds) >= (refused is not None)


def test_a_rejection_at_the_source_against_a_decision(context: Context) -> None:
    for turn in range(ROUNDS):
        paper = paper_of(context, b"rejected %d" % turn)
        target = later(context, paper)

        def reject(id: ComponentId = paper.id) -> None:
            with context.records.write() as records:
                now = records.components.get(id)
                records.components.save_review(id, Review(ReviewState.REJECTED, "cb"), now.revision)

        refused, failed = race(deciding(context, target), reject, lead=turn * 0.01)
        assert failed is None
        state, kinds = state_of(context, target.code)
        assert ("decision-blocked" in kinds) == isinstance(refused, Conflict) == (state is DossierState.IN_PROGRESS)


def test_two_revocations_at_once_are_one(context: Context) -> None:
    paper = paper_of(context, b"twice")
    errors = race(*[revoking(context, paper)] * 4)
    assert [isinstance(error, Conflict) for error in errors if error is not None] == [True] * 3
    with context.records.read() as records:
        assert len(records.standings.history(paper.version.id)) == 1
        kinds = [entry.note.kind for entry in records.ledger.range(0, 999)]
    assert kinds.count(LedgerKind.REVOCATION) == 1


def test_a_merger_in_the_middle_of_a_decision(context: Context) -> None:
    """The old agency's officer decides before the merger or not at all; then the new one's does."""
    new = replace(DEPARTMENT, code=AgencyCode("000.00.09.H99"), name="Sở Mới", valid_from=date(2026, 11, 20))
    ended = replace(DEPARTMENT, valid_to=new.valid_from, successor=new.code)

    def merge() -> None:
        with context.records.write() as records:
            records.catalogue.load([ended, new], [])

    target = later(context, paper_of(context, b"merged"))
    refused, failed = race(deciding(context, target), merge)
    assert failed is None
    state, _ = state_of(context, target.code)
    assert (state is DossierState.RESOLVED) == (refused is None)
    if refused is not None:
        set_state(context, officer_at(new), target.code, DossierState.RESOLVED)
    assert state_of(context, target.code)[0] is DossierState.RESOLVED


def test_a_right_that_ended_while_the_dossier_was_locked_is_seen(context: Context) -> None:
    """The officer waits for the lock; the merger comes first and is committed when the lock is had."""
    new = replace(DEPARTMENT, code=AgencyCode("000.00.09.H99"), name="Sở Mới", valid_from=date(2026, 11, 20))
    ended = replace(DEPARTMENT, valid_to=new.valid_from, successor=new.code)
    target = later(context)

    def hold_and_merge() -> None:
        with context.records.write() as records:
            records.dossiers.locked(target.code)
            sleep(0.5)
            records.catalogue.load([ended, new], [])

    failed, refused = race(hold_and_merge, deciding(context, target), lead=0.2)
    assert failed is None
    assert isinstance(refused, HosoError)
    assert state_of(context, target.code)[0] is DossierState.IN_PROGRESS
