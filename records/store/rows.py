"""Rows to domain values and back. Columns and attributes of the same name and meaning are copied, the rest is named."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from models.agency import Agency, Level
from models.component import Component, ComponentStatus, PageRange, PaperVersion, Review
from models.dossier import Channel, Dossier, DossierState, Owner, ProgressEvent
from models.identifiers import DocumentType
from models.job import Job, JobState, Lane
from models.procedure import CopyKind
from models.result import ProcedureResult
from models.reuse import ReuseEvent

Values = dict[str, Any]
"""Column values of one row by name; their types are those of `records.store.tables`."""


def values_of(item: Any, *left_out: str) -> Values:  # noqa: ANN401 - any dataclass of the domain
    """Return the attributes of a dataclass by name, without those `left_out`."""
    return {f.name: getattr(item, f.name) for f in fields(item) if f.name not in left_out}


def _taken(row: Row[Any], kind: type, *left_out: str) -> Values:
    return {f.name: getattr(row, f.name) for f in fields(kind) if f.name not in left_out}


def agency(row: Row[Any]) -> Agency:
    return Agency(**_taken(row, Agency, "level"), level=Level(row.level))


def dossier(row: Row[Any]) -> Dossier:
    return Dossier(
        **_taken(row, Dossier, "owner", "applicant", "channel", "state"),
        owner=Owner(row.owner_id, row.owner_name),
        applicant=Owner(row.applicant_id, row.applicant_name or "") if row.applicant_id else None,
        channel=Channel(row.channel),
        state=DossierState(row.state),
    )


def dossier_values(item: Dossier) -> Values:
    by = item.applicant
    return {
        **values_of(item, "owner", "applicant"),
        "owner_id": item.owner.id,
        "owner_name": item.owner.name,
        "applicant_id": by.id if by else None,
        "applicant_name": by.name if by else None,
    }


def event(row: Row[Any]) -> ProgressEvent:
    return ProgressEvent(**_taken(row, ProgressEvent))


def reuse(row: Row[Any]) -> ReuseEvent:
    return ReuseEvent(**_taken(row, ReuseEvent))


def job(row: Row[Any]) -> Job:
    return Job(**_taken(row, Job, "state", "lane"), state=JobState(row.state), lane=Lane(row.lane))


def version(row: Row[Any]) -> PaperVersion:
    """Map a row that joins `versions`, whose columns are labelled ``version_…``."""
    return PaperVersion(**{f.name: getattr(row, f"version_{f.name}") for f in fields(PaperVersion)})


def believed(read_type: DocumentType, read: Mapping[str, str], review: Review) -> tuple[DocumentType, Values]:
    """Return type and fields as believed now: a person's value where there is one, else what was read.

    A field that a person set to nothing is not there.
    """
    return review.type or read_type, {name: value for name, value in {**read, **review.fields}.items() if value}


def component(row: Row[Any]) -> Component:
    kind, read = believed(row.read_type, row.read_fields, row.review)
    return Component(
        **_taken(row, Component, "version", "status", "type", "fields", "copy_kind", "pages"),
        version=version(row),
        status=ComponentStatus(row.status),
        type=kind,
        fields=read,
        copy_kind=row.review.copy_kind or CopyKind(row.copy_kind),
        pages=None if row.first_page is None else PageRange(row.first_page, row.last_page),
    )


def component_values(item: Component) -> Values:
    return {
        **values_of(item, "version", "type", "fields", "pages"),
        "version": item.version.id,
        "read_type": item.type,
        "read_fields": item.fields,
        "first_page": item.pages.first if item.pages else None,
        "last_page": item.pages.last if item.pages else None,
    }


def result(row: Row[Any]) -> ProcedureResult:
    return ProcedureResult(
        **_taken(row, ProcedureResult, "version", "copy_kind"), version=version(row), copy_kind=CopyKind(row.copy_kind)
    )


def result_values(item: ProcedureResult) -> Values:
    return {**values_of(item, "version"), "version": item.version.id}
