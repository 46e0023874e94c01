"""What signed-in owners do about their own papers, or those of whom they represent."""

from datetime import datetime

from api.services.access import acting_for
from api.services.context import Context
from models.caller import Caller
from models.errors import Forbidden
from models.identifiers import OwnerId, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.time import civil_day
from records.policy import ROLES, Action, Matter, decide


def admit_owner(
    context: Context,
    caller: Caller,
    action: Action,
    owner: OwnerId | None = None,
    procedure: ProcedureCode | None = None,
) -> OwnerId:
    """Return the newest id of the owner for whom `caller` acts: themselves when `owner` is None.

    Raises Forbidden when the caller is no signed-in owner, or does not represent this one in `procedure` (None: in
    all). The answer is the same whether or not there is such an owner.
    """
    if caller.owner is None:
        raise Forbidden(
            f"{ROLES[caller.role]} không thay được chủ hồ sơ; chủ hồ sơ hoặc người đại diện phải tự đăng nhập.",
            f"role {caller.role.value} cannot stand in for an owner; the owner or a representative must sign in",
        )
    wanted = owner or caller.owner
    with context.records.read() as records:
        acts_for = acting_for(records, caller, procedure, civil_day(context.clock.now()))
        newest = records.owners.same_person(wanted)[0]
    if decide(caller, action, Matter(owner=wanted, procedure=procedure, acts_for=acts_for)).allowed:
        return newest
    raise _refuse(context, caller, action, wanted)


def ids_of(records: Records, owner: OwnerId) -> tuple[OwnerId, ...]:
    """Return all ids that evidence says are this owner's, the newest first."""
    return records.owners.same_person(owner)


def on_behalf(caller: Caller, owner: OwnerId) -> dict[str, str]:
    """Return the detail by which a ledger entry tells who acted where that was not the owner."""
    return {} if caller.owner in {None, owner} else {"representative": str(caller.owner)}


def _refuse(context: Context, caller: Caller, action: Action, owner: OwnerId) -> Forbidden:
    at: datetime = context.clock.now()
    detail = {"action": action.value, "answer": "forbidden"}
    with context.records.write() as records:
        records.ledger.add(note_of(caller, LedgerKind.DENIAL, at, owner=owner, detail=detail))
    return Forbidden(
        "Bạn không phải chủ hồ sơ này và chưa được ghi nhận là người đại diện trong phạm vi này.",
        "you are not this owner, nor registered as their representative in this scope",
    )
