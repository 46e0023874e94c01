"""The bytes behind a component: its original and what was made from it."""

from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from api.services.access import admit
from api.services.context import Context
from api.services.dossiers import component_of
from api.services.looks import note_look
from api.services.parts import read_of
from api.services.stored import Stored
from api.services.withdrawn import check_not_withdrawn
from models.caller import Caller
from models.component import Component, PaperVersion
from models.errors import NotFound
from models.identifiers import ComponentId, DossierCode, ResultId, Sha256
from models.reading import Digitisation
from models.result import ProcedureResult
from ocr.images import jpeg_to_png
from records.policy import Action


def original(context: Context, caller: Caller, code: DossierCode, id: ComponentId) -> Stored:
    """Return the original bytes of a component, for a caller who may read them. Raises NotFound."""
    component = _component(context, caller, code, id)
    return Stored(context, version_shown(component))


def version_shown(component: Component) -> PaperVersion:
    """Return the bytes that a component shows: those of its version, or of one paper of a stack its own pages alone."""
    cut, version = component.derivatives.cut, component.version
    if component.pages is None:
        return version
    if cut is None:
        raise _not_made()
    name = f"{PurePath(version.filename).stem}-{component.pages.first}-{component.pages.last}.pdf"
    return replace(version, sha256=cut.sha256, size=cut.size, media_type="application/pdf", filename=name)


def result_original(context: Context, caller: Caller, code: DossierCode, id: ResultId) -> Stored:
    """Return the bytes of an issued result, for a caller who may read them. Raises NotFound."""
    return Stored(context, view_result(context, caller, code, id).version)


def view_result(context: Context, caller: Caller, code: DossierCode, id: ResultId) -> ProcedureResult:
    """Return a result of this very dossier. Raises NotFound."""
    dossier = admit(context, caller, Action.READ, code)
    with context.records.read() as records:
        result = records.results.get(id)
    if result.dossier != code:
        raise NotFound(f"Hồ sơ {code} không có kết quả này.", f"dossier {code} has no such result")
    note_look(context, caller, dossier, id)
    return result


def searchable(context: Context, caller: Caller, code: DossierCode, id: ComponentId) -> tuple[Component, BinaryIO]:
    """Return a component and its searchable PDF, open for reading. Raises NotFound while there is none."""
    component = _component(context, caller, code, id)
    return component, context.objects.open(_made(component.derivatives.searchable))


def page_jpeg(context: Context, caller: Caller, code: DossierCode, id: ComponentId, number: int) -> bytes:
    """Return the upright image of one page as JPEG, its longest side at most 1,754 px. Raises NotFound."""
    component = _component(context, caller, code, id)
    with context.objects.open(_made(component.derivatives.page_images.get(number))) as stream:
        return stream.read()


def page_png(context: Context, caller: Caller, code: DossierCode, id: ComponentId, number: int) -> bytes:
    """Return the same image as PNG."""
    return jpeg_to_png(page_jpeg(context, caller, code, id, number))


def digitisation(context: Context, caller: Caller, code: DossierCode, id: ComponentId) -> Digitisation:
    """Return what was read. Raises NotFound while the component waits."""
    component = _component(context, caller, code, id)
    with context.records.read() as records:
        found = read_of(records, component)
    if found is None:
        raise _not_made()
    return found


def _component(context: Context, caller: Caller, code: DossierCode, id: ComponentId) -> Component:
    """Return a component to whoever may read it; the look stands in the ledger. Raises Forbidden, NotFound."""
    dossier = admit(context, caller, Action.READ, code)
    with context.records.read() as records:
        component = component_of(records, code, id)
        check_not_withdrawn(records, component)
    note_look(context, caller, dossier, id)
    return component


def _made(sha256: Sha256 | None) -> Sha256:
    if sha256 is None:
        raise _not_made()
    return sha256


def _not_made() -> NotFound:
    return NotFound("Giấy tờ chưa được đọc xong.", "the paper has not been read yet, or could not be")
