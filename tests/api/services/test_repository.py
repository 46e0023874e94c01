"""The owner's own repository: what is on file, and who used it."""

import pytest

from api.services.context import Context
from api.services.offers import reusable
from api.services.repository import expiry_of, own_papers, own_uses
from api.services.taking import Taking, take
from api.services.withdrawing import withdraw_use
from models.component import Component
from models.errors import Forbidden, NotFound
from models.identifiers import RequirementKey
from models.ledger import LedgerKind
from models.paper_state import PaperStanding, PaperState
from models.reuse import ReuseRequest
from tests.api.parts import COMMUNE, DEPARTMENT, RECORD, StandingClock
from tests.api.services.steps import (
    CLERK,
    MAI,
    NAM,
    agreed,
    approved_paper,
    citizen,
    clerk_at,
    issue,
    open_at,
    picture,
    return_result,
)

ME = citizen(MAI)
DESK = clerk_at(DEPARTMENT)


def used(context: Context, paper: Component) -> Component:
    target = open_at(context, DEPARTMENT, RECORD)
    taking = Taking((ReuseRequest(RequirementKey("birth"), paper.id),), "Cấp phiếu", agreed(context, target))
    return take(context, DESK, target.code, taking).components[0]


def test_papers_and_results_come_newest_first_with_where_they_are_from(context: Context, clock: StandingClock) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    clock.move(hours=1)
    result = issue(context, source)
    found = own_papers(context, ME).papers
    assert [(one.item.id, one.source.code, one.released) for one in found] == [
        (result.id, source.code, False),
        (paper.id, source.code, True),
    ]
    return_result(context, source)
    assert all(one.released for one in own_papers(context, ME).papers)


def test_a_link_is_no_second_paper_and_counts_as_a_use(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    first, _ = used(context, paper), used(context, paper)
    (kept,) = own_papers(context, ME).papers
    assert (kept.item.id, kept.uses) == (paper.id, 2)
    withdraw_use(context, ME, first.id)
    assert own_papers(context, ME).papers[0].uses == 1


def test_standing_is_shown(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    assert own_papers(context, ME).papers[0].standing is PaperState.ACTIVE
    with context.records.write() as records:
        now = context.clock.now()
        records.standings.add(
            PaperStanding(paper.version.id, PaperState.SUSPENDED, "Xác minh", "cb", COMMUNE.code, now)
        )
    assert own_papers(context, ME).papers[0].standing is PaperState.SUSPENDED


@pytest.mark.parametrize(("text", "day"), [("2030-01-02", "2030-01-02"), ("", None), ("vô thời hạn", None)])
def test_expiry_is_what_the_paper_states(text: str, day: str | None) -> None:
    found = expiry_of({"expiry_date": text})
    assert (found.isoformat() if found else None) == day


def test_pages_follow_one_another_without_gap_or_repeat(context: Context) -> None:
    for shade in range(5):
        approved_paper(context, open_at(context), picture(200 + shade))
    everything = [one.item.id for one in own_papers(context, ME, 100).papers]
    seen: list[str] = []
    after: str | None = None
    while True:
        page = own_papers(context, ME, 2, after)
        seen += [one.item.id for one in page.papers]
        after = page.after
        if after is None:
            break
    assert seen == everything
    assert len(seen) == 5
    with pytest.raises(NotFound):
        own_papers(context, ME, 2, "nothing")


def test_nobody_sees_anothers(context: Context) -> None:
    approved_paper(context, open_at(context))
    assert own_papers(context, citizen(NAM)).papers == ()
    for caller in (citizen(NAM), DESK, CLERK):
        for ask in (own_papers, own_uses):
            with pytest.raises(Forbidden):
                ask(context, caller, owner=MAI.id)


def test_the_owner_reads_who_did_what_for_what(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    target = open_at(context, DEPARTMENT, RECORD)
    reusable(context, DESK, target.code)
    linked = used(context, paper)
    lines = own_uses(context, ME).lines
    assert {LedgerKind.SEARCH, LedgerKind.USE} <= {one.line.entry.note.kind for one in lines}
    (use,) = [one for one in lines if one.use is not None]
    assert use.use is not None
    assert (use.use.component, use.use.purpose, use.withdrawable) == (linked.id, "Cấp phiếu", True)
    assert use.line.entry.note.agency == DEPARTMENT.code
    withdraw_use(context, ME, linked.id)
    newest, *_ = own_uses(context, ME).lines
    assert newest.line.entry.note.kind is LedgerKind.WITHDRAWAL
    assert not any(one.withdrawable for one in own_uses(context, ME).lines)


def test_uses_are_paged_by_their_numbers(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    for _ in range(5):
        used(context, paper)
    everything = [one.line.entry.number for one in own_uses(context, ME, 100).lines]
    seen: list[int] = []
    after: int | None = None
    while True:
        page = own_uses(context, ME, 2, after)
        seen += [one.line.entry.number for one in page.lines]
        after = page.after
        if after is None:
            break
    assert seen == everything == sorted(everything, reverse=True)
