"""Tokens: what each role needs, that the secret is kept nowhere, and that they end."""

from typing import Any

import pytest

from api.services.context import Context
from api.services.tokens import Wanted, caller_of_token, digest_of, issue_token, list_tokens, revoke_token
from models.caller import OPERATOR, Caller, Role
from models.errors import Forbidden, InvalidValue, NotFound, Unauthenticated
from models.ledger import LedgerKind
from tests.api.parts import COMMUNE, MARRIAGE, StandingClock

PARTS: dict[Role, dict[str, Any]] = {
    Role.CLERK: {"agency": COMMUNE.code},
    Role.OFFICER: {"agency": COMMUNE.code},
    Role.LEADER: {"agency": COMMUNE.code},
    Role.CITIZEN: {"owner": "001320000001"},
    Role.SYSTEM: {"procedures": (MARRIAGE.code,)},
    Role.AUDITOR: {},
}


@pytest.mark.parametrize("role", PARTS)
def test_a_token_leads_back_to_its_caller(context: Context, role: Role) -> None:
    token, secret = issue_token(context, OPERATOR, Wanted(role, name="  Nguyễn  Văn A ", **PARTS[role]))
    found, digest = caller_of_token(context, secret)
    assert found == token.caller
    assert (found.role, found.name, digest) == (role, "Nguyễn Văn A", digest_of(secret))
    assert secret.startswith("hoso_")
    assert len(secret) > 40


@pytest.mark.parametrize("role", PARTS)
def test_each_role_takes_just_its_parts(context: Context, role: Role) -> None:
    every = {"agency": COMMUNE.code, "owner": "001320000001", "procedures": (MARRIAGE.code,)}
    for name, value in every.items():
        parts = dict(PARTS[role])
        if name in parts:
            del parts[name]
        else:
            parts[name] = value
        with pytest.raises(InvalidValue):
            issue_token(context, OPERATOR, Wanted(role, **parts))


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(Role.CLERK, agency="000.99.99.H99"),
        Wanted(Role.SYSTEM, procedures=("9.999999",)),
        Wanted(Role.CITIZEN, owner="12"),
        Wanted(Role.AUDITOR, days=0),
        Wanted(Role.AUDITOR, days=367),
    ],
)
def test_what_does_not_exist_gets_no_token(context: Context, wanted: Wanted) -> None:
    with pytest.raises((InvalidValue, NotFound)):
        issue_token(context, OPERATOR, wanted)
    assert list_tokens(context, OPERATOR, 10) == []


def test_a_token_ends_when_its_days_are_over(context: Context, clock: StandingClock) -> None:
    _, secret = issue_token(context, OPERATOR, Wanted(Role.AUDITOR, days=2))
    clock.move(days=2, seconds=-1)
    caller_of_token(context, secret)
    clock.move(seconds=1)
    with pytest.raises(Unauthenticated):
        caller_of_token(context, secret)


def test_a_revoked_token_ends_at_once_and_stays_revoked(context: Context, clock: StandingClock) -> None:
    token, secret = issue_token(context, OPERATOR, Wanted(Role.AUDITOR))
    first = revoke_token(context, OPERATOR, token.caller.id).revoked_at
    clock.move(days=1)
    assert revoke_token(context, OPERATOR, token.caller.id).revoked_at == first
    with pytest.raises(Unauthenticated):
        caller_of_token(context, secret)
    with pytest.raises(NotFound):
        revoke_token(context, OPERATOR, "nobody")


@pytest.mark.parametrize("role", PARTS)
def test_only_the_operator_deals_with_tokens(context: Context, role: Role) -> None:
    caller = Caller("x", role, "x")
    for attempt in (
        lambda: issue_token(context, caller, Wanted(Role.AUDITOR)),
        lambda: revoke_token(context, caller, "any"),
        lambda: list_tokens(context, caller, 1),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_issuing_and_revoking_stand_in_the_ledger_without_the_secret(context: Context) -> None:
    token, secret = issue_token(context, OPERATOR, Wanted(Role.CITIZEN, owner="001320000001"))
    revoke_token(context, OPERATOR, token.caller.id)
    with context.records.read() as records:
        notes = [entry.note for entry in records.ledger.range(0, 100)]
    kinds = [note.kind for note in notes if note.kind in {LedgerKind.TOKEN_ISSUED, LedgerKind.TOKEN_REVOKED}]
    assert kinds == [LedgerKind.TOKEN_ISSUED, LedgerKind.TOKEN_REVOKED]
    assert all(secret not in str(note) and digest_of(secret) not in str(note) for note in notes)


def test_lists_page_from_newest_to_oldest(context: Context, clock: StandingClock) -> None:
    issued = []
    for _ in range(5):
        issued.append(issue_token(context, OPERATOR, Wanted(Role.AUDITOR))[0].caller.id)
        clock.move(seconds=1)
    first = list_tokens(context, OPERATOR, 3)
    rest = list_tokens(context, OPERATOR, 3, first[-1].caller.id)
    assert [token.caller.id for token in (*first, *rest)] == issued[::-1]
