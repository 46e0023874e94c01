"""Looking at a paper before it is taken: only what fits, only for an open dossier, only on a ground.

A clerk at the later agency has no right to the dossier that a paper comes from; this is the one road by which the
content of a paper is seen before it is reused. It opens that paper and nothing beside it [10].
"""

from dataclasses import dataclass

from api.services.access import admit
from api.services.consenting import NO_GROUND, Ground, check_covering, covering, stated_law
from api.services.consents import stated_purpose
from api.services.content import version_shown
from api.services.context import Context
from api.services.offers import Item, OnFile, earlier_dossiers, papers_of
from api.services.parts import read_of
from api.services.stored import Stored
from models.caller import Caller, Role
from models.component import Component
from models.dossier import OPEN_STATES, Dossier
from models.errors import Conflict, Forbidden, NotFound, NotReusable
from models.identifiers import DossierCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.procedure import Requirement
from models.time import civil_day
from records.policy import Action
from records.reuse import obstacles


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to look at, for which dossier, why, and on what ground (none: a consent in force)."""

    target: DossierCode
    item: str
    purpose: str = ""
    ground: Ground = NO_GROUND


def preview_original(context: Context, caller: Caller, wish: Wish) -> Stored:
    """Return the bytes of the paper; of one paper of a stack its own pages alone. Raises what `preview` does."""
    item = preview(context, caller, wish)
    return Stored(context, version_shown(item) if isinstance(item, Component) else item.version)


def preview_page(context: Context, caller: Caller, wish: Wish, number: int) -> bytes:
    """Return the upright image of one page as JPEG, its longest side at most 1,754 px. Raises what `preview` does."""
    item = preview(context, caller, wish)
    image = item.derivatives.page_images.get(number) if isinstance(item, Component) else None
    if image is None:
        raise NotFound(f"Giấy tờ không có ảnh trang {number}.", f"the paper has no image of page {number}")
    with context.objects.open(image) as stream:
        return stream.read()


def preview_text(context: Context, caller: Caller, wish: Wish) -> str:
    """Return the text that was read, pages parted by a form feed. Raises what `preview` does."""
    item = preview(context, caller, wish)
    with context.records.read() as records:
        found = read_of(records, item) if isinstance(item, Component) else records.readings.get(item.version.id)
    if found is None:
        raise NotFound("Giấy tờ này chưa có bản đọc.", "the paper was not read")
    return found.reading.text


def preview(context: Context, caller: Caller, wish: Wish) -> Item:
    """Return the paper that may be looked at; the look stands in the ledger with its purpose and ground.

    Raises NotFound (no such dossier, or the owner has no such paper: in the same words for another owner's paper),
    Conflict (the dossier is closed), NotReusable (the paper fits no requirement), Forbidden (no consent covers the
    dossier, or no law obliges), InvalidValue (no purpose).
    """
    dossier = admit(context, caller, Action.OFFER, wish.target)
    if dossier.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {dossier.code} đã đóng, không xem trước giấy tờ nữa.",
            f"dossier {dossier.code} is closed; there is nothing to preview for it",
        )
    with context.records.read() as records:
        paper = _on_file(context, records, dossier, wish.item)
        procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
        fitting = _fitting(procedure.requirements, paper)
        look = _Look(dossier, paper, *_ground(context, records, caller, dossier, wish, fitting))
    _note(context, caller, look)
    return paper.item


@dataclass(frozen=True, slots=True)
class _Look:
    target: Dossier
    paper: OnFile
    purpose: str
    basis: str


def _on_file(context: Context, records: Records, dossier: Dossier, id: str) -> OnFile:
    today = civil_day(context.clock.now())
    sources = list(earlier_dossiers(records, dossier).values())
    for paper in papers_of(records, sources, today, dossier.owner.id):
        if paper.item.id == id:
            return paper
    raise NotFound("Chủ hồ sơ không có giấy tờ này.", "the owner has no such item on file")


def _fitting(requirements: tuple[Requirement, ...], paper: OnFile) -> list[Requirement]:
    """Return the requirements that the paper may be used for. Raises NotReusable with the least of the obstacles."""
    found = [(requirement, obstacles(requirement, paper.item, paper.facts)) for requirement in requirements]
    fitting = [requirement for requirement, against in found if not against]
    if not fitting:
        least = min((against for _, against in found), key=len, default=())
        raise NotReusable(" ".join(least) or "Thủ tục không cần giấy tờ nào.", "the paper fits no requirement")
    return fitting


def _ground(
    context: Context, records: Records, caller: Caller, dossier: Dossier, wish: Wish, fitting: list[Requirement]
) -> tuple[str, str]:
    """Return purpose and basis of a look."""
    if caller.role is Role.CITIZEN:
        return wish.purpose.strip()[:500] or "preview", "own paper"
    if wish.ground.legal_basis:
        if not any(requirement.statutory_lookup for requirement in fitting):
            raise Forbidden(
                "Không có quy định buộc cơ quan tự tra cứu giấy tờ này; cần sự đồng ý của chủ hồ sơ.",
                "no law obliges the agency to look this paper up; the owner's consent is needed",
            )
        return stated_purpose(wish.purpose), stated_law(caller, wish.ground)
    now = context.clock.now()
    if wish.ground.consent:
        consent = check_covering(records, dossier, wish.ground.consent, now)
    else:
        found = covering(records, dossier, now)
        if found is None:
            raise _no_ground()
        consent = found
    return stated_purpose(wish.purpose or consent.purpose), f"consent {consent.id}"


def _no_ground() -> Forbidden:
    return Forbidden(
        "Chưa có sự đồng ý của chủ hồ sơ cho hồ sơ này; hãy nhập mã đồng ý một lần, hoặc nêu căn cứ pháp luật.",
        "there is no consent of the owner for this dossier; enter a one-time code, or name the law that obliges",
    )


def _note(context: Context, caller: Caller, look: _Look) -> None:
    """Write the look down, once while a caller turns the pages of a paper."""
    now, item = context.clock.now(), look.paper.item
    seen = (caller.id, f"preview:{look.target.code}:{item.id}")
    if not context.looks.is_new(seen, now):
        return
    note = note_of(
        caller,
        LedgerKind.LOOK,
        now,
        owner=look.target.owner.id,
        dossier=look.target.code,
        item=item.id,
        version=item.version.id,
        purpose=look.purpose,
        basis=look.basis,
        detail={"source": look.paper.source.code},
    )
    try:
        with context.records.write() as records:
            records.ledger.add(note)
    except BaseException:
        context.looks.forget(seen)
        raise
