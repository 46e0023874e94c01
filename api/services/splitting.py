"""Splitting a stack: what is proposed, and what a person makes of it. The original is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from uuid import uuid4

from api.services.access import admit
from api.services.context import Context, Once
from api.services.dossiers import component_of
from api.services.looks import note_look
from api.services.once import earlier, remember
from api.services.parts import of_pages, read_of
from ingest.cut import cut_pdf
from models.caller import Caller
from models.component import (
    Component,
    ComponentStatus,
    Derivatives,
    PageRange,
    Review,
    ReviewState,
    StoredObject,
)
from models.dossier import OPEN_STATES, ProgressEvent
from models.errors import Conflict, InvalidValue, StaleVersion
from models.identifiers import ComponentId, DossierCode, Sha256
from models.ports.records import Records
from models.reading import Digitisation
from models.split import Split
from ocr.stack.propose import propose
from records.policy import Action


@dataclass(frozen=True, slots=True)
class Proposal:
    """A component that may be a stack, and where it would be cut."""

    component: Component
    split: Split


@dataclass(frozen=True, slots=True)
class _Cut:
    """One paper of a stack before it is filed: its pages, what was read on them, and the bytes that show them alone."""

    pages: PageRange
    read: Digitisation
    derivatives: Derivatives


def propose_split(context: Context, caller: Caller, code: DossierCode, id: ComponentId) -> Proposal:
    """Return where a component would be cut. Raises NotFound, Forbidden, Conflict when it cannot be split."""
    dossier = admit(context, caller, Action.CORRECT, code)
    with context.records.read() as records:
        component = component_of(records, code, id)
        read = _splittable(records, component)
    note_look(context, caller, dossier, id)
    return Proposal(component, propose(read.reading))


def split(
    context: Context,
    caller: Caller,
    code: DossierCode,
    id: ComponentId,
    parts: Sequence[PageRange],
    revision: int,
    once: Once | None = None,
) -> Sequence[Component]:
    """File each of `parts` as a component of its own over the same original; one part over all pages keeps it whole.

    The stack itself stays in the dossier, set aside by a rejection that says so. Raises NotFound, Forbidden,
    InvalidValue (page ranges that overlap, go backwards or lie outside), Conflict (not read yet, reused, a part itself,
    split before, dossier closed), StaleVersion when `revision` is not current.
    """
    admit(context, caller, Action.CORRECT, code)
    with context.records.read() as records:
        done = earlier(records, once)
        if done is not None:
            return [records.components.get(ComponentId(one)) for one in done.split()]
        stack = component_of(records, code, id)
        read = _splittable(records, stack)
    _check_ranges(parts, stack.version.pages)
    kept = list(parts) == [PageRange(1, stack.version.pages)]
    cuts = [] if kept else [_cut(context, stack, read, pages) for pages in parts]
    with context.records.write() as records:
        current = component_of(records, code, id)
        if current.revision != revision:
            raise _stale(current)
        _splittable(records, current)
        made = [_file(records, current, cut) for cut in cuts]
        if made:
            records.components.save_review(id, _set_aside(context, caller, current, made), revision)
            records.outbox.add(id)
        records.events.add(_event(context, caller, current, made))
        remember(context, records, once, " ".join(component.id for component in made) or str(id))
    return made or [current]


def _splittable(records: Records, component: Component) -> Digitisation:
    """Return what was read of a component that may be split. Raises Conflict."""
    if component.provenance is not None or component.pages is not None:
        raise Conflict(
            "Chỉ tách được tệp gốc đã nộp, không tách giấy tờ lấy lại hoặc phần đã tách.",
            "only a file as handed in can be split, not a reused paper or a part of a stack",
        )
    read = read_of(records, component)
    if read is None or component.status is not ComponentStatus.DIGITISED:
        raise Conflict("Giấy tờ chưa đọc xong, chưa tách được.", "the paper has not been read yet")
    if records.dossiers.get(component.dossier).state not in OPEN_STATES:
        raise Conflict("Hồ sơ đã đóng, không tách được giấy tờ.", "the dossier is closed; nothing is split in it")
    siblings = records.components.of_dossier(component.dossier)
    if any(one.pages is not None and one.version.id == component.version.id for one in siblings):
        raise Conflict("Tệp này đã được tách.", "this file has been split already")
    return read


def _check_ranges(parts: Sequence[PageRange], pages: int) -> None:
    inside = all(1 <= part.first <= part.last <= pages for part in parts)
    if not parts or not inside or any(one.last >= other.first for one, other in pairwise(parts)):
        raise InvalidValue(
            f"Các phần phải nối nhau theo thứ tự, không chồng nhau, trong trang 1–{pages}.",
            f"parts must follow one another without overlap, within pages 1 to {pages}",
        )


def _cut(context: Context, stack: Component, read: Digitisation, pages: PageRange) -> _Cut:
    """Store what shows `pages` alone. A TIFF's pages are shown by its searchable PDF, which holds its page images."""
    whole = stack.derivatives
    searchable = _pages_of(context, whole.searchable, pages) if whole.searchable else None
    is_pdf = stack.version.media_type == "application/pdf"
    alone = _pages_of(context, stack.version.sha256, pages) if is_pdf else searchable
    images = {number: image for number, image in whole.page_images.items() if number in pages}
    return _Cut(pages, of_pages(read, pages), Derivatives(images, searchable.sha256 if searchable else None, alone))


def _pages_of(context: Context, pdf: Sha256, pages: PageRange) -> StoredObject:
    with context.objects.open(pdf) as stream:
        return context.objects.put([cut_pdf(stream.read(), pages)])


def _file(records: Records, stack: Component, cut: _Cut) -> Component:
    read = cut.read
    part = replace(
        stack,
        id=ComponentId(uuid4().hex),
        number=records.components.next_number(stack.dossier),
        requirement=None,
        type=read.classification.type,
        type_confidence=read.classification.confidence,
        fields={name: value.value for name, value in read.extraction.fields.items()},
        review=Review(),
        revision=1,
        usable=not read.reading.failures and all(page.quality.usable for page in read.reading.pages),
        derivatives=cut.derivatives,
        signatures=None,
        pages=cut.pages,
    )
    records.components.add(part)
    records.outbox.add(part.id)
    return part


def _set_aside(context: Context, caller: Caller, stack: Component, made: Sequence[Component]) -> Review:
    numbers = ", ".join(str(component.number) for component in made)
    note = f"Đã tách thành các thành phần số {numbers} / split into components {numbers}"
    return replace(stack.review, state=ReviewState.REJECTED, by=caller.name, at=context.clock.now(), note=note)


def _event(context: Context, caller: Caller, stack: Component, made: Sequence[Component]) -> ProgressEvent:
    ranges = " ".join(f"{part.pages.first}-{part.pages.last}" for part in made if part.pages)
    detail = {"component": stack.id, "filename": stack.version.filename, "number": str(len(made)), "pages": ranges}
    kind = "component-split" if made else "component-kept-whole"
    return ProgressEvent(stack.dossier, context.clock.now(), kind, caller.name, detail)


def _stale(component: Component) -> StaleVersion:
    return StaleVersion(
        f"Thành phần số {component.number} vừa được người khác sửa; hãy tải lại rồi tách lại.",
        f"component {component.number} has been changed meanwhile; reload it, then split it again",
    )
