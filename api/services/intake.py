"""Intake: receiving papers into a dossier."""

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
from models.dossier import OPEN_STATES, ProgressEvent
from models.errors import Conflict, InputError, InvalidValue, TooLarge
from models.identifiers import (
    UNKNOWN,
    ComponentId,
    DossierCode,
    RequirementKey,
    VersionId,
)
from models.ports.records import Records
from models.procedure import CopyKind


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper as handed in: its stored bytes, what the sender called the file, what it is for and a copy of."""

    stored: StoredObject
    filename: str
    requirement: RequirementKey | None = None
    copy_kind: CopyKind = CopyKind.PLAIN


@dataclass(frozen=True, slots=True)
class Received:
    """A component as received, and the earlier components that have the very same bytes."""

    component: Component
    same_as: tuple[ComponentId, ...] = ()


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
    context: Context, actor: Actor, code: DossierCode, paper: Handed, once: Once | None = None
) -> Received:
    """Put a stored original into a dossier and queue it for reading.

    Raises NotFound, Conflict (the dossier is closed), InvalidValue (no such requirement), or the InputError that
    `ingest.inspect` found; then the refusal, with the hash of the kept bytes, stands in the dossier's events.
    """
    name = display_name(paper.filename)
    with context.records.read() as records:
        if earlier(records, once) is None:
            _check_slot(records, code, paper.requirement)
    found = _inspected(context, actor, code, paper.stored, name)
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return _received_before(records, ComponentId(done))
        _check_slot(records, code, paper.requirement)
        same = tuple(records.readings.same_bytes(paper.stored.sha256))
        version = _version(paper.stored, name, found, actor, now)
        component = _queued(code, records.components.next_number(code), paper, version)
        records.components.add(component)
        records.jobs.add(component.id, now)
        records.events.add(_received_event(component, actor, now, same))
        records.outbox.add(component.id)
        remember(context, records, once, component.id)
    return Received(component, same)


def _version(stored: StoredObject, name: str, found: Inspection, actor: Actor, now: datetime) -> PaperVersion:
    return PaperVersion(
        id=VersionId(uuid4().hex),
        sha256=stored.sha256,
        size=stored.size,
        media_type=found.media_type,
        filename=name,
        pages=found.pages,
        received_at=now,
        received_by=actor.name,
    )


def _queued(code: DossierCode, number: int, paper: Handed, version: PaperVersion) -> Component:
    return Component(
        id=ComponentId(uuid4().hex),
        dossier=code,
        number=number,
        requirement=paper.requirement,
        version=version,
        status=ComponentStatus.QUEUED,
        type=UNKNOWN,
        type_confidence=0.0,
        fields={},
        copy_kind=paper.copy_kind,
    )


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
