"""Filing: opening a dossier."""

from dataclasses import dataclass, replace
from datetime import datetime

from api.services.access import matter_of
from api.services.context import Context, Once
from api.services.once import earlier, remember
from models.caller import Caller, Role
from models.dossier import Channel, Dossier, DossierState, Owner, ProgressEvent
from models.errors import Conflict, Forbidden, InvalidValue
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.ports.records import Records
from models.text import collapse, nfc
from models.time import civil_day
from records.deadlines import due_at
from records.policy import ROLES, Action, decide


@dataclass(frozen=True, slots=True)
class Filing:
    """What is needed to open a dossier. `applicant` is who hands it in where that is not the owner."""

    procedure: ProcedureCode
    agency: AgencyCode
    owner: Owner
    channel: Channel = Channel.COUNTER
    applicant: Owner | None = None
    intake: str | None = None


def owner_of(id: str, name: str) -> Owner:
    """Return an owner with a tidy id and name. Raises InvalidValue for an id that no card or register could carry."""
    tidy = "".join(id.split()).upper()
    if not (tidy.isascii() and tidy.replace("-", "").isalnum() and 8 <= len(tidy) <= 20):
        raise InvalidValue(
            f"Số định danh “{id[:40]}” không hợp lệ: cần 12 số (CCCD), 9 số (CMND) hoặc mã số doanh nghiệp.",
            f"“{id[:40]}” is not an owner's id: 12 digits, 9 digits on old cards, or an enterprise code",
        )
    return Owner(OwnerId(tidy), collapse(nfc(name))[:200])


def open_dossier(context: Context, caller: Caller, filing: Filing, once: Once | None = None) -> Dossier:
    """Open a dossier and return it with its new code.

    Raises NotFound for an unknown procedure or agency, Conflict when the agency's level does not handle the procedure.
    """
    now = context.clock.now()
    _check_may_open(context, caller, filing)
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.dossiers.get(DossierCode(done))
        dossier = new_dossier(records, filing_by(caller, filing), now)
        records.dossiers.add(dossier)
        records.events.add(ProgressEvent(dossier.code, now, "opened", caller.name, {"channel": filing.channel}))
        remember(context, records, once, dossier.code)
    return dossier


def _check_may_open(context: Context, caller: Caller, filing: Filing) -> None:
    """Raise Forbidden unless the policy lets `caller` open this dossier; a citizen files online only."""
    today = civil_day(context.clock.now())
    with context.records.read() as records:
        matter = matter_of(records, caller, filing.agency, filing.procedure, filing.owner.id, today)
    decision = decide(caller, Action.OPEN, matter)
    if not decision.allowed:
        raise Forbidden(
            f"{ROLES[caller.role]} không được mở hồ sơ này: chỉ mở được hồ sơ của cơ quan mình, của chính mình,"
            " của người mình đại diện, hoặc thủ tục trong phạm vi được cấp.",
            f"role {caller.role.value} may not open this dossier: it is not of the caller's agency, person or scope",
        )
    check_channel(caller, filing.channel)


def check_channel(caller: Caller, channel: Channel) -> None:
    """Raise Forbidden when a citizen files otherwise than online."""
    if caller.role is Role.CITIZEN and channel is not Channel.ONLINE:
        raise Forbidden("Công dân tự nộp thì nộp trực tuyến.", "a citizen files online", channel="online")


def filing_by(caller: Caller, filing: Filing) -> Filing:
    """Return the filing with its applicant: a signed-in person who files for somebody else is that."""
    if caller.owner is None or caller.owner == filing.owner.id:
        return filing
    return replace(filing, applicant=Owner(caller.owner, caller.name))


def new_dossier(records: Records, filing: Filing, now: datetime) -> Dossier:
    """Return a dossier with a code of its own, not added yet.

    Raises NotFound for a procedure or agency that is not in force, Conflict when the agency does not handle it.
    """
    today = civil_day(now)
    procedure = records.catalogue.procedure(filing.procedure, today)
    agency = records.catalogue.agency(filing.agency, today)
    if agency.level not in procedure.levels:
        raise Conflict(
            f"{agency.name} không giải quyết thủ tục {procedure.code} ({procedure.name}).",
            f"agency {agency.code} does not handle procedure {procedure.code}",
        )
    return Dossier(
        code=records.dossiers.next_code(agency.code, today),
        procedure=procedure.code,
        agency=agency.code,
        owner=filing.owner,
        channel=filing.channel,
        state=DossierState.ACCEPTED if filing.channel is Channel.COUNTER else DossierState.REGISTERED,
        received_at=now,
        due_at=due_at(now, procedure.working_days),
        applicant=filing.applicant,
        intake=filing.intake,
    )
