"""Intake: opening a dossier and receiving papers into it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import uuid4

from api.services.context import Actor, Context, Once
from api.services.once import earlier, remember
from ingest.inspect import Inspection, inspect
from ingest.names import display_name
from models.component import Component, ComponentStatus, PaperVersion, StoredObject
from models.dossier import OPEN_STATES, Channel, Dossier, DossierState, Owner, ProgressEvent
from models.errors import Conflict, InputError, InvalidValue, TooLarge
from models.identifiers import (
    UNKNOWN,
    AgencyCode,
    ComponentId,
    DossierCode,
    OwnerId,
    ProcedureCode,
    RequirementKey,
    VersionId,
)
from models.ports.records import Records
from models.procedure import CopyKind
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


@dataclass(frozen=True, slots=True)
class Received:
    """A component as received, and the earlier components that have the very same bytes."""

    component: Component
    same_as: tuple[ComponentId, ...] = ()


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


def receive(context: Context, chunks: Iterable[bytes]) -> StoredObject:
    """Hash, store and sync the bytes of one upload. Raises TooLarge, StorageFull, StorageFailed; nothing stays then."""
    return context.objects.put(_limited(chunks, context.limits.max_bytes))


def _limited(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise TooLarge(
                f"Tệp lớn hơn {most // 1_000_000} MB; hãy quét ở 300 dpi, nén JPEG hoặc chia nhỏ tệp.",
                f"the file is larger than {most // 1_000_000} MB; scan at 300 dpi, use JPEG or split the file",
            )
        yield chunk


def add_component(
    context: Context,
    actor: Actor,
    code: DossierCode,
    stored: StoredObject,
    filename: str,
    requirement: RequirementKey | None = None,
    once: Once | None = None,
    copy_kind: CopyKind = CopyKind.PLAIN,
) -> Received:
    """Put a stored original into a dossier and queue it for reading; `copy_kind` is what the paper handed in is.

    Raises NotFound, Conflict (the dossier is closed), InvalidValue (no such requirement), or the InputError that
    `ingest.inspect` found; then the refusal, with the hash of the kept bytes, stands in the dossier's events.
    """
    name = display_name(filename)
    with context.records.read() as records:
        if earlier(records, once) is None:
            _check_slot(records, code, requirement)
    found = _inspected(context, actor, code, stored, name)
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return _received_before(records, ComponentId(done))
        _check_slot(records, code, requirement)
        same = tuple(records.readings.same_bytes(stored.sha256))
        version = PaperVersion(
            VersionId(uuid4().hex), stored.sha256, stored.size, found.media_type, name, found.pages, now, actor.name
        )
        component = Component(
            id=ComponentId(uuid4().hex),
            dossier=code,
            number=records.components.next_number(code),
            requirement=requirement,
            version=version,
            status=ComponentStatus.QUEUED,
            type=UNKNOWN,
            type_confidence=0.0,
            fields={},
            copy_kind=copy_kind,
        )
        records.components.add(component)
        records.jobs.add(component.id, now)
        records.events.add(_received_event(component, actor, now, same))
        records.outbox.add(component.id)
        remember(context, records, once, component.id)
    return Received(component, same)


def _received_before(records: Records, id: ComponentId) -> Received:
    component = records.components.get(id)
    same = records.readings.same_bytes(component.version.sha256)
    return Received(component, tuple(takewhile(lambda other: other != id, same)))


def _check_slot(records: Records, code: DossierCode, requirement: RequirementKey | None) -> None:
    dossier = records.dossiers.get(code)
    if dossier.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {code} đã đóng, không nhận thêm giấy tờ; hãy mở hồ sơ mới.",
            f"dossier {code} is closed and takes no more papers; open a new one",
        )
    procedure = records.catalogue.procedure(dossier.procedure)
    if requirement is not None and procedure.requirement(requirement) is None:
        known = ", ".join(r.key for r in procedure.requirements)
        raise InvalidValue(
            f"Thủ tục {procedure.code} không có thành phần “{requirement}”; có: {known}.",
            f"procedure {procedure.code} has no requirement “{requirement}”; it has: {known}",
        )


def _inspected(context: Context, actor: Actor, code: DossierCode, stored: StoredObject, name: str) -> Inspection:
    try:
        with context.objects.open(stored.sha256) as stream:
            return inspect(stream, context.limits)
    except InputError as error:
        detail = {"sha256": stored.sha256, "filename": name, "code": error.code, "reason": error.vi}
        with context.records.write() as records:
            records.events.add(ProgressEvent(code, context.clock.now(), "component-refused", actor.name, detail))
        raise


def _received_event(component: Component, actor: Actor, now: datetime, same: tuple[ComponentId, ...]) -> ProgressEvent:
    detail = {"component": component.id, "filename": component.version.filename, "sha256": component.version.sha256}
    if same:
        detail["same-bytes-as"] = " ".join(same)
    return ProgressEvent(component.dossier, now, "component-received", actor.name, detail)
