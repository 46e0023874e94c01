"""What is left of a dossier for who may see that it is there but not what its papers say: leaders and auditors."""

from collections.abc import Mapping
from dataclasses import replace

from models.component import Component, PaperVersion, Review
from models.dossier import ProgressEvent
from models.result import ProcedureResult

KEPT = frozenset({"channel", "from", "to", "component", "result", "review", "type", "for", "version", "requirement"})
"""Details of events that say what was done, and nothing that a paper or a person says."""


def bare_component(component: Component) -> Component:
    """Return a component with its kind and standing, without fields, file name, notes and signers."""
    return replace(
        component,
        fields={},
        version=_nameless(component.version),
        review=_bare_review(component.review),
        signatures=None,
    )


def bare_result(result: ProcedureResult) -> ProcedureResult:
    return replace(result, fields={}, document_number="", version=_nameless(result.version), signatures=None)


def bare_event(event: ProgressEvent) -> ProgressEvent:
    detail: Mapping[str, str] = {name: value for name, value in event.detail.items() if name in KEPT}
    return replace(event, detail=detail)


def _nameless(version: PaperVersion) -> PaperVersion:
    return replace(version, filename="")


def _bare_review(review: Review) -> Review:
    return replace(review, fields={}, note="")
