"""Consent: given signed in or by a one-time code, in a scope."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from api.services.access import FREE_FAILURES
from api.services.codes import LIFE, MOST_OPEN, MOST_WRONG, CodeWanted, make_code, redeem_code
from api.services.consenting import NO_GROUND, Ground
from api.services.consents import Giving, give_consent, list_consents
from api.services.context import Context
from api.services.dossiers import set_state, view_dossier
from api.services.once import request_once
from api.services.taking import Taking, take
from models.caller import OPERATOR, Caller
from models.component import Component
from models.consent import Consent, Means
from models.dossier import Dossier, DossierState
from models.errors import Conflict, Forbidden, InvalidValue, NotFound, TooManyAttempts
from models.identifiers import DossierCode, OwnerId, RequirementKey
from models.ledger import LedgerKind
from models.reuse import ReuseRequest
from models.time import civil_day
from tests.api.parts import AGENCIES, COMMUNE, DEPARTMENT, MARRIAGE, PROCEDURES, PROVINCE, RECORD, StandingClock
from tests.api.services.steps import CLERK, MAI, NAM, approved_paper, citizen, clerk_at, officer_at, open_at

DESK = clerk_at(DEPARTMENT)
ME = citizen(MAI)


@pytest.fixture
def paper(context: Context) -> Component:
    return approved_paper(context, open_at(context))


@pytest.fixture
def target(context: Context) -> Dossier:
    return later(context)


def later(context: Context) -> Dossier:
    return open_at(context, DEPARTMENT, RECORD)


def giving(context: Context, **changes: object) -> Giving:
    until = civil_day(context.clock.now()) + timedelta(days=30)
    return replace(Giving("Cấp phiếu", until), **changes)  # type: ignore[arg-type]  # attributes of one dataclass


def take_it(context: Context, paper: Component, target: Dossier, ground: Ground = NO_GROUND) -> Component:
    wish = ReuseRequest(RequirementKey("birth"), paper.id)
    (linked,) = take(context, DESK, target.code, Taking((wish,), "Cấp phiếu", ground)).components
    return linked


def entered(context: Context, target: Dossier, code: str | None, caller: Caller = DESK) -> Consent:
    assert code is not None
    return redeem_code(context, caller, target.code, code, "Cấp phiếu")


def another(code: str | None) -> str:
    """A code that is not this one."""
    assert code is not None
    return f"{(int(code) + 1) % 10**8:08d}"


def kinds(context: Context, code: DossierCode) -> list[LedgerKind]:
    with context.records.read() as records:
        return [entry.note.kind for entry in records.ledger.of_dossier(code)]


class TestSignedIn:
    def test_an_owners_consent_lets_the_agency_take(self, context: Context, paper: Component, target: Dossier) -> None:
        consent = give_consent(context, ME, giving(context, procedure=RECORD.code))
        assert (consent.owner, consent.given_by, consent.means) == (MAI.id, MAI.id, Means.SIGNED_IN)
        linked = take_it(context, paper, target, Ground(consent.id))
        with context.records.read() as records:
            use = records.reuses.of_component(linked.id)
        assert use is not None
        assert use.consent == consent.id

    def test_a_consent_on_file_need_not_be_named(self, context: Context, paper: Component, target: Dossier) -> None:
        consent = give_consent(context, ME, giving(context))
        linked = take_it(context, paper, target)
        with context.records.read() as records:
            assert [use.component for use in records.reuses.of_consent(consent.id)] == [linked.id]

    def test_without_any_consent_nothing_is_taken(self, context: Context, paper: Component, target: Dossier) -> None:
        with pytest.raises(InvalidValue, match="đồng ý"):
            take_it(context, paper, target)

    @pytest.mark.parametrize(
        "scope", [{"procedure": MARRIAGE.code}, {"agency": COMMUNE.code}], ids=["procedure", "agency"]
    )
    def test_a_consent_for_something_else_opens_nothing(
        self, context: Context, paper: Component, target: Dossier, scope: dict[str, object]
    ) -> None:
        consent = give_consent(context, ME, giving(context, **scope))
        with pytest.raises(Forbidden):
            take_it(context, paper, target, Ground(consent.id))
        with pytest.raises(InvalidValue):
            take_it(context, paper, target)

    def test_a_consent_for_another_dossier_opens_nothing(
        self, context: Context, paper: Component, target: Dossier
    ) -> None:
        consent = give_consent(context, ME, giving(context, dossier=later(context).code))
        with pytest.raises(Forbidden):
            take_it(context, paper, target, Ground(consent.id))

    def test_another_owners_consent_opens_nothing_and_tells_nothing(
        self, context: Context, paper: Component, target: Dossier
    ) -> None:
        foreign = give_consent(context, citizen(NAM), giving(context))
        answers = set()
        for id_ in (foreign.id, "no-such-consent"):
            with pytest.raises(Forbidden) as caught:
                take_it(context, paper, target, Ground(id_))
            answers.add(str(caught.value))
        assert len(answers) == 1

    def test_a_consent_ends_with_its_last_day(
        self, context: Context, clock: StandingClock, paper: Component, target: Dossier
    ) -> None:
        consent = give_consent(context, ME, giving(context, until=civil_day(clock.now())))
        clock.moment = consent.valid_until - timedelta(seconds=1)
        assert consent.in_force(clock.now())
        clock.moment = consent.valid_until
        with pytest.raises(Forbidden, match="hết hạn"):
            take_it(context, paper, target, Ground(consent.id))

    @pytest.mark.parametrize("days", [-1, 367, 4000])
    def test_nobody_consents_for_the_past_or_for_ever(self, context: Context, days: int) -> None:
        until = civil_day(context.clock.now()) + timedelta(days=days)
        with pytest.raises(InvalidValue, match="một năm"):
            give_consent(context, ME, giving(context, until=until))

    @pytest.mark.parametrize("purpose", ["", " \n", "x" * 501])
    def test_a_consent_needs_a_purpose(self, context: Context, purpose: str) -> None:
        with pytest.raises(InvalidValue):
            give_consent(context, ME, giving(context, purpose=purpose))

    @pytest.mark.parametrize("caller", [DESK, officer_at(DEPARTMENT), OPERATOR], ids=["clerk", "officer", "operator"])
    def test_nobody_consents_in_an_owners_place(self, context: Context, caller: Caller) -> None:
        with pytest.raises(Forbidden):
            give_consent(context, caller, giving(context, owner=MAI.id))

    def test_a_stranger_gets_one_answer_whether_or_not_there_is_such_an_owner(self, context: Context) -> None:
        open_at(context)
        answers = set()
        for owner in (MAI.id, OwnerId("001999999999")):
            with pytest.raises(Forbidden) as caught:
                give_consent(context, citizen(NAM), giving(context, owner=owner))
            answers.add(str(caught.value))
        assert len(answers) == 1

    def test_another_owners_dossier_is_answered_like_none(self, context: Context, target: Dossier) -> None:
        nowhere = DossierCode(f"{target.code[:-4]}9999")
        answers = set()
        for code in (target.code, nowhere):
            with pytest.raises(NotFound) as caught:
                give_consent(context, citizen(NAM), giving(context, dossier=code))
            answers.add(str(caught.value).replace(code, "…"))
        assert len(answers) == 1

    def test_a_repeat_gives_one_consent(self, context: Context) -> None:
        once = request_once(ME, "consent", "k", "x")
        first, again = (give_consent(context, ME, giving(context), once) for _ in range(2))
        assert first == again
        assert [one.id for one in list_consents(context, ME)] == [first.id]

    def test_after_a_merger_a_consent_reaches_the_agency_that_took_over(
        self, context: Context, clock: StandingClock
    ) -> None:
        consent = give_consent(context, ME, giving(context, agency=DEPARTMENT.code))
        source = approved_paper(context, open_at(context))
        merged = replace(DEPARTMENT, valid_to=date(2026, 11, 21), successor=PROVINCE.code)
        with context.records.write() as records:
            records.catalogue.load([merged, *(one for one in AGENCIES if one is not DEPARTMENT)], PROCEDURES)
        clock.move(days=2)
        target = open_at(context, PROVINCE, RECORD)
        wish = ReuseRequest(RequirementKey("birth"), source.id)
        taking = Taking((wish,), "Cấp phiếu", Ground(consent.id))
        assert take(context, clerk_at(PROVINCE), target.code, taking).components


class TestOneTimeCode:
    def test_the_clerks_entry_becomes_a_consent_for_this_dossier(
        self, context: Context, paper: Component, target: Dossier
    ) -> None:
        _, shown = make_code(context, ME, CodeWanted(RECORD.code, DEPARTMENT.code))
        consent = entered(context, target, shown)
        assert (consent.means, consent.dossier, consent.given_by) == (Means.ONE_TIME_CODE, target.code, MAI.id)
        assert take_it(context, paper, target).dossier == target.code
        with pytest.raises(Forbidden):
            take_it(context, paper, later(context), Ground(consent.id))
        assert LedgerKind.CONSENT in kinds(context, target.code)
        assert "consent-recorded" in [event.kind for event in view_dossier(context, CLERK, target.code).events]

    def test_the_code_itself_is_kept_nowhere(self, context: Context) -> None:
        code, shown = make_code(context, ME, CodeWanted())
        assert shown is not None
        assert len(shown) == 8
        assert shown not in repr(code)
        with context.records.read() as records:
            (kept,) = records.consents.open_codes(MAI.id, context.clock.now())
        assert shown not in repr(kept)
        other = replace(context, code_key=b"x" * 32)
        with pytest.raises(Forbidden):
            entered(other, later(context), shown)

    def test_a_repeat_shows_the_code_no_second_time(self, context: Context) -> None:
        once = request_once(ME, "code", "k", "x")
        (first, shown), (again, hidden) = (make_code(context, ME, CodeWanted(), once) for _ in range(2))
        assert (first, hidden) == (again, None)
        assert shown is not None

    def test_it_serves_once(self, context: Context, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        entered(context, target, shown)
        with pytest.raises(Forbidden):
            entered(context, later(context), shown)

    def test_a_repeated_entry_is_answered_with_the_same_consent(self, context: Context, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        once = request_once(DESK, "entry", "k", "x")
        ids = {redeem_code(context, DESK, target.code, shown or "", "Cấp phiếu", once).id for _ in range(2)}
        assert len(ids) == 1

    def test_it_lives_ten_minutes(self, context: Context, clock: StandingClock, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        clock.moment += LIFE
        with pytest.raises(Forbidden):
            entered(context, target, shown)

    def test_why_it_does_not_serve_is_told_to_nobody(self, context: Context, target: Dossier) -> None:
        elsewhere = make_code(context, ME, CodeWanted(MARRIAGE.code))[1]
        foreign = make_code(context, citizen(NAM), CodeWanted())[1]
        used = make_code(context, ME, CodeWanted())[1]
        entered(context, target, used)
        answers = set()
        for shown in (elsewhere, foreign, used, another(used)):
            with pytest.raises(Forbidden) as caught:
                entered(context, target, shown)
            answers.add(str(caught.value))
        assert len(answers) == 1

    def test_after_five_wrong_tries_every_open_code_is_void(self, context: Context, target: Dossier) -> None:
        codes = [make_code(context, ME, CodeWanted())[1] for _ in range(2)]
        wrong = next(text for n in range(9) if (text := f"0000000{n}") not in codes)
        for _ in range(MOST_WRONG):
            with pytest.raises(Forbidden):
                entered(context, target, wrong)
        for shown in codes:
            with pytest.raises(Forbidden):
                entered(context, target, shown)
        assert entered(context, target, make_code(context, ME, CodeWanted())[1]).owner == MAI.id

    def test_four_wrong_tries_are_forgiven(self, context: Context, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        for _ in range(MOST_WRONG - 1):
            with pytest.raises(Forbidden):
                entered(context, target, another(shown))
        assert entered(context, target, shown).owner == MAI.id

    def test_guessing_slows_down(self, context: Context, target: Dossier) -> None:
        for _ in range(FREE_FAILURES + 1):
            with pytest.raises(Forbidden):
                entered(context, target, "00000000")
        with pytest.raises(TooManyAttempts):
            entered(context, target, "00000000")

    def test_every_wrong_try_stands_in_the_ledger(self, context: Context, target: Dossier) -> None:
        with pytest.raises(Forbidden):
            entered(context, target, "00000000")
        assert kinds(context, target.code)[-1] is LedgerKind.DENIAL

    @pytest.mark.parametrize("typed", ["", "1234567", "123456789", "1234567a", "１２３４５６７８"])
    def test_what_is_no_code_is_no_try(self, context: Context, target: Dossier, typed: str) -> None:
        with pytest.raises(InvalidValue, match="8 chữ số"):
            entered(context, target, typed)

    def test_it_may_be_typed_with_gaps(self, context: Context, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        assert shown is not None
        assert entered(context, target, f" {shown[:4]} {shown[4:]} ").owner == MAI.id

    def test_few_are_open_at_once(self, context: Context) -> None:
        for _ in range(MOST_OPEN):
            make_code(context, ME, CodeWanted())
        with pytest.raises(Conflict):
            make_code(context, ME, CodeWanted())

    def test_only_who_handles_the_dossier_enters_it(self, context: Context, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        with pytest.raises(NotFound):
            entered(context, target, shown, clerk_at(COMMUNE))
        with pytest.raises(Forbidden):
            entered(context, target, shown, ME)
        assert entered(context, target, shown).owner == MAI.id

    def test_for_a_closed_dossier_none_is_recorded(self, context: Context, target: Dossier) -> None:
        _, shown = make_code(context, ME, CodeWanted())
        set_state(context, CLERK, target.code, DossierState.STOPPED)
        with pytest.raises(Conflict):
            entered(context, target, shown)
