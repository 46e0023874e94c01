"""Intake: receiving papers into a dossier.

The pages of an upload are looked at while its bytes are stored and synced, and the answer waits for both. Two
transactions are enough for it: one that reads who may hand in, one that writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import uuid4

from api.services.access import admit
from api.services.advising import Look, begin_look, codes_of, look_at_stored
from api.services.asking import note_handed_in
from api.services.context import Context, Once
from api.services.once import earlier, remember
from ingest.inspect import Inspection
from ingest.names import display_name
from models.caller import Caller
from models.component import Component, ComponentStatus, PaperVersion, StoredObject
from models.dossier import OPEN_STATES, Dossier, ProgressEvent
from models.errors import Conflict, InputError, InvalidValue, TooLarge
from models.identifiers import (
    UNKNOWN,
    ComponentId,
    DossierCode,
    OwnerId,
    RequirementKey,
    Sha256,
    VersionId,
)
from models.job import Lane
from models.page import PageAdvice
from models.ports.records import Records
from models.procedure import CopyKind
from models.time import civil_day
from records.policy import Action


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper as handed in: its stored bytes, what the sender called the file, what it is for and a copy of.

    Its `lane` says whether a person waits for it; `look` is the first look at it, where that was begun on its arrival.
    """

    stored: StoredObject
    filename: str
    requirement: RequirementKey | None = None
    copy_kind: CopyKind = CopyKind.PLAIN
    lane: Lane = Lane.INTERACTIVE
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A paper for a dossier: its bytes are stored and synced, the look at it may still be under way."""

    dossier: Dossier
    stored: StoredObject
    look: Look


@dataclass(frozen=True, slots=True)
class Received:
    """A component as received, the earlier components that have the very same bytes, and what its pages look like."""

    component: Component
    same_as: tuple[ComponentId, ...] = ()
    advice: tuple[PageAdvice, ...] = ()


def receive(
    context: Context, caller: Caller, action: Action, code: DossierCode, chunks: Iterable[bytes]
) -> StoredObject:
    """Hash, store and sync the bytes of one upload, from who may hand it in or issue it.

    Raises NotFound, Forbidden, TooLarge, StorageFull, StorageFailed; nothing stays then.
    """
    admit(context, caller, action, code)
    return keep_bytes(context, chunks)


def keep_bytes(context: Context, chunks: Iterable[bytes]) -> StoredObject:
    """Hash, store and sync the bytes of one upload of somebody who was admitted."""
    return context.objects.put(_limited(chunks, context.limits.max_bytes))


def arrive(context: Context, caller: Caller, code: DossierCode, data: bytes) -> Arrival:
    """Take in a paper from who may hand it in. Raises NotFound, Forbidden, and what `take_in` raises."""
    return take_in(context, admit(context, caller, Action.HAND_IN, code), data)


def take_in(context: Context, dossier: Dossier, data: bytes) -> Arrival:
    """Keep the bytes of a paper of somebody who was admitted, and have it looked at meanwhile.

    What is wrong with the file is told by `put_in`, when its bytes are kept. Raises TooLarge, StorageFull,
    StorageFailed; nothing stays then.
    """
    look = begin_look(context, data)
    return Arrival(dossier, keep_bytes(context, [data]), look)


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
    context: Context, caller: Caller, code: DossierCode, paper: Handed, once: Once | None = None
) -> Received:
    """Put a stored original into a dossier and queue it for reading.

    Raises NotFound, Conflict (the dossier is closed), InvalidValue (no such requirement), or the InputError that
    `ingest.inspect` found; then the refusal, with the hash of the kept bytes, stands in the dossier's events.
    """
    return put_in(context, caller, admit(context, caller, Action.HAND_IN, code), paper, once)


def put_in(context: Context, caller: Caller, dossier: Dossier, paper: Handed, once: Once | None = None) -> Received:
    """Put a stored original into a dossier, for who was admitted to it or to the intake that opened it."""
    name, code = display_name(paper.filename), dossier.code
    look = paper.look or look_at_stored(context, paper.stored.sha256)
    try:
        found = look.inspection()
    except InputError as error:
        _note_refusal(context, caller, code, paper, error)
        raise
    advice = look.advice()
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return _received_before(records, ComponentId(done))
        _check_slot(records, code, paper.requirement)
        same = _same_bytes(records, dossier.owner.id, paper.stored.sha256)
        version = _version(paper.stored, name, found, caller, now)
        component = _queued(code, records.components.next_number(code), paper, version)
        records.components.add(component)
        records.jobs.add(component.id, now, paper.lane)
        records.events.add(_received_event(component, caller, now, same, advice))
        records.outbox.add(component.id)
        note_handed_in(records, caller, dossier, paper.requirement, now)
        remember(context, records, once, component.id)
    return Received(component, same, advice)


def _version(stored: StoredObject, name: str, found: Inspection, caller: Caller, now: datetime) -> PaperVersion:
    return PaperVersion(
        id=VersionId(uuid4().hex),
        sha256=stored.sha256,
        size=stored.size,
        media_type=found.media_type,
        filename=name,
        pages=found.pages,
        received_at=now,
        received_by=caller.name,
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
    owner = records.dossiers.get(component.dossier).owner.id
    same = _same_bytes(records, owner, component.version.sha256)
    return Received(component, tuple(takewhile(lambda other: other != id, same)))


def _same_bytes(records: Records, owner: OwnerId, sha256: Sha256) -> tuple[ComponentId, ...]:
    """Return the owner's components with the same bytes; that others handed in the same file is told to nobody."""
    found = records.readings.same_bytes(sha256)
    return tuple(one for one in found if records.dossiers.get(records.components.get(one).dossier).owner.id == owner)


def _check_slot(records: Records, code: DossierCode, requirement: RequirementKey | None) -> None:
    dossier = records.dossiers.get(code)
    if dossier.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {code} đã đóng, không nhận thêm giấy tờ; hãy mở hồ sơ mới.",
            f"dossier {code} is closed and takes no more papers; open a new one",
        )
    procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
    if requirement is not None and procedure.requirement(requirement) is None:
        known = ", ".join(r.key for r in procedure.requirements)
        raise InvalidValue(
            f"Thủ tục {procedure.code} không có thành phần “{requirement}”; có: {known}.",
            f"procedure {procedure.code} has no requirement “{requirement}”; it has: {known}",
        )


def _note_refusal(context: Context, caller: Caller, code: DossierCode, paper: Handed, error: InputError) -> None:
    """Write down that a file was refused; where it could not have been taken at all, raise that instead."""
    name = display_name(paper.filename)
    detail = {"sha256": paper.stored.sha256, "filename": name, "code": error.code, "reason": error.vi}
    with context.records.write() as records:
        _check_slot(records, code, paper.requirement)
        records.events.add(ProgressEvent(code, context.clock.now(), "component-refused", caller.name, detail))


def _received_event(
    component: Component,
    caller: Caller,
    now: datetime,
    same: tuple[ComponentId, ...],
    advice: tuple[PageAdvice, ...],
) -> ProgressEvent:
    detail = {"component": component.id, "filename": component.version.filename, "sha256": component.version.sha256}
    if same:
        detail["same-bytes-as"] = " ".join(same)
    spoken = codes_of(advice)
    if spoken:
        detail["advice"] = " ".join(spoken)
    return ProgressEvent(component.dossier, now, "component-received", caller.name, detail)
