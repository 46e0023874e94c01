"""Representation and linked ids: registered by officers on papers that prove them, never guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from api.services.access import admit
from api.services.codes import CodeWanted, make_code, redeem_code
from api.services.consents import Giving, give_consent, list_consents
from api.services.context import Context
from api.services.evidence import Evidence
from api.services.filing import Filing, open_dossier, owner_of
from api.services.offers import reusable
from api.services.owners import (
    Representing,
    end_representation,
    link_owner,
    list_representations,
    register_representation,
)
from api.services.repository import own_papers, own_uses
from api.services.review import Correction, review_component
from api.services.taking import Taking, take
from api.services.withdrawing import withdraw_use
from models.caller import Caller
from models.component import Component, ReviewState
from models.consent import Representation, RepresentationKind
from models.dossier import Channel, Dossier, Owner
from models.errors import Conflict, Forbidden, HosoError, InvalidValue, NotFound
from models.identifiers import DocumentType, OwnerId, RequirementKey
from models.ledger import LedgerKind
from models.paper_state import PaperStanding, PaperState
from models.reuse import ReuseRequest
from models.time import civil_day
from records.policy import Action
from tests.api.parts import COMMUNE, DEPARTMENT, MARRIAGE, RECORD, StandingClock
from tests.api.services.steps import (
    CLERK,
    MAI,
    NAM,
    approved_paper,
    citizen,
    clerk_at,
    digitise,
    hand_in,
    officer_at,
    open_at,
    picture,
)

OFFICER = officer_at(COMMUNE)
CHILD = owner_of("001220000009", "Lê Thị Mai Đường")
COMPANY = owner_of("0101234567", "Công ty TNHH Bờ Sông")
OLD = owner_of("012345678", "Lê Thị Mai Đường")
TYPES = frozenset(map(DocumentType, ("application", "birth-certificate", "enterprise", "identity-card")))


def proof(
    context: Context, kind: str, owner: Owner, *, compared: bool = True, approved: bool = True, **fields: str
) -> Component:
    """A paper of `kind` with these fields in a dossier of `owner` at the commune, as an officer decided about it."""
    dossier = open_at(context, owner=owner)
    shade = int(dossier.code[-4:])
    component = hand_in(context, dossier, picture(shade), None).component
    digitise(context)
    with context.records.read() as records:
        read = records.components.get(component.id)
    blank = dict.fromkeys(read.fields, "")
    decision = Correction(
        state=ReviewState.APPROVED if approved else None,
        compared_with_original=compared,
        type=DocumentType(kind),
        fields=blank | fields,
    )
    return review_component(context, OFFICER, dossier.code, read.id, decision, read.revision, TYPES)


def evidence(paper: Component) -> Evidence:
    return Evidence(paper.dossier, paper.id)


def authorised(context: Context, **changes: object) -> Representing:
    paper = proof(context, "application", MAI, full_name="Lê Thị Mai Đường")
    wanted = Representing(RepresentationKind.AUTHORISED, MAI.id, NAM.id, evidence(paper), attested=True)
    return replace(wanted, **changes)  # type: ignore[arg-type]  # attributes of one dataclass


def register(context: Context, wanted: Representing, by: Caller = OFFICER) -> Representation:
    return register_representation(context, by, wanted)


def may_see(context: Context, caller: Caller, dossier: Dossier) -> bool:
    try:
        admit(context, caller, Action.READ, dossier.code)
    except NotFound:
        return False
    return True


class TestAuthorised:
    def test_who_is_authorised_acts_as_the_owner_would(self, context: Context) -> None:
        dossier = open_at(context)
        assert not may_see(context, citizen(NAM), dossier)
        register(context, authorised(context))
        assert may_see(context, citizen(NAM), dossier)

    def test_an_act_for_another_is_recorded_with_both_ids(self, context: Context) -> None:
        register(context, authorised(context))
        paper = approved_paper(context, open_at(context), picture(7))
        nam = citizen(NAM)
        target = open_dossier(context, nam, Filing(RECORD.code, DEPARTMENT.code, MAI, Channel.ONLINE))
        wish = ReuseRequest(RequirementKey("birth"), paper.id)
        (linked,) = take(context, nam, target.code, Taking((wish,), "Cấp phiếu")).components
        assert (target.owner, target.applicant) == (MAI, NAM)
        with context.records.read() as records:
            use = records.reuses.of_component(linked.id)
            assert use is not None
            consent = records.consents.get(use.consent)
            (entry,) = [e for e in records.ledger.of_dossier(target.code) if e.note.kind is LedgerKind.USE]
        assert (consent.owner, consent.given_by) == (MAI.id, NAM.id)
        assert (entry.note.owner, entry.note.detail["representative"]) == (MAI.id, NAM.id)

    def test_a_representative_consents_makes_codes_and_withdraws(self, context: Context) -> None:
        register(context, authorised(context))
        paper = approved_paper(context, open_at(context), picture(7))
        target = open_at(context, DEPARTMENT, RECORD)
        nam, desk = citizen(NAM), clerk_at(DEPARTMENT)
        _, shown = make_code(context, nam, CodeWanted(owner=MAI.id))
        consent = redeem_code(context, desk, target.code, shown or "", "Cấp phiếu")
        assert (consent.owner, consent.given_by) == (MAI.id, NAM.id)
        wish = ReuseRequest(RequirementKey("birth"), paper.id)
        (linked,) = take(context, desk, target.code, Taking((wish,), "Cấp phiếu")).components
        assert [use.component for use in withdraw_use(context, nam, linked.id).withdrawn] == [linked.id]
        assert [one.id for one in list_consents(context, nam, MAI.id)] == [consent.id]
        assert own_papers(context, nam, owner=MAI.id).papers
        assert own_uses(context, nam, owner=MAI.id).lines

    def test_an_authorisation_for_single_procedures_opens_nothing_else(self, context: Context) -> None:
        other, allowed = open_at(context), open_at(context, DEPARTMENT, RECORD)
        register(context, authorised(context, procedures=(RECORD.code,)))
        nam = citizen(NAM)
        assert may_see(context, nam, allowed)
        assert not may_see(context, nam, other)
        until = civil_day(context.clock.now()) + timedelta(days=9)
        with pytest.raises(Forbidden):
            give_consent(context, nam, Giving("Cấp phiếu", until, owner=MAI.id))
        with pytest.raises(Forbidden):
            give_consent(context, nam, Giving("Kết hôn", until, MARRIAGE.code, owner=MAI.id))
        assert give_consent(context, nam, Giving("Cấp phiếu", until, RECORD.code, owner=MAI.id)).owner == MAI.id
        with pytest.raises(Forbidden):
            own_papers(context, nam, owner=MAI.id)

    def test_it_holds_in_its_time_only(self, context: Context, clock: StandingClock) -> None:
        dossier = open_at(context)
        today = civil_day(clock.now())
        register(context, authorised(context, valid_from=today + timedelta(days=2), valid_to=today + timedelta(days=5)))
        seen = []
        for _ in range(7):
            seen.append(may_see(context, citizen(NAM), dossier))
            clock.move(days=1)
        assert seen == [False, False, True, True, True, False, False]

    @pytest.mark.parametrize("ender", [citizen(MAI), citizen(NAM), OFFICER], ids=["owner", "representative", "officer"])
    def test_owner_representative_and_officer_may_end_it(self, context: Context, ender: Caller) -> None:
        dossier, one = open_at(context), register(context, authorised(context))
        ended = end_representation(context, ender, one.id)
        assert ended.ended_at == context.clock.now()
        assert not may_see(context, citizen(NAM), dossier)
        assert end_representation(context, ender, one.id) == ended

    @pytest.mark.parametrize(
        "other",
        [citizen(CHILD), officer_at(DEPARTMENT), clerk_at(COMMUNE)],
        ids=["stranger", "officer elsewhere", "clerk"],
    )
    def test_for_others_it_does_not_exist(self, context: Context, other: Caller) -> None:
        one = register(context, authorised(context))
        answers = set()
        for id_ in (one.id, "nothing"):
            with pytest.raises(NotFound) as caught:
                end_representation(context, other, id_)
            answers.add(str(caught.value).replace(id_, "…"))
        assert len(answers) == 1
        assert open_at(context).owner == MAI

    def test_both_sides_see_it(self, context: Context) -> None:
        one = register(context, authorised(context))
        assert list_representations(context, citizen(MAI)) == ([one], [])
        assert list_representations(context, citizen(NAM)) == ([], [one])

    def test_when_its_paper_is_revoked_it_ends(self, context: Context) -> None:
        dossier, wanted = open_at(context), authorised(context)
        register(context, wanted)
        with context.records.write() as records:
            version = records.components.get(wanted.evidence.component).version.id
            now = context.clock.now()
            records.standings.add(PaperStanding(version, PaperState.REVOKED, "Giả mạo", "cb", COMMUNE.code, now))
        assert not may_see(context, citizen(NAM), dossier)
        with pytest.raises(Conflict, match="Giả mạo"):
            register(context, wanted)

    def test_nobody_represents_themselves(self, context: Context) -> None:
        with pytest.raises(InvalidValue):
            register(context, authorised(context, representative=MAI.id))

    def test_it_stands_in_the_owners_ledger(self, context: Context) -> None:
        one = register(context, authorised(context))
        end_representation(context, OFFICER, one.id)
        notes = [line.line.entry.note for line in own_uses(context, citizen(MAI)).lines]
        deeds = [note.detail["deed"] for note in notes if note.kind is LedgerKind.REPRESENTATION]
        assert deeds == ["ended", "registered"]


class TestEvidence:
    @pytest.mark.parametrize("by", [clerk_at(COMMUNE), citizen(NAM)], ids=["clerk", "citizen"])
    def test_only_officers_attest(self, context: Context, by: Caller) -> None:
        with pytest.raises((Forbidden, NotFound)):
            register(context, authorised(context), by)

    def test_evidence_of_another_agency_is_not_found(self, context: Context) -> None:
        with pytest.raises(NotFound):
            register(context, authorised(context), officer_at(DEPARTMENT))

    @pytest.mark.parametrize(
        ("flaw", "reason"),
        [
            ({"kind": "birth-certificate"}, "Bằng chứng phải là"),
            ({"approved": False}, "được duyệt"),
            ({"compared": False}, "đối chiếu"),
            ({"owner": CHILD}, "người khác"),
        ],
        ids=["type", "not approved", "not compared", "of a third person"],
    )
    def test_what_proves_nothing_is_refused_with_its_reason(
        self, context: Context, flaw: dict[str, object], reason: str
    ) -> None:
        given: dict[str, object] = {"kind": "application", "owner": MAI, "full_name": "Lê Thị Mai Đường", **flaw}
        paper = proof(context, given.pop("kind"), given.pop("owner"), **given)  # type: ignore[arg-type]  # as above
        wanted = Representing(RepresentationKind.AUTHORISED, MAI.id, NAM.id, evidence(paper), attested=True)
        with pytest.raises(Conflict, match=reason):
            register(context, wanted)

    def test_the_officer_is_shown_what_to_compare_and_attests(self, context: Context) -> None:
        paper = proof(
            context, "birth-certificate", CHILD, date_of_birth="2020-03-01", mother_name="TRẦN THỊ HOÀ", father_name=""
        )
        wanted = Representing(RepresentationKind.GUARDIAN, CHILD.id, MAI.id, evidence(paper))
        with pytest.raises(InvalidValue, match="đối chiếu") as caught:
            register(context, wanted)
        assert caught.value.facts == {"date_of_birth": "2020-03-01", "mother_name": "TRẦN THỊ HOÀ"}
        assert register(context, replace(wanted, attested=True)).representative == MAI.id


class TestGuardian:
    def guardian(self, context: Context, born: str, **changes: object) -> Representation:
        paper = proof(context, "birth-certificate", CHILD, date_of_birth=born, mother_name="Lê Thị Mai Đường")
        wanted = Representing(RepresentationKind.GUARDIAN, CHILD.id, MAI.id, evidence(paper), attested=True)
        return register(context, replace(wanted, **changes))  # type: ignore[arg-type]  # attributes of one dataclass

    def test_a_parent_acts_until_the_child_is_of_age(self, context: Context) -> None:
        assert self.guardian(context, "2020-03-01").valid_to == date(2038, 3, 1)
        assert self.guardian(context, "2020-02-29").valid_to == date(2038, 3, 1)
        assert self.guardian(context, "2020-03-01", valid_to=date(2030, 1, 1)).valid_to == date(2030, 1, 1)

    @pytest.mark.parametrize("born", ["2008-11-20", "1990-01-01"])
    def test_for_an_adult_nobody_is_guardian_by_a_birth_certificate(self, context: Context, born: str) -> None:
        with pytest.raises(Conflict, match="18 tuổi"):
            self.guardian(context, born)

    def test_without_a_date_of_birth_it_cannot_be_told(self, context: Context) -> None:
        with pytest.raises(Conflict, match="ngày sinh"):
            self.guardian(context, "")


class TestCompany:
    def certificate(self, context: Context, code: str = "0101234567") -> Component:
        return proof(context, "enterprise", COMPANY, enterprise_code=code, representative="TRẦN VĂN NAM")

    def wanted(self, paper: Component) -> Representing:
        return Representing(RepresentationKind.COMPANY, COMPANY.id, NAM.id, evidence(paper), attested=True)

    def test_company_papers_are_reused_by_who_represents_it(self, context: Context) -> None:
        register(context, self.wanted(self.certificate(context)))
        paper = approved_paper(context, open_at(context, owner=COMPANY), picture(9))
        nam = citizen(NAM)
        target = open_dossier(context, nam, Filing(RECORD.code, DEPARTMENT.code, COMPANY, Channel.ONLINE))
        offered = reusable(context, nam, target.code, [paper.dossier]).requirements[0].offers
        assert [one.item.id for one in offered if one.reusable] == [paper.id]
        wish = ReuseRequest(RequirementKey("birth"), paper.id)
        (linked,) = take(context, nam, target.code, Taking((wish,), "Cấp phiếu")).components
        assert linked.provenance is not None
        assert linked.provenance.dossier == paper.dossier
        assert {one.source.owner.id for one in own_papers(context, nam, owner=COMPANY.id).papers} == {COMPANY.id}
        assert own_papers(context, nam).papers == ()

    def test_the_certificate_must_state_the_enterprise_code(self, context: Context) -> None:
        for code in ("0109999999", ""):
            with pytest.raises(Conflict, match="mã số doanh nghiệp"):
                register(context, self.wanted(self.certificate(context, code)))

    def test_a_clerk_reuses_for_a_company_with_its_consent(self, context: Context) -> None:
        register(context, self.wanted(self.certificate(context)))
        paper = approved_paper(context, open_at(context, owner=COMPANY), picture(9))
        target = open_at(context, DEPARTMENT, RECORD, COMPANY)
        _, shown = make_code(context, citizen(NAM), CodeWanted(owner=COMPANY.id))
        desk = clerk_at(DEPARTMENT)
        redeem_code(context, desk, target.code, shown or "", "Cấp phiếu")
        wish = ReuseRequest(RequirementKey("birth"), paper.id)
        assert take(context, desk, target.code, Taking((wish,), "Cấp phiếu")).components


class TestLinkedIds:
    def card(self, context: Context, owner: Owner = MAI, old: str = "012345678", new: str = MAI.id) -> Component:
        return proof(context, "identity-card", owner, personal_id=new, old_personal_id=old)

    def test_papers_of_the_old_id_belong_to_the_new_one(self, context: Context) -> None:
        paper = approved_paper(context, open_at(context, owner=OLD), picture(9))
        target = open_at(context, DEPARTMENT, RECORD)
        assert paper.id not in {one.item.id for one in reusable(context, CLERK, target.code).requirements[0].offers}
        link = link_owner(context, OFFICER, OLD.id, MAI.id, evidence(self.card(context)))
        assert (link.old, link.new) == (OLD.id, MAI.id)
        assert paper.id in {one.item.id for one in reusable(context, CLERK, target.code).requirements[0].offers}
        assert paper.id in {one.item.id for one in own_papers(context, citizen(MAI)).papers}
        numbers = [one.line.entry.number for one in own_uses(context, citizen(MAI), 100).lines]
        assert numbers == sorted(set(numbers), reverse=True)

    def test_the_same_link_again_changes_nothing(self, context: Context) -> None:
        proved = evidence(self.card(context))
        first, again = (link_owner(context, OFFICER, OLD.id, MAI.id, proved) for _ in range(2))
        assert first == again

    def test_an_id_that_is_linked_goes_to_nobody_else(self, context: Context) -> None:
        link_owner(context, OFFICER, OLD.id, MAI.id, evidence(self.card(context)))
        other = self.card(context, NAM, new=NAM.id)
        with pytest.raises(Conflict):
            link_owner(context, OFFICER, OLD.id, NAM.id, evidence(other))

    @pytest.mark.parametrize(
        ("old", "new"), [("", MAI.id), ("012345679", MAI.id), ("012345678", NAM.id)], ids=["none", "old", "new"]
    )
    def test_a_card_that_states_other_ids_proves_nothing(self, context: Context, old: str, new: str) -> None:
        card = self.card(context, old=old, new=new)
        with pytest.raises(Conflict, match="không ghi cả hai số"):
            link_owner(context, OFFICER, OLD.id, MAI.id, evidence(card))

    def test_the_same_name_is_no_evidence(self, context: Context) -> None:
        approved_paper(context, open_at(context, owner=OLD), picture(9))
        assert OLD.name == MAI.name
        assert own_papers(context, citizen(MAI)).papers == ()

    @pytest.mark.parametrize(("old", "new"), [(MAI.id, MAI.id), (OLD.id, OLD.id), ("01234567A", MAI.id)])
    def test_ids_must_be_an_old_and_a_new_one(self, context: Context, old: str, new: str) -> None:
        with pytest.raises(InvalidValue, match="9 chữ số"):
            link_owner(context, OFFICER, OwnerId(old), OwnerId(new), evidence(self.card(context)))

    @pytest.mark.parametrize("by", [clerk_at(COMMUNE), citizen(MAI), officer_at(DEPARTMENT)])
    def test_only_the_officer_who_handles_the_card_links(self, context: Context, by: Caller) -> None:
        card = self.card(context)
        with pytest.raises(HosoError):
            link_owner(context, by, OLD.id, MAI.id, evidence(card))
        with context.records.read() as records:
            assert records.owners.same_person(OLD.id) == (OLD.id,)
