"""Filing: opening a dossier."""

from dataclasses import dataclass
from datetime import datetime

from api.services.context import Actor, Context, Once
from api.services.once import earlier, remember
from models.dossier import Channel, Dossier, DossierState, Owner, ProgressEvent
from models.errors import Conflict, InvalidValue
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.ports.records import Records
from models.text import collapse, nfc
from models.time import civil_day
from records.deadlines import due_at


@dataclass(frozen=True, slots=True)
class Filing:
    """What is needed to open a dossier."""

    procedure: ProcedureCode
    agency: AgencyCode
    owner: Owner
    channel: Channel = Channel.COUNTER


def owner_of(id: str, name: str) -> Owner:
    """Return an owner with a tidy id and name. Raises InvalidValue for an id that no card or register could carry."""
    tidy = "".join(id.split()).upper()
    if not (tidy.isascii() and tidy.replace("-", "").isalnum() and 8 <= len(tidy) <= 20):
        raise InvalidValue(
            f"Số định danh “{id[:40]}” không hợp lệ: cần 12 số (CCCD), 9 số (CMND) hoặc mã số doanh nghiệp.",
            f"“{id[:40]}” is not an owner's id: 12 digits, 9 digits on old cards, or an enterprise code",
        )
    return Owner(OwnerId(tidy), collapse(nfc(name))[:200])


def open_dossier(context: Context, actor: Actor, filing: Filing, once: Once | None = None) -> Dossier:
    """Open a dossier and return it with its new code.

    Raises NotFound for an unknown procedure or agency, Conflict when the agency's level does not handle the procedure.
    """
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.dossiers.get(DossierCode(done))
        dossier = _new_dossier(records, filing, now)
        records.dossiers.add(dossier)
        records.events.add(ProgressEvent(dossier.code, now, "opened", actor.name, {"channel": filing.channel}))
        remember(context, records, once, dossier.code)
    return dossier


def _new_dossier(records: Records, filing: Filing, now: datetime) -> Dossier:
    today = civil_day(now)
    procedure = records.catalogue.procedure(filing.procedure)
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
    )
