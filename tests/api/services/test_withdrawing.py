"""Withdrawal: a consent or a single use, at any moment before the decision."""

from datetime import timedelta

import pytest

from api.services.consenting import Ground
from api.services.consents import Giving, give_consent, list_consents
from api.services.content import original, page_jpeg
from api.services.context import Context
from api.services.dossiers import set_state, view_dossier
from api.services.search import follow, search
from api.services.taking import Taking, take
from api.services.viewing import look_at
from api.services.withdrawing import withdraw_consent, withdraw_use
from models.caller import OPERATOR, Caller
from models.component import Component, ReviewState
from models.consent import Consent
from models.dossier import Dossier, DossierState
from models.errors import Conflict, Forbidden, HosoError, NotFound
from models.identifiers import DossierCode, RequirementKey
from models.ledger import LedgerKind
from models.reuse import ReuseRequest
from models.search import SearchQuery
from models.time import civil_day
from tests.api.parts import COMMUNE, DEPARTMENT, RECORD
from tests.api.services.steps import CLERK, MAI, NAM, approved_paper, citizen, clerk_at, open_at

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


def given(context: Context) -> Consent:
    return give_consent(context, ME, Giving("Cấp phiếu", civil_day(context.clock.now()) + timedelta(days=30)))


def take_it(context: Context, paper: Component, target: Dossier, ground: Ground) -> Component:
    wish = ReuseRequest(RequirementKey("birth"), paper.id)
    (linked,) = take(context, DESK, target.code, Taking((wish,), "Cấp phiếu", ground)).components
    return linked


def kinds(context: Context, code: DossierCode) -> list[LedgerKind]:
    with context.records.read() as records:
        return [entry.note.kind for entry in records.ledger.of_dossier(code)]


def test_it_reaches_every_use_that_is_not_decided(context: Context, paper: Component) -> None:
    consent = given(context)
    open_one, decided = later(context), later(context)
    links = [take_it(context, paper, one, Ground(consent.id)) for one in (open_one, decided)]
    for state in (DossierState.IN_PROGRESS, DossierState.RESOLVED):
        set_state(context, CLERK, decided.code, state)
    ended, reached = withdraw_consent(context, ME, consent.id)
    assert ended.withdrawn_at == context.clock.now()
    assert [use.component for use in reached.withdrawn] == [links[0].id]
    assert [use.target for use in reached.kept] == [decided.code]
    after = view_dossier(context, CLERK, open_one.code)
    assert [one.key for one in after.missing] == ["birth"]
    assert after.components[0].review.state is ReviewState.REJECTED
    assert view_dossier(context, CLERK, decided.code).missing == []


def test_what_was_withdrawn_shows_nothing_any_more(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    linked = take_it(context, paper, target, Ground(consent.id))
    withdraw_consent(context, ME, consent.id)
    assert view_dossier(context, DESK, target.code).components[0].fields == {}
    for look in (
        lambda: original(context, DESK, target.code, linked.id),
        lambda: page_jpeg(context, DESK, target.code, linked.id, 1),
    ):
        with pytest.raises(Forbidden, match="rút lại"):
            look()
    assert look_at(context, DESK, target.code, linked.id).machine is None
    assert look_at(context, clerk_at(COMMUNE), paper.dossier, paper.id).component.fields == paper.fields


def test_what_was_withdrawn_is_found_by_no_word_of_it(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    linked = take_it(context, paper, target, Ground(consent.id))

    def found() -> set[str]:
        while follow(context):
            pass
        return {hit.id for hit in search(context, SearchQuery("HOÀ")).hits}

    assert found() == {paper.id, linked.id}
    withdraw_consent(context, ME, consent.id)
    assert found() == {paper.id}


def test_both_dossiers_and_the_ledger_tell_of_it(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    take_it(context, paper, target, Ground(consent.id))
    withdraw_consent(context, ME, consent.id)
    assert view_dossier(context, CLERK, target.code).events[-1].kind == "reuse-withdrawn"
    assert view_dossier(context, CLERK, paper.dossier).events[-1].kind == "use-withdrawn"
    assert kinds(context, target.code)[-1] is LedgerKind.WITHDRAWAL


def test_a_second_time_changes_nothing(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    take_it(context, paper, target, Ground(consent.id))
    first, _ = withdraw_consent(context, ME, consent.id)
    before = len(kinds(context, target.code))
    again, reached = withdraw_consent(context, ME, consent.id)
    assert (again, reached.withdrawn, reached.kept) == (first, (), ())
    assert len(kinds(context, target.code)) == before


def test_it_opens_nothing_afterwards(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    withdraw_consent(context, ME, consent.id)
    with pytest.raises(Forbidden, match="rút lại"):
        take_it(context, paper, target, Ground(consent.id))


def test_after_a_withdrawal_the_paper_can_be_taken_anew(context: Context, paper: Component, target: Dossier) -> None:
    first = given(context)
    take_it(context, paper, target, Ground(first.id))
    withdraw_consent(context, ME, first.id)
    second = given(context)
    assert take_it(context, paper, target, Ground(second.id)).review.state is ReviewState.APPROVED


def test_one_use_ends_and_the_consent_stays(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    linked, kept = (take_it(context, paper, one, Ground(consent.id)) for one in (target, later(context)))
    reached = withdraw_use(context, ME, linked.id)
    assert [use.component for use in reached.withdrawn] == [linked.id]
    assert view_dossier(context, CLERK, kept.dossier).missing == []
    assert list_consents(context, ME)[0].withdrawn_at is None


def test_a_decided_use_stays(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    linked = take_it(context, paper, target, Ground(consent.id))
    for state in (DossierState.IN_PROGRESS, DossierState.RESOLVED):
        set_state(context, CLERK, target.code, state)
    with pytest.raises(Conflict, match="quyết định"):
        withdraw_use(context, ME, linked.id)


def test_what_is_anothers_is_answered_like_none(context: Context, paper: Component, target: Dossier) -> None:
    consent = given(context)
    linked = take_it(context, paper, target, Ground(consent.id))
    stranger = citizen(NAM)
    for withdraw, known in ((withdraw_consent, consent.id), (withdraw_use, linked.id)):
        answers = set()
        for id_ in (known, "nothing"):
            with pytest.raises(NotFound) as caught:
                withdraw(context, stranger, id_)  # type: ignore[arg-type]  # one of two functions
            answers.add(str(caught.value).replace(id_, "…"))
        assert len(answers) == 1


@pytest.mark.parametrize("caller", [DESK, OPERATOR], ids=["clerk", "operator"])
def test_nobody_else_withdraws(context: Context, caller: Caller) -> None:
    consent = given(context)
    with pytest.raises(HosoError, match="không thay được chủ hồ sơ"):
        withdraw_consent(context, caller, consent.id)
