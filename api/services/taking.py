"""Taking papers from earlier dossiers: a link pinned to version and hash, never a copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.services.access import admit
from api.services.consenting import NO_GROUND, Ground, check_statutory, ground_of, lock_ground
from api.services.consents import stated_purpose
from api.services.context import Context, Once
from api.services.handing_on import hand_on, hold_chain
from api.services.links import Use, link_paper
from api.services.offers import Item, OnFile, deny, earlier_dossiers, papers_of
from api.services.once import earlier, remember
from models.caller import Caller
from models.component import Component, ReviewState
from models.dossier import OPEN_STATES, Dossier
from models.errors import Conflict, InvalidValue, NotFound, NotReusable
from models.identifiers import ComponentId, DossierCode
from models.ports.records import Records
from models.procedure import Procedure, Requirement
from models.reuse import ReuseRequest
from models.time import civil_day
from records.policy import Action
from records.reuse import obstacles


@dataclass(frozen=True, slots=True)
class Taking:
    """A request to take items: what for which requirement, why, and on what ground.

    `source` narrows the items to one earlier dossier; None: anything that the owner has on file.
    """

    items: tuple[ReuseRequest, ...]
    purpose: str
    ground: Ground = NO_GROUND
    source: DossierCode | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The links made, and a Vietnamese sentence for each requirement that an approved paper filled already."""

    components: tuple[Component, ...]
    notices: tuple[str, ...] = ()


def take(context: Context, caller: Caller, target: DossierCode, taking: Taking, once: Once | None = None) -> Taken:
    """Link items on file into `target`, all or nothing.

    Raises NotFound (unknown code, another owner's dossier, unknown item), NotReusable with every obstacle, Forbidden
    (no right, no consent that covers it), InvalidValue (no item, purpose or ground; no such requirement), Conflict
    (the target is closed, or has this item for this requirement already), IntegrityError (stored bytes are not what
    was hashed).
    """
    _check_statement(taking)
    dossier = admit(context, caller, Action.TAKE, target)
    wanted = _wanted(context, caller, dossier, taking, once)
    for item in wanted:
        context.objects.verify(item.version.sha256)
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return _taken(records, target, [records.components.get(ComponentId(one)) for one in done.split()])
        ground = lock_ground(records, caller, dossier, taking.ground, now)
        hold_chain(records, dossier)
        dossier = records.dossiers.locked(target)
        records.standings.hold(item.version.id for item in wanted)  # revoked before or after, not meanwhile
        purpose = stated_purpose(taking.purpose)
        consent = ground_of(records, caller, dossier, ground, purpose, now)
        use = Use(dossier, consent, purpose, caller, now)
        linked = _take_all(records, use, taking.items, _on_file(records, dossier, taking, now))
        hand_on(records, target, now)
        remember(context, records, once, " ".join(component.id for component in linked))
        return _taken(records, target, linked)


def _check_statement(taking: Taking) -> None:
    stated_purpose(taking.purpose)
    if not taking.items:
        raise InvalidValue("Cần nêu giấy tờ cần lấy.", "name the items to take", field="items")
    if len(set(taking.items)) < len(taking.items):
        raise InvalidValue(
            "Một giấy tờ được nêu hai lần cho cùng một thành phần.",
            "one item is named twice for one requirement",
            field="items",
        )


def _wanted(context: Context, caller: Caller, dossier: Dossier, taking: Taking, once: Once | None) -> Sequence[Item]:
    """Return the items to check before anything is written (hashing is slow, so outside the write transaction)."""
    with context.records.read() as records:
        if earlier(records, once) is not None:
            return []
        known = taking.source is None or taking.source in earlier_dossiers(records, dossier)
        found = _on_file(records, dossier, taking, context.clock.now()) if known else {}
    if taking.source is not None and not known:
        raise deny(context, caller, dossier.code, taking.source)
    return [found[wish.item].item for wish in taking.items if wish.item in found]


def _on_file(records: Records, dossier: Dossier, taking: Taking, at: datetime) -> Mapping[str, OnFile]:
    sources = earlier_dossiers(records, dossier)
    chosen = [one for code, one in sources.items() if taking.source in {None, code}]
    return {str(paper.item.id): paper for paper in papers_of(records, chosen, civil_day(at), dossier.owner.id)}


def _take_all(
    records: Records, use: Use, wishes: Sequence[ReuseRequest], on_file: Mapping[str, OnFile]
) -> Sequence[Component]:
    """Link every item wished for; `on_file` are the owner's papers by id of the component or result."""
    if use.target.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {use.target.code} đã đóng, không nhận thêm giấy tờ.",
            f"dossier {use.target.code} is closed and takes no more papers",
        )
    procedure = records.catalogue.procedure(use.target.procedure, civil_day(use.target.received_at))
    pairs = [(_slot(procedure, wish), _chosen(on_file, wish)) for wish in wishes]
    check_statutory(use.consent, [requirement for requirement, _ in pairs])
    for requirement, paper in pairs:
        _check_fit(requirement, paper)
    _check_not_there(records, use.target, pairs)
    return [link_paper(records, requirement, paper, use) for requirement, paper in pairs]


def _slot(procedure: Procedure, wish: ReuseRequest) -> Requirement:
    requirement = procedure.requirement(wish.requirement)
    if requirement is None:
        raise InvalidValue(
            f"Thủ tục {procedure.code} không có thành phần “{wish.requirement}”.",
            f"procedure {procedure.code} has no requirement “{wish.requirement}”",
        )
    return requirement


def _chosen(on_file: Mapping[str, OnFile], wish: ReuseRequest) -> OnFile:
    if wish.item not in on_file:
        raise NotFound("Chủ hồ sơ không có giấy tờ này.", "the owner has no such item on file")
    return on_file[wish.item]


def _check_fit(requirement: Requirement, paper: OnFile) -> None:
    found = obstacles(requirement, paper.item, paper.facts)
    if found:
        id_ = paper.item.id
        raise NotReusable(" ".join(found), f"item {id_} does not fit requirement {requirement.key}", item=id_)


def _check_not_there(records: Records, target: Dossier, pairs: Sequence[tuple[Requirement, OnFile]]) -> None:
    """Raise Conflict when a paper was taken for a requirement before and not withdrawn since.

    A paper is told by its version and, as those of one stack share theirs, by its pages.
    """
    uses = [use for use in records.reuses.of_target(target.code) if use.withdrawn_at is None]
    links = [records.components.get(use.component) for use in uses]
    there = {(link.requirement, link.version.id, link.pages) for link in links}
    for requirement, paper in pairs:
        pages = paper.item.pages if isinstance(paper.item, Component) else None
        if (requirement.key, paper.item.version.id, pages) in there:
            raise Conflict(
                f"Giấy tờ này đã được lấy cho thành phần “{requirement.name}” của hồ sơ {target.code}.",
                f"dossier {target.code} has this item for requirement {requirement.key} already",
                item=paper.item.id,
            )


def _taken(records: Records, target: DossierCode, linked: Sequence[Component]) -> Taken:
    """Say which requirements an approved paper had filled before; allowed, as a newer paper may be the better one."""
    first = min((component.number for component in linked), default=0)
    before = [one for one in records.components.of_dossier(target) if one.number < first]
    approved = {one.requirement for one in before if one.review.state is ReviewState.APPROVED}
    keys = dict.fromkeys(one.requirement for one in linked if one.requirement in approved)
    said = [f"Thành phần “{key}” đã có giấy tờ được duyệt; nay có thêm giấy tờ lấy lại." for key in keys]
    return Taken(tuple(linked), tuple(said))
