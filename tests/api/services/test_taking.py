"""Taking papers: several at once, all or nothing, each on a ground; and looking them up by law."""

from dataclasses import replace

import pytest

from api.services.access import admit
from api.services.consenting import NO_GROUND, Ground
from api.services.context import Context
from api.services.dossiers import view_dossier
from api.services.filing import Filing, open_dossier
from api.services.offers import reusable
from api.services.repository import own_uses
from api.services.taking import Taken, Taking, take
from api.services.withdrawing import withdraw_consent, withdraw_use
from models.caller import Caller
from models.component import Component
from models.consent import Means
from models.dossier import Channel, Dossier
from models.errors import Conflict, Forbidden, InvalidValue, NotFound
from models.identifiers import DossierCode, RequirementKey
from models.ledger import LedgerKind
from models.procedure import Procedure
from models.reuse import ReuseRequest
from records.policy import Action
from tests.api.parts import AGENCIES, COMMUNE, DEPARTMENT, MARRIAGE, PROCEDURES, PROVINCE, RECORD
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
)

LAW = "Điều 7 Nghị định 61/2018/NĐ-CP"
DESK = clerk_at(DEPARTMENT)


def later(context: Context) -> Dossier:
    return open_at(context, DEPARTMENT, RECORD)


def wish(item: str, requirement: str = "birth") -> ReuseRequest:
    return ReuseRequest(RequirementKey(requirement), item)


def taking(
    context: Context, target: Dossier, *wishes: ReuseRequest, ground: Ground = NO_GROUND, by: Caller = DESK
) -> Taken:
    return take(context, by, target.code, Taking(wishes, "Cấp phiếu", ground))


@pytest.fixture
def paper(context: Context) -> Component:
    return approved_paper(context, open_at(context))


@pytest.fixture
def lookup(context: Context) -> Procedure:
    """The procedure of the department, whose first paper the law obliges it to look up."""
    first, *rest = RECORD.requirements
    made = replace(RECORD, requirements=(replace(first, statutory_lookup=True, legal_basis=LAW), *rest))
    with context.records.write() as records:
        records.catalogue.load(AGENCIES, (*(one for one in PROCEDURES if one is not RECORD), made))
    return made


class TestSeveral:
    def test_items_of_several_earlier_dossiers_come_in_one_call(self, context: Context, paper: Component) -> None:
        other = open_at(context)
        result = issue(context, other)
        return_result(context, other)
        target = later(context)
        taken = taking(context, target, wish(paper.id), wish(result.id, "marriage"), ground=agreed(context, target))
        assert {one.provenance.dossier for one in taken.components if one.provenance} == {paper.dossier, other.code}
        assert [one.version.sha256 for one in taken.components] == [paper.version.sha256, result.version.sha256]

    def test_one_item_serves_many_dossiers_and_no_bytes_are_copied(self, context: Context, paper: Component) -> None:
        before = set(context.objects.keys())
        targets = [later(context) for _ in range(3)]
        links = [taking(context, one, wish(paper.id), ground=agreed(context, one)).components[0] for one in targets]
        assert {link.version for link in links} == {paper.version}
        assert set(context.objects.keys()) == before
        with context.records.read() as records:
            assert len(records.reuses.of_version(paper.version.id)) == 3

    def test_the_same_item_twice_for_the_same_requirement_is_a_conflict(
        self, context: Context, paper: Component
    ) -> None:
        target = later(context)
        ground = agreed(context, target)
        taking(context, target, wish(paper.id), ground=ground)
        with pytest.raises(Conflict, match="đã được lấy"):
            taking(context, target, wish(paper.id), ground=ground)
        assert len(view_dossier(context, CLERK, target.code).components) == 1

    def test_one_item_named_twice_in_a_call_is_refused(self, context: Context, paper: Component) -> None:
        target = later(context)
        with pytest.raises(InvalidValue, match="hai lần"):
            taking(context, target, wish(paper.id), wish(paper.id), ground=agreed(context, target))

    def test_a_requirement_that_is_filled_takes_another_paper_and_says_so(
        self, context: Context, paper: Component
    ) -> None:
        second = approved_paper(context, open_at(context), picture(250))
        target = later(context)
        ground = agreed(context, target)
        assert taking(context, target, wish(paper.id), ground=ground).notices == ()
        (notice,) = taking(context, target, wish(second.id), ground=ground).notices
        assert "“birth”" in notice

    def test_a_take_shows_that_paper_and_not_its_dossier(self, context: Context, paper: Component) -> None:
        target = later(context)
        taking(context, target, wish(paper.id), ground=agreed(context, target))
        assert admit(context, DESK, Action.READ, target.code).code == target.code
        for action in (Action.SEE, Action.READ):
            with pytest.raises(NotFound):
                admit(context, DESK, action, paper.dossier)

    def test_another_agency_takes_nothing_into_this_dossier(self, context: Context, paper: Component) -> None:
        target = later(context)
        with pytest.raises(NotFound):
            taking(context, target, wish(paper.id), ground=agreed(context, target), by=clerk_at(COMMUNE))


class TestOwnAct:
    def test_a_citizen_takes_into_an_own_dossier_and_needs_no_other_consent(
        self, context: Context, paper: Component
    ) -> None:
        me = citizen(MAI)
        target = open_dossier(context, me, Filing(RECORD.code, DEPARTMENT.code, MAI, Channel.ONLINE))
        (linked,) = taking(context, target, wish(paper.id), by=me).components
        with context.records.read() as records:
            use = records.reuses.of_component(linked.id)
            assert use is not None
            consent = records.consents.get(use.consent)
        assert (consent.means, consent.given_by, consent.dossier) == (Means.SIGNED_IN, MAI.id, target.code)

    def test_another_citizen_takes_nothing(self, context: Context, paper: Component) -> None:
        with pytest.raises(NotFound):
            taking(context, later(context), wish(paper.id), by=citizen(NAM))


class TestByLaw:
    def test_the_law_named_stands_for_consent_and_the_owner_is_told(
        self, context: Context, paper: Component, lookup: Procedure
    ) -> None:
        target = open_at(context, DEPARTMENT, lookup)
        officer = officer_at(DEPARTMENT)
        (linked,) = taking(context, target, wish(paper.id), ground=Ground(legal_basis=LAW), by=officer).components
        told = [e for e in view_dossier(context, citizen(MAI), paper.dossier).events if e.kind == "looked-up-by-law"]
        assert [(event.detail["for"], event.detail["legal-basis"]) for event in told] == [(target.code, LAW)]
        used = [one for one in own_uses(context, citizen(MAI)).lines if one.line.entry.note.kind is LedgerKind.USE]
        assert [(one.line.entry.note.basis, one.withdrawable) for one in used] == [(LAW, False)]
        with context.records.read() as records:
            use = records.reuses.of_component(linked.id)
            assert use is not None
            assert records.consents.get(use.consent).means is Means.LEGAL_BASIS

    def test_what_rests_on_law_cannot_be_withdrawn(self, context: Context, paper: Component, lookup: Procedure) -> None:
        target = open_at(context, DEPARTMENT, lookup)
        (linked,) = taking(context, target, wish(paper.id), ground=Ground(legal_basis=LAW)).components
        with context.records.read() as records:
            use = records.reuses.of_component(linked.id)
        assert use is not None
        for attempt in (
            lambda: withdraw_use(context, citizen(MAI), linked.id),
            lambda: withdraw_consent(context, citizen(MAI), use.consent),
        ):
            with pytest.raises(Conflict, match="theo luật"):
                attempt()

    def test_a_look_up_serves_that_use_only(self, context: Context, paper: Component, lookup: Procedure) -> None:
        target = open_at(context, DEPARTMENT, lookup)
        (linked,) = taking(context, target, wish(paper.id), ground=Ground(legal_basis=LAW)).components
        with context.records.read() as records:
            use = records.reuses.of_component(linked.id)
        assert use is not None
        with pytest.raises(Forbidden):
            taking(context, target, wish(paper.id), ground=Ground(use.consent))

    def test_where_no_law_obliges_consent_is_needed(self, context: Context, lookup: Procedure) -> None:
        source = open_at(context)
        paper, result = approved_paper(context, source), issue(context, source)
        return_result(context, source)
        target = open_at(context, DEPARTMENT, lookup)
        with pytest.raises(Forbidden, match="tự tra cứu"):
            taking(context, target, wish(paper.id), wish(result.id, "marriage"), ground=Ground(legal_basis=LAW))
        assert view_dossier(context, CLERK, target.code).components == []

    @pytest.mark.parametrize("law", ["x", " ", "y" * 301])
    def test_the_law_must_be_named(self, context: Context, paper: Component, lookup: Procedure, law: str) -> None:
        target = open_at(context, DEPARTMENT, lookup)
        with pytest.raises(InvalidValue):
            taking(context, target, wish(paper.id), ground=Ground(legal_basis=law))

    def test_consent_or_law_but_not_both(self, context: Context, paper: Component, lookup: Procedure) -> None:
        target = open_at(context, DEPARTMENT, lookup)
        ground = replace(agreed(context, target), legal_basis=LAW)
        with pytest.raises(InvalidValue, match="không nêu cả hai"):
            taking(context, target, wish(paper.id), ground=ground)

    def test_a_citizen_names_no_law(self, context: Context, paper: Component, lookup: Procedure) -> None:
        target = open_at(context, DEPARTMENT, lookup)
        with pytest.raises(Forbidden):
            taking(context, target, wish(paper.id), ground=Ground(legal_basis=LAW), by=citizen(MAI))


class TestTypedCodes:
    @pytest.fixture
    def target(self, context: Context, paper: Component) -> Dossier:
        assert paper.dossier == "000.07.21.H99-261120-0001"
        return later(context)

    def found(self, context: Context, target: Dossier, *typed: str) -> list[tuple[str, str | None]]:
        return [(one.code, one.corrected_from) for one in reusable(context, DESK, target.code, typed).sources]

    def test_without_a_code_all_on_file_is_offered(self, context: Context, paper: Component, target: Dossier) -> None:
        second = approved_paper(context, open_at(context), picture(250))
        found = reusable(context, DESK, target.code)
        assert found.sources == ()
        assert {offer.item.id for offer in found.requirements[0].offers} == {paper.id, second.id}

    @pytest.mark.parametrize("typed", ["000.07.21.H99-261120-0001", "ooo.o7.21.h99-26112O-000l"])
    def test_slips_of_letter_and_digit_are_not_even_mentioned(
        self, context: Context, target: Dossier, typed: str
    ) -> None:
        assert self.found(context, target, typed) == [("000.07.21.H99-261120-0001", None)]

    @pytest.mark.parametrize(
        "typed",
        [
            "000.07.21.H98-261120-0001",
            "000.07.21.H99-261102-0001",
            "000.07.21.H99-26120-0001",
            "000.07.21.H99-261120-00001",
            "000.07.21.H99261120-0001",
        ],
        ids=["replaced", "exchanged", "left out", "added", "dash left out"],
    )
    def test_one_slip_from_the_only_own_code_is_put_right_and_said(
        self, context: Context, target: Dossier, typed: str
    ) -> None:
        assert self.found(context, target, typed) == [("000.07.21.H99-261120-0001", typed)]

    def test_two_slips_are_not(self, context: Context, target: Dossier) -> None:
        with pytest.raises(NotFound):
            self.found(context, target, "000.07.21.H98-261120-0002")

    def test_what_is_near_two_own_codes_is_neither(self, context: Context, target: Dossier) -> None:
        approved_paper(context, open_at(context))
        with pytest.raises(NotFound):
            self.found(context, target, "000.07.21.H99-261120-0003")

    def test_a_code_named_beside_it_is_no_slip(self, context: Context, target: Dossier) -> None:
        with pytest.raises(NotFound):
            self.found(context, target, "000.07.21.H99-261120-0001", "000.07.21.H99-261120-0009")

    def test_a_stranger_gets_no_help(self, context: Context, target: Dossier) -> None:
        assert target.owner == MAI
        foreign = open_at(context, DEPARTMENT, RECORD, NAM)
        for typed in ("000.07.21.H99-261120-0001", "000.07.21.H98-261120-0001"):
            with pytest.raises(NotFound):
                self.found(context, foreign, typed)

    def test_that_the_typed_code_is_somebody_elses_changes_nothing(self, context: Context, target: Dossier) -> None:
        typed = "000.07.21.H99-261120-0002"
        before = self.found(context, target, typed)
        assert open_at(context, owner=NAM).code == typed
        assert self.found(context, target, typed) == before

    def test_what_is_no_code_and_near_none_is_told_so(self, context: Context, target: Dossier) -> None:
        with pytest.raises(InvalidValue):
            self.found(context, target, "abc")


def test_nobody_takes_from_a_dossier_of_somebody_else_by_naming_it(context: Context, paper: Component) -> None:
    foreign = open_at(context, PROVINCE, RECORD, NAM)
    taking_it = Taking((wish(paper.id),), "Cấp phiếu", agreed(context, foreign), DossierCode(paper.dossier))
    with pytest.raises(NotFound):
        take(context, CLERK, foreign.code, taking_it)
    with pytest.raises(NotFound):
        take(context, CLERK, foreign.code, replace(taking_it, source=None))
    assert MARRIAGE.code != foreign.procedure
