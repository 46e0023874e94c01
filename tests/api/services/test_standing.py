"""Standing of papers, whom it reaches, and the decision that checks again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.services.alerts import AlertKind, alerts_for, alerts_of
from api.services.changes import KINDS, changes_since
from api.services.context import Context
from api.services.dossiers import set_state, view_dossier
from api.services.filing import owner_of
from api.services.offers import reusable
from api.services.once import request_once
from api.services.results import Issue, issue_result
from api.services.review import Correction, review_component
from api.services.standing import Change, Stood, stand, standing_history
from api.services.taking import Taking, take
from models.component import Component, ReviewState
from models.consent import OwnerLink
from models.dossier import Dossier, DossierState
from models.errors import Conflict, Forbidden, InvalidValue, NotFound, NotReusable
from models.identifiers import RequirementKey, VersionId
from models.ledger import LedgerKind
from models.paper_state import PaperState
from models.result import ProcedureResult
from models.reuse import ReuseRequest
from records.policy import Action
from tests.api.parts import AGENCIES, COMMUNE, DEPARTMENT, RECORD, StandingClock
from tests.api.services.steps import (
    CLERK,
    MAI,
    NAM,
    agreed,
    approved_paper,
    citizen,
    clerk_at,
    issue,
    officer_at,
    open_at,
    picture,
    return_result,
    store,
)

OFFICER, JUDGE = officer_at(COMMUNE), officer_at(DEPARTMENT)
REVOKED = Change(PaperState.REVOKED, "Cấp sai thẩm quyền")
SUSPENDED = Change(PaperState.SUSPENDED, "Đang xác minh")
ACTIVE = Change(PaperState.ACTIVE, "Đã xác minh")


def used(context: Context, item: Component | ProcedureResult, requirement: str = "birth") -> tuple[Dossier, Component]:
    """A later dossier at another agency, being processed, that took `item`."""
    target = open_at(context, DEPARTMENT, RECORD)
    wish = ReuseRequest(RequirementKey(requirement), item.id)
    (link,) = take(context, CLERK, target.code, Taking((wish,), "Cấp phiếu", agreed(context, target))).components
    set_state(context, JUDGE, target.code, DossierState.IN_PROGRESS)
    return target, link


def resolve(context: Context, dossier: Dossier) -> Dossier:
    return set_state(context, JUDGE, dossier.code, DossierState.RESOLVED)


def kinds(context: Context, dossier: Dossier) -> Sequence[str]:
    return [event.kind for event in view_dossier(context, CLERK, dossier.code).events]


def entries(context: Context, kind: LedgerKind) -> list[dict[str, str]]:
    with context.records.read() as records:
        found = [entry.note for entry in records.ledger.range(0, 999) if entry.note.kind is kind]
    return [{"dossier": str(note.dossier), **note.detail} for note in found]


def test_a_clean_decision_is_recorded(context: Context) -> None:
    source = open_at(context)
    target, _ = used(context, approved_paper(context, source))
    assert resolve(context, target).state is DossierState.RESOLVED
    assert kinds(context, target)[-2:] == ["decision-checked", "state"]
    (entry,) = entries(context, LedgerKind.DECISION)
    assert entry == {"dossier": target.code, "outcome": "clean", "source": source.code}


def test_a_dossier_that_reuses_nothing_is_decided_without_a_check(context: Context) -> None:
    target = open_at(context, DEPARTMENT, RECORD)
    set_state(context, JUDGE, target.code, DossierState.IN_PROGRESS)
    resolve(context, target)
    assert "decision-checked" not in kinds(context, target)


def test_a_revoked_paper_reaches_the_open_dossier_and_stops_its_decision(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    target, link = used(context, paper)
    before = view_dossier(context, CLERK, target.code).dossier.version
    assert stand(context, OFFICER, paper.version.id, REVOKED) == Stood(
        standing_history(context, OFFICER, paper.version.id)[0], (target.code,), 0
    )
    assert view_dossier(context, CLERK, target.code).dossier.version > before
    assert kinds(context, target)[-1] == "reused-paper-standing"
    assert kinds(context, source)[-1] == "paper-standing"
    assert {entry["dossier"] for entry in entries(context, LedgerKind.REVOCATION)} == {source.code, target.code}
    (alert,) = alerts_for(context, JUDGE).alerts
    assert (alert.kind, alert.link.id, alerts_of(context, JUDGE, target.code)) == (
        AlertKind.UNUSABLE,
        link.id,
        [alert],
    )
    said = "Giấy tờ này đã bị UBND xã An Bình thu hồi ngày 20/11/2026: Cấp sai thẩm quyền."
    assert alert.vi == (said,)
    with pytest.raises(Conflict) as caught:
        resolve(context, target)
    assert f"Thành phần số 1 (giấy khai sinh): {said}" in caught.value.vi
    assert view_dossier(context, CLERK, target.code).dossier.state is DossierState.IN_PROGRESS
    assert kinds(context, target)[-1] == "decision-blocked"
    (entry,) = entries(context, LedgerKind.DECISION)
    assert (entry["outcome"], entry["rules"]) == ("blocked", "7")


def test_a_decided_dossier_stays_as_it_is(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    target, _ = used(context, paper)
    resolve(context, target)
    stood = stand(context, OFFICER, paper.version.id, REVOKED)
    assert (stood.reached, stood.decided) == ((), 1)
    assert "reused-paper-standing" not in kinds(context, target)
    assert alerts_for(context, JUDGE).alerts == ()


def test_a_revoked_paper_is_offered_to_nobody(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    stand(context, OFFICER, paper.version.id, REVOKED)
    later = open_at(context, DEPARTMENT, RECORD)
    ((offer,), _) = (row.offers for row in reusable(context, CLERK, later.code).requirements)
    assert "thu hồi ngày 20/11/2026" in offer.obstacles[0]
    with pytest.raises(NotReusable):
        used(context, paper)


def test_a_suspended_paper_may_come_back(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    target, _ = used(context, paper)
    stand(context, OFFICER, paper.version.id, SUSPENDED)
    with pytest.raises(Conflict, match="tạm dừng hiệu lực từ ngày"):
        resolve(context, target)
    stand(context, OFFICER, paper.version.id, ACTIVE)
    assert alerts_for(context, JUDGE).alerts == ()
    resolve(context, target)
    states = [one.state for one in standing_history(context, CLERK, paper.version.id)]
    assert states == [PaperState.SUSPENDED, PaperState.ACTIVE]


@pytest.mark.parametrize("after", [REVOKED, SUSPENDED, ACTIVE])
def test_what_is_revoked_stays_revoked(context: Context, after: Change) -> None:
    paper = approved_paper(context, open_at(context))
    stand(context, OFFICER, paper.version.id, REVOKED)
    with pytest.raises(Conflict, match="thu hồi"):
        stand(context, OFFICER, paper.version.id, after)


def test_a_repeated_change_is_made_once(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    once = request_once(OFFICER, "standing", "key", paper.version.id)
    first, again = (stand(context, OFFICER, paper.version.id, REVOKED, once) for _ in range(2))
    assert first == again
    assert len(standing_history(context, OFFICER, paper.version.id)) == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_change_needs_its_reason(context: Context, reason: str) -> None:
    paper = approved_paper(context, open_at(context))
    with pytest.raises(InvalidValue):
        stand(context, OFFICER, paper.version.id, replace(REVOKED, reason=reason))


def test_only_an_officer_of_the_agency_that_answers_for_it(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    for caller in (clerk_at(COMMUNE), citizen(MAI)):
        with pytest.raises(Forbidden):
            stand(context, caller, paper.version.id, REVOKED)
    said = set()
    for caller, version in ((JUDGE, paper.version.id), (citizen(NAM), paper.version.id), (JUDGE, VersionId("nothing"))):
        with pytest.raises(NotFound) as caught:
            stand(context, caller, version, REVOKED)
        said.add(str(caught.value).replace(version, "VERSION"))
    assert len(said) == 1
    assert standing_history(context, OFFICER, paper.version.id) == []


def test_after_a_merger_the_agency_that_took_over_answers(context: Context, clock: StandingClock) -> None:
    paper = approved_paper(context, open_at(context))
    merge(context, clock)
    with pytest.raises(NotFound):
        stand(context, OFFICER, paper.version.id, REVOKED)
    stand(context, officer_at(NEW_COMMUNE), paper.version.id, REVOKED)


NEW_COMMUNE = replace(
    COMMUNE, code=type(COMMUNE.code)("000.08.21.H99"), name="UBND xã Mới", valid_from=date(2026, 11, 21)
)


def merge(context: Context, clock: StandingClock) -> None:
    """Let the commune be taken over by another from tomorrow on, and make it tomorrow."""
    ended = replace(COMMUNE, valid_to=NEW_COMMUNE.valid_from, successor=NEW_COMMUNE.code)
    with context.records.write() as records:
        records.catalogue.load([ended, NEW_COMMUNE], [])
    clock.move(days=1)


def test_a_paper_that_nobody_approved_has_no_standing(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    reject(context, paper)
    with pytest.raises(Conflict, match="chưa được duyệt"):
        stand(context, OFFICER, paper.version.id, REVOKED)


def reject(context: Context, component: Component, note: str = "sai") -> None:
    with context.records.read() as records:
        now = records.components.get(component.id)
    correction = Correction(state=ReviewState.REJECTED, note=note)
    review_component(context, CLERK, now.dossier, now.id, correction, now.revision, frozenset())


def test_approval_withdrawn_at_the_source_stops_the_decision(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    target, _ = used(context, paper)
    reject(context, paper)
    with pytest.raises(Conflict, match="Cán bộ đã từ chối giấy tờ này"):
        resolve(context, target)


def test_damaged_bytes_stop_the_decision(context: Context, tmp_path: Path) -> None:
    paper = approved_paper(context, open_at(context))
    target, _ = used(context, paper)
    (file,) = (tmp_path / "objects").rglob(paper.version.sha256)
    file.chmod(0o600)
    file.write_bytes(b"x" * paper.version.size)
    with pytest.raises(Conflict, match="không còn đúng như khi tiếp nhận"):
        resolve(context, target)


def test_what_expires_before_the_decision_stops_it_and_is_told_before(context: Context, clock: StandingClock) -> None:
    paper = expiring(context, open_at(context), "2026-11-22")
    target, _ = used(context, paper)
    (alert,) = alerts_for(context, JUDGE).alerts
    assert alert.kind is AlertKind.EXPIRES
    assert alert.last == date(2026, 11, 22)
    assert "hết hạn ngày 22/11/2026, trước ngày hẹn trả" in alert.vi[0]
    clock.move(days=3)
    (alert,) = alerts_for(context, JUDGE).alerts
    assert alert.kind is AlertKind.UNUSABLE
    with pytest.raises(Conflict, match="đã hết hạn ngày 22/11/2026"):
        resolve(context, target)


def expiring(context: Context, source: Dossier, day: str) -> Component:
    paper = approved_paper(context, source)
    correction = Correction(ReviewState.APPROVED, fields={"expiry_date": day})
    return review_component(context, CLERK, source.code, paper.id, correction, paper.revision, frozenset())


def test_age_counts_on_the_day_of_the_use(context: Context, clock: StandingClock) -> None:
    """The requirement allows 30 days; the paper is ten days old when taken and fifty when decided."""
    young = replace(RECORD, requirements=(replace(RECORD.requirements[0], max_age_days=30), *RECORD.requirements[1:]))
    with context.records.write() as records:
        records.catalogue.load(AGENCIES, [young])
    source = open_at(context)
    paper = approved_paper(context, source)
    correction = Correction(ReviewState.APPROVED, fields={"issue_date": "2026-11-10"})
    review_component(context, CLERK, source.code, paper.id, correction, paper.revision, frozenset())
    target, _ = used(context, paper)
    clock.move(days=40)
    assert resolve(context, target).state is DossierState.RESOLVED


def test_an_old_id_counts_only_while_the_paper_that_links_it_stands(context: Context) -> None:
    old = owner_of("012345678", MAI.name)
    paper = approved_paper(context, open_at(context, owner=old), picture(70))
    evidence = approved_paper(context, open_at(context), picture(71))
    with context.records.write() as records:
        records.owners.link(OwnerLink(old.id, MAI.id, evidence.id, "cb", context.clock.now()))
    target, _ = used(context, paper)
    stand(context, OFFICER, evidence.version.id, SUSPENDED)
    said = "Bằng chứng nối hai số định danh của chủ hồ sơ không còn giá trị."
    later = open_at(context, DEPARTMENT, RECORD)
    birth = reusable(context, CLERK, later.code).requirements[0]
    assert [offer.obstacles for offer in birth.offers if offer.item.id == paper.id] == [(said,)]
    with pytest.raises(Conflict, match=said):
        resolve(context, target)
    stand(context, OFFICER, evidence.version.id, ACTIVE)
    resolve(context, target)


def test_an_officer_drops_a_reused_paper_and_asks_for_another(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    target, link = used(context, paper)
    stand(context, OFFICER, paper.version.id, SUSPENDED)
    reject(context, link)
    assert "reuse-dropped" in kinds(context, target)
    with pytest.raises(Conflict, match="thành phần “Giấy tờ birth” chưa có giấy tờ khác"):
        resolve(context, target)
    approved_paper(context, target, picture(99))
    assert resolve(context, target).state is DossierState.RESOLVED


def test_a_reused_paper_can_be_rejected_but_not_changed_where_it_is_used(context: Context) -> None:
    _, link = used(context, approved_paper(context, open_at(context)))
    for change in (Correction(fields={"full_name": "X"}), Correction(state=ReviewState.APPROVED)):
        with pytest.raises(Conflict, match="hồ sơ gốc"):
            review_component(context, CLERK, link.dossier, link.id, change, link.revision, frozenset())


def test_a_newer_result_stands_in_the_place_of_the_older(context: Context) -> None:
    first, second = open_at(context), open_at(context)
    old = issue(context, first)
    return_result(context, first)
    target, _ = used(context, old, "marriage")
    set_state(context, CLERK, second.code, DossierState.IN_PROGRESS)
    stored = store(context, second, picture(120), Action.ISSUE)
    wanted = Issue("15/2026", supersedes=old.version.id)
    new = issue_result(context, OFFICER, second.code, stored, "mới.jpg", wanted)
    (standing,) = standing_history(context, OFFICER, old.version.id)
    assert (standing.state, standing.successor) == (PaperState.SUPERSEDED, new.version.id)
    said = "đã được UBND xã An Bình thay bằng giấy tờ mới số 15/2026 ngày 20/11/2026: Đã cấp giấy tờ mới số 15/2026."
    with pytest.raises(Conflict, match=said):
        resolve(context, target)


def test_a_successor_is_of_the_same_kind_and_owner_and_stands(context: Context) -> None:
    here = open_at(context)
    paper = approved_paper(context, here)
    foreign = approved_paper(context, open_at(context, owner=NAM), picture(60))
    other = issue(context, here)
    ended = approved_paper(context, open_at(context), picture(61))
    stand(context, OFFICER, ended.version.id, SUSPENDED)
    for new in (foreign.version.id, other.version.id, ended.version.id, paper.version.id, VersionId("nothing")):
        with pytest.raises(Conflict, match="cùng loại, cùng chủ"):
            stand(context, OFFICER, paper.version.id, Change(PaperState.SUPERSEDED, "mới", new))
    for change in (Change(PaperState.SUPERSEDED, "mới"), replace(REVOKED, successor=ended.version.id)):
        with pytest.raises(InvalidValue):
            stand(context, OFFICER, paper.version.id, change)


def test_alerts_are_those_of_the_callers_agency_page_by_page(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    codes = [used(context, paper)[0].code for _ in range(3)]
    stand(context, OFFICER, paper.version.id, REVOKED)
    assert alerts_for(context, OFFICER).alerts == ()
    found, after = [], None
    for _ in range(3):
        page = alerts_for(context, JUDGE, 1, after)
        found += [alert.dossier.code for alert in page.alerts]
        after = page.after
    assert found == codes
    assert after is None


def test_the_feed_tells_each_what_they_may_see(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    target, _ = used(context, paper)
    page = changes_since(context, CLERK, 0, 3)
    assert ([change.place for change in page.changes], page.next, page.more) == ([1, 2, 3], 3, True)
    rest = changes_since(context, CLERK, page.next)
    assert [change.place for change in rest.changes] == list(range(4, rest.next + 1))
    assert {change.event.dossier for change in changes_since(context, JUDGE).changes} == {target.code}
    assert {change.event.dossier for change in changes_since(context, citizen(NAM)).changes} == set()
    stand(context, OFFICER, paper.version.id, REVOKED)
    told = changes_since(context, JUDGE, rest.next)
    assert [change.event.kind for change in told.changes] == ["reused-paper-standing"]
    assert changes_since(context, JUDGE, told.next).changes == []
    seen = {change.event.kind for change in changes_since(context, CLERK).changes}
    assert seen <= set(KINDS)
