"""Taking papers from an earlier dossier: a link pinned to version and hash, never a copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from api.services.context import Actor, Context, Once
from api.services.offers import Item, deny, items_of, obstacles_between, own_dossier
from api.services.once import earlier, remember
from models.component import Component, ComponentStatus, Derivatives, Provenance, Review, ReviewState
from models.dossier import OPEN_STATES, Dossier, ProgressEvent
from models.errors import Conflict, InvalidValue, NotFound, NotReusable
from models.identifiers import ComponentId, DossierCode, Sha256
from models.ports.records import Records
from models.procedure import Procedure, Requirement
from models.reuse import ReuseEvent, ReuseRequest
from models.text import collapse, nfc
from models.time import civil_day


@dataclass(frozen=True, slots=True)
class Taking:
    """A request to take items: from which dossier, what for which requirement, why, and on whose consent."""

    source: DossierCode
    items: tuple[ReuseRequest, ...]
    purpose: str
    consent: str


@dataclass(frozen=True, slots=True)
class _Use:
    """One taking while it is carried out."""

    taking: Taking
    target: Dossier
    source: Dossier
    actor: Actor
    at: datetime


def take(
    context: Context, actor: Actor, target: DossierCode, taking: Taking, once: Once | None = None
) -> Sequence[Component]:
    """Link items of an earlier dossier into `target`, all or nothing.

    Raises NotFound (unknown code, another owner's dossier, unknown item), NotReusable with every obstacle,
    InvalidValue (no item, purpose or consent; no such requirement), Conflict (the target is closed), IntegrityError
    (stored bytes are not what was hashed).
    """
    _check_statement(taking)
    for sha256 in _hashes(context, actor, target, taking, once):
        context.objects.verify(sha256)
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return [records.components.get(ComponentId(one)) for one in done.split()]
        dossier = records.dossiers.get(target)
        source = own_dossier(records, dossier, taking.source)
        if source is not None:
            taken = _take_all(records, _Use(taking, dossier, source, actor, context.clock.now()))
            remember(context, records, once, " ".join(component.id for component in taken))
            return taken
    raise deny(context, actor, target, taking.source)


def _check_statement(taking: Taking) -> None:
    if not taking.items or not taking.purpose.strip() or not taking.consent.strip():
        raise InvalidValue(
            "Cần nêu giấy tờ cần lấy, mục đích sử dụng và sự đồng ý của chủ hồ sơ.",
            "name the items to take, the purpose of their use and the owner's consent",
        )
    if len({item.item for item in taking.items}) < len(taking.items):
        raise InvalidValue("Một giấy tờ được nêu hai lần.", "one item is named twice")


def _hashes(
    context: Context, actor: Actor, target: DossierCode, taking: Taking, once: Once | None
) -> frozenset[Sha256]:
    """Return the hashes to check before anything is written (hashing is slow, so outside the write transaction)."""
    with context.records.read() as records:
        if earlier(records, once) is not None:
            return frozenset()
        source = own_dossier(records, records.dossiers.get(target), taking.source)
        wanted = {wish.item for wish in taking.items}
        if source is not None:
            return frozenset(i.version.sha256 for i in items_of(records, source.code) if i.id in wanted)
    raise deny(context, actor, target, taking.source)


def _take_all(records: Records, use: _Use) -> Sequence[Component]:
    if use.target.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {use.target.code} đã đóng, không nhận thêm giấy tờ.",
            f"dossier {use.target.code} is closed and takes no more papers",
        )
    procedure = records.catalogue.procedure(use.target.procedure)
    items = {str(item.id): item for item in items_of(records, use.source.code)}
    pairs = [(_slot(procedure, wish), _chosen(items, wish)) for wish in use.taking.items]
    for requirement, item in pairs:
        _check_fit(requirement, item, use)
    return [_link(records, requirement, item, use) for requirement, item in pairs]


def _slot(procedure: Procedure, wish: ReuseRequest) -> Requirement:
    requirement = procedure.requirement(wish.requirement)
    if requirement is None:
        raise InvalidValue(
            f"Thủ tục {procedure.code} không có thành phần “{wish.requirement}”.",
            f"procedure {procedure.code} has no requirement “{wish.requirement}”",
        )
    return requirement


def _chosen(items: Mapping[str, Item], wish: ReuseRequest) -> Item:
    if wish.item not in items:
        raise NotFound("Hồ sơ nguồn không có giấy tờ này.", "the source dossier has no such item")
    return items[wish.item]


def _check_fit(requirement: Requirement, item: Item, use: _Use) -> None:
    found = obstacles_between(requirement, item, use.source, use.target, civil_day(use.at))
    if found:
        raise NotReusable(" ".join(found), f"item {item.id} does not fit requirement {requirement.key}", item=item.id)


def _link(records: Records, requirement: Requirement, item: Item, use: _Use) -> Component:
    provenance = _provenance(item, use.source)
    read = item if isinstance(item, Component) else None
    linked = Component(
        id=ComponentId(uuid4().hex),
        dossier=use.target.code,
        number=records.components.next_number(use.target.code),
        requirement=requirement.key,
        version=item.version,
        status=ComponentStatus.REUSED_RESULT if provenance.result else ComponentStatus.REUSED_COMPONENT,
        type=item.type,
        type_confidence=read.type_confidence if read else 1.0,
        fields=item.fields,
        review=_inherited_review(item, use),
        copy_kind=item.copy_kind,
        derivatives=read.derivatives if read else Derivatives(),
        provenance=provenance,
    )
    records.components.add(linked)
    _note(records, linked, provenance, use)
    records.outbox.add(linked.id)
    return linked


def _provenance(item: Item, source: Dossier) -> Provenance:
    """Where the bytes first came in: the provenance of a link is that of its source, so that no chain grows."""
    if not isinstance(item, Component):
        return Provenance(source.code, item.agency, item.version.id, item.version.sha256, result=item.id)
    if item.provenance is not None:
        return item.provenance
    return Provenance(source.code, source.agency, item.version.id, item.version.sha256, component=item.id)


def _inherited_review(item: Item, use: _Use) -> Review:
    """Return the decision that comes along: a component's own; an issued result was decided by being issued."""
    if isinstance(item, Component):
        return replace(item.review, fields={}, note="")
    return Review(state=ReviewState.APPROVED, by=use.actor.name, at=use.at)


def _note(records: Records, linked: Component, provenance: Provenance, use: _Use) -> None:
    purpose, consent = collapse(nfc(use.taking.purpose)), collapse(nfc(use.taking.consent))
    records.events.add_reuse(
        ReuseEvent(use.target.code, linked.id, provenance, purpose, consent, use.actor.name, use.at)
    )
    taken = {"component": linked.id, "from": use.source.code, "purpose": purpose}
    records.events.add(ProgressEvent(use.target.code, use.at, "component-reused", use.actor.name, taken))
    given = {"for": use.target.code, "version": linked.version.id, "purpose": purpose}
    records.events.add(ProgressEvent(use.source.code, use.at, "paper-used-elsewhere", use.actor.name, given))
