"""Issuing and ending bearer tokens; a token's secret is shown once and kept nowhere."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from api.services.context import Context
from api.services.filing import owner_of
from models.caller import Caller, Role, Token
from models.errors import Forbidden, InvalidValue, Unauthenticated
from models.identifiers import AgencyCode, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.text import collapse, nfc
from models.time import civil_day
from records.policy import ROLES, Action, Matter, decide

LONGEST_DAYS = 366
_AT_AN_AGENCY = frozenset({Role.CLERK, Role.OFFICER, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new token shall be for. `days` is its life, 1 to 366."""

    role: Role
    name: str = ""
    agency: str = ""
    owner: str = ""
    procedures: tuple[str, ...] = ()
    days: int = 30


def issue_token(context: Context, caller: Caller, wanted: Wanted) -> tuple[Token, str]:
    """Make a token and return it with its secret, which nobody can read again.

    Raises Forbidden unless the caller administers the machine, InvalidValue for what does not go with the role,
    NotFound for an agency that is not in force or a procedure that there is not.
    """
    check_administrator(caller)
    now = context.clock.now()
    secret = f"hoso_{secrets.token_urlsafe(32)}"
    with context.records.write() as records:
        new = _caller_of(context, records, wanted)
        token = Token(new, now, caller.id, now + timedelta(days=wanted.days))
        records.tokens.add(token, digest_of(secret))
        detail = {"token": new.id, "role": new.role.value}
        records.ledger.add(note_of(caller, LedgerKind.TOKEN_ISSUED, now, owner=new.owner, detail=detail))
    return token, secret


def revoke_token(context: Context, caller: Caller, id: str) -> Token:
    """End a token at once. Raises Forbidden, NotFound."""
    check_administrator(caller)
    now = context.clock.now()
    with context.records.write() as records:
        token = records.tokens.revoke(id, now)
        records.ledger.add(note_of(caller, LedgerKind.TOKEN_REVOKED, now, detail={"token": id}))
    return token


def list_tokens(context: Context, caller: Caller, limit: int, after: str | None = None) -> Sequence[Token]:
    """Return tokens, newest first, without their secrets. Raises Forbidden."""
    check_administrator(caller)
    with context.records.read() as records:
        return records.tokens.page(limit, after)


def caller_of_token(context: Context, secret: str) -> tuple[Caller, str]:
    """Return who shows this secret, and its digest. Raises Unauthenticated for an unknown, ended or revoked token."""
    digest = digest_of(secret)
    return caller_of_digest(context, digest), digest


def caller_of_digest(context: Context, digest: str) -> Caller:
    """Return who holds the token with this digest. Raises Unauthenticated."""
    with context.records.read() as records:
        token = records.tokens.by_digest(digest)
    if token is None or not token.live(context.clock.now()):
        raise Unauthenticated(
            "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi; hãy xin mã mới.",
            "the token is not known, ended, or was revoked; ask for a new one",
        )
    return token.caller


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a secret; its 256 random bits need no slower hash."""
    return sha256(secret.encode()).hexdigest()


def check_administrator(caller: Caller) -> None:
    decision = decide(caller, Action.ADMINISTER, Matter())
    if not decision.allowed:
        raise Forbidden("Chỉ người vận hành được quản trị hệ thống.", "only the operator may administer the machine")


def _caller_of(context: Context, records: Records, wanted: Wanted) -> Caller:
    _check_parts(wanted)
    today = civil_day(context.clock.now())
    agency = records.catalogue.agency(AgencyCode(wanted.agency), today).code if wanted.agency else None
    procedures = tuple(records.catalogue.procedure(ProcedureCode(code), today).code for code in wanted.procedures)
    owner = owner_of(wanted.owner, "").id if wanted.owner else None
    token_id = uuid4().hex[:16]
    name = collapse(nfc(wanted.name))[:100] or f"{wanted.role.value}-{token_id[:6]}"
    return Caller(token_id, wanted.role, name, agency, owner, procedures)


def _check_parts(wanted: Wanted) -> None:
    """Hold each role to the parts that its rights rest on: one too few gives none, one too many none either."""
    role = wanted.role
    needs = {
        "agency": (bool(wanted.agency), role in _AT_AN_AGENCY),
        "owner": (bool(wanted.owner), role is Role.CITIZEN),
        "procedure": (bool(wanted.procedures), role is Role.SYSTEM),
    }
    for part, (given, needed) in needs.items():
        if given is not needed:
            vi = f"{ROLES[role]} ({role.value}) {'cần' if needed else 'không dùng'} --{part}."
            raise InvalidValue(vi, f"role {role.value} {'needs' if needed else 'does not take'} --{part}", field=part)
    if not 1 <= wanted.days <= LONGEST_DAYS:
        raise InvalidValue(
            f"Thời hạn phải từ 1 đến {LONGEST_DAYS} ngày.", f"a token lives 1 to {LONGEST_DAYS} days", field="days"
        )
