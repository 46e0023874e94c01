"""The policy, told as a table: who may do what with which tie, and what stays hidden."""

import pytest

from models.caller import Caller, Role
from models.identifiers import AgencyCode, OwnerId, ProcedureCode
from records.policy import RIGHTS, ROLES, VERBS, Action, Matter, Tie, decide

HERE, ABOVE, ELSEWHERE = AgencyCode("000.01.21.H99"), AgencyCode("000.00.00.H99"), AgencyCode("H98.02")
MINE, OTHERS, WARDS = OwnerId("001090000001"), OwnerId("001090000002"), OwnerId("001220000003")
MARRIAGE, BIRTH = ProcedureCode("1.000894"), ProcedureCode("1.001193")
A = Action

COUNTER = {
    A.SEE,
    A.READ,
    A.OPEN,
    A.INTAKE,
    A.HAND_IN,
    A.CORRECT,
    A.MOVE,
    A.WITHDRAW,
    A.OFFER,
    A.TAKE,
    A.RECORD_CONSENT,
    A.ASK_AGAIN,
}
DESK = COUNTER | {A.APPROVE, A.DECIDE, A.ISSUE, A.STAND, A.ATTEST}
OWN = {A.SEE, A.READ, A.OPEN, A.INTAKE, A.HAND_IN, A.WITHDRAW, A.OFFER, A.TAKE, A.CONSENT}
SCOPED = {A.SEE, A.READ, A.OPEN, A.INTAKE, A.HAND_IN, A.OFFER, A.TAKE}


def clerk(agency: AgencyCode) -> Caller:
    return Caller("c", Role.CLERK, "clerk", agency)


def officer(agency: AgencyCode) -> Caller:
    return Caller("o", Role.OFFICER, "officer", agency)


def leader(agency: AgencyCode) -> Caller:
    return Caller("l", Role.LEADER, "leader", agency)


def citizen(owner: OwnerId) -> Caller:
    return Caller("z", Role.CITIZEN, "citizen", owner=owner)


def system(*procedures: ProcedureCode) -> Caller:
    return Caller("s", Role.SYSTEM, "system", procedures=procedures)


AUDITOR, OPERATOR = Caller("a", Role.AUDITOR, "auditor"), Caller("m", Role.OPERATOR, "operator")


def matter(*acts_for: OwnerId) -> Matter:
    """A dossier of MINE in the procedure MARRIAGE, handled by HERE, which lies below ABOVE."""
    return Matter(MINE, MARRIAGE, HERE, (HERE, ABOVE), frozenset(acts_for))


TABLE = [
    # who, for whom a citizen acts, what may be done
    ("a clerk of the agency", clerk(HERE), (), COUNTER | {A.COUNT}),
    ("a clerk of the agency above", clerk(ABOVE), (), {A.COUNT}),
    ("a clerk of another agency", clerk(ELSEWHERE), (), set()),
    ("an officer of the agency", officer(HERE), (), DESK | {A.COUNT}),
    ("an officer of another agency", officer(ELSEWHERE), (), set()),
    ("a leader of the agency", leader(HERE), (), {A.SEE, A.COUNT}),
    ("a leader above", leader(ABOVE), (), {A.SEE, A.COUNT}),
    ("a leader elsewhere", leader(ELSEWHERE), (), set()),
    ("the owner", citizen(MINE), (MINE,), OWN),
    ("who represents the owner", citizen(OTHERS), (OTHERS, MINE), OWN),
    ("somebody else", citizen(OTHERS), (OTHERS,), set()),
    ("a citizen without any tie", citizen(MINE), (), set()),
    ("a system with that scope", system(MARRIAGE), (), SCOPED),
    ("a system with another scope", system(BIRTH), (), set()),
    ("a system without scope", system(), (), set()),
    ("an auditor", AUDITOR, (), {A.SEE, A.AUDIT, A.COUNT}),
    ("the operator", OPERATOR, (), set(Action)),
]


@pytest.mark.parametrize(("who", "caller", "acts_for", "may"), TABLE, ids=[row[0] for row in TABLE])
def test_what_each_caller_may_do(who: str, caller: Caller, acts_for: tuple[OwnerId, ...], may: set[Action]) -> None:
    assert {action for action in Action if decide(caller, action, matter(*acts_for)).allowed} == may, who


@pytest.mark.parametrize(("who", "caller", "acts_for", "may"), TABLE, ids=[row[0] for row in TABLE])
def test_what_may_not_be_seen_is_hidden_and_what_may_is_explained(
    who: str, caller: Caller, acts_for: tuple[OwnerId, ...], may: set[Action]
) -> None:
    for action in set(Action) - may:
        decision = decide(caller, action, matter(*acts_for))
        assert decision.hidden is (A.SEE not in may), (who, action)
        assert bool(decision.vi) is bool(decision.en) is not decision.hidden


@pytest.mark.parametrize("action", sorted(Action))
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_a_caller_without_agency_owner_or_scope_gets_nothing_that_needs_a_tie(role: Role, action: Action) -> None:
    """A dossier without agency and owner must not be tied to a caller without them: nothing equals nothing."""
    allowed = decide(Caller("x", role, "x"), action, Matter()).allowed
    assert allowed is (RIGHTS[role].get(action) is Tie.NONE)


def test_only_the_counter_and_the_owner_read_content() -> None:
    readers = {role for role, rights in RIGHTS.items() if A.READ in rights}
    assert readers == {Role.CLERK, Role.OFFICER, Role.CITIZEN, Role.SYSTEM, Role.OPERATOR}


def test_only_officers_decide_about_papers() -> None:
    for action in (A.APPROVE, A.DECIDE, A.ISSUE, A.STAND, A.ATTEST):
        assert {role for role, rights in RIGHTS.items() if action in rights} == {Role.OFFICER, Role.OPERATOR}


def test_nobody_but_owner_and_operator_consents() -> None:
    assert {role for role, rights in RIGHTS.items() if A.CONSENT in rights} == {Role.CITIZEN, Role.OPERATOR}


def test_every_role_and_action_has_its_words() -> None:
    assert set(ROLES) == set(Role)
    assert set(VERBS) == set(Action)
