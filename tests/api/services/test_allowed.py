"""What is offered to whom: rights in a dossier, agencies to file at, owners to act for, what a search may find."""

import pytest

from api.services.allowed import agencies_of, may_ever, owners_of, place_of, rights_in
from api.services.context import Context
from api.services.finding import search_as
from api.services.search import follow
from models.caller import OPERATOR, Caller, Role
from models.errors import Forbidden
from models.search import SearchQuery, SearchScope
from records.policy import RIGHTS, Action
from tests.api.parts import COMMUNE, DEPARTMENT, PROVINCE, RECORD
from tests.api.services.steps import MAI, NAM, approved_paper, citizen, clerk_at, officer_at, open_at, picture

LEADER = Caller("leader", Role.LEADER, "Bà Thu", agency=PROVINCE.code)
AUDITOR = Caller("auditor", Role.AUDITOR, "Ông Kiểm")
SYSTEM = Caller("system", Role.SYSTEM, "Cổng", procedures=(RECORD.code,))


def test_rights_are_those_of_the_policy(context: Context) -> None:
    dossier = open_at(context)
    assert rights_in(context, OPERATOR, dossier) == frozenset(Action)
    assert rights_in(context, officer_at(COMMUNE), dossier) == frozenset(RIGHTS[Role.OFFICER])
    assert rights_in(context, officer_at(DEPARTMENT), dossier) == frozenset()
    assert rights_in(context, LEADER, dossier) == {Action.SEE, Action.COUNT}
    assert rights_in(context, citizen(MAI), dossier) == frozenset(RIGHTS[Role.CITIZEN])
    assert rights_in(context, citizen(NAM), dossier) == frozenset()


def test_what_a_role_never_does_is_known_without_a_dossier() -> None:
    assert may_ever(AUDITOR, Action.AUDIT)
    assert not may_ever(clerk_at(COMMUNE), Action.AUDIT)
    assert not may_ever(LEADER, Action.READ)


def test_clerks_file_at_their_agency_and_the_operator_anywhere(context: Context) -> None:
    assert agencies_of(context, clerk_at(COMMUNE)) == (COMMUNE.code,)
    assert agencies_of(context, OPERATOR) is None
    assert place_of(context, clerk_at(COMMUNE)) == COMMUNE.name
    assert place_of(context, OPERATOR) == ""


def test_citizens_act_for_themselves_first(context: Context) -> None:
    assert owners_of(context, citizen(MAI)) == (MAI.id,)
    assert owners_of(context, clerk_at(COMMUNE)) == ()


@pytest.fixture
def found_by(context: Context) -> dict[str, set[str]]:
    """Codes of the dossiers whose papers each caller finds, by name: Mai's and Nam's at the commune, one elsewhere."""
    codes = {"mai": open_at(context), "nam": open_at(context, owner=NAM), "there": open_at(context, DEPARTMENT, RECORD)}
    for shade, dossier in enumerate(codes.values()):
        approved_paper(context, dossier, picture(200 + shade))
    while follow(context):
        pass
    callers = {
        "clerk": clerk_at(COMMUNE),
        "mai": citizen(MAI),
        "nam": citizen(NAM),
        "system": SYSTEM,
        "all": OPERATOR,
    }
    names = {dossier.code: name for name, dossier in codes.items()}
    query = SearchQuery("khai sinh")
    return {
        who: {names[hit.dossier] for hit in search_as(context, caller, query).hits} for who, caller in callers.items()
    }


def test_a_search_finds_what_the_caller_may_read(found_by: dict[str, set[str]]) -> None:
    assert found_by == {
        "clerk": {"mai", "nam"},
        "mai": {"mai", "there"},
        "nam": {"nam"},
        "system": {"there"},
        "all": {"mai", "nam", "there"},
    }


def test_a_scope_that_is_asked_for_does_not_widen_it(context: Context) -> None:
    approved_paper(context, open_at(context, owner=NAM))
    while follow(context):
        pass
    query = SearchQuery("khai sinh", scope=SearchScope(units=(PROVINCE.code,)))
    assert search_as(context, citizen(MAI), query).hits == ()


@pytest.mark.parametrize("caller", [LEADER, AUDITOR])
def test_who_reads_no_papers_searches_none(context: Context, caller: Caller) -> None:
    with pytest.raises(Forbidden):
        search_as(context, caller, SearchQuery("khai sinh"))
