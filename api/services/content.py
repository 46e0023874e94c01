"""The bytes behind a component: its original and what was made from it."""

from typing import BinaryIO

from api.services.context import Context
from api.services.dossiers import component_of
from models.component import Component
from models.errors import NotFound
from models.identifiers import ComponentId, DossierCode, ResultId, Sha256
from models.reading import Digitisation
from models.result import ProcedureResult
from ocr.images import jpeg_to_png


def original(context: Context, code: DossierCode, id: ComponentId) -> tuple[Component, BinaryIO]:
    """Return a component and its original bytes, open for reading. Raises NotFound."""
    component = _component(context, code, id)
    return component, context.objects.open(component.version.sha256)


def result_original(context: Context, code: DossierCode, id: ResultId) -> tuple[ProcedureResult, BinaryIO]:
    """Return an issued result and its bytes, open for reading. Raises NotFound."""
    result = view_result(context, code, id)
    return result, context.objects.open(result.version.sha256)


def view_result(context: Context, code: DossierCode, id: ResultId) -> ProcedureResult:
    """Return a result of this very dossier. Raises NotFound."""
    with context.records.read() as records:
        result = records.results.get(id)
    if result.dossier != code:
        raise NotFound(f"Hồ sơ {code} không có kết quả này.", f"dossier {code} has no such result")
    return result


def searchable(context: Context, code: DossierCode, id: ComponentId) -> tuple[Component, BinaryIO]:
    """Return a component and its searchable PDF, open for reading. Raises NotFound while there is none."""
    component = _component(context, code, id)
    return component, context.objects.open(_made(component.derivatives.searchable))


def page_jpeg(context: Context, code: DossierCode, id: ComponentId, number: int) -> bytes:
    """Return the upright image of one page as JPEG, its longest side at most 1,754 px. Raises NotFound."""
    component = _component(context, code, id)
    with context.objects.open(_made(component.derivatives.page_images.get(number))) as stream:
        return stream.read()


def page_png(context: Context, code: DossierCode, id: ComponentId, number: int) -> bytes:
    """Return the same image as PNG."""
    return jpeg_to_png(page_jpeg(context, code, id, number))


def digitisation(context: Context, code: DossierCode, id: ComponentId) -> Digitisation:
    """Return what was read. Raises NotFound while the component waits."""
    with context.records.read() as records:
        component = component_of(records, code, id)
        found = records.readings.get(component.version.id)
    if found is None:
        raise _not_made()
    return found


def _component(context: Context, code: DossierCode, id: ComponentId) -> Component:
    with context.records.read() as records:
        return component_of(records, code, id)


def _made(sha256: Sha256 | None) -> Sha256:
    if sha256 is None:
        raise _not_made()
    return sha256


def _not_made() -> NotFound:
    return NotFound("Giấy tờ chưa được đọc xong.", "the paper has not been read yet, or could not be")
