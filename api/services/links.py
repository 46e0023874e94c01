"""Links: a paper on file put into a later dossier, pinned to version and hash, with its provenance; never a copy."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from api.services.offers import Item, OnFile
from api.services.own import on_behalf
from models.caller import Caller
from models.component import Component, ComponentStatus, Derivatives, Provenance, Review, ReviewState
from models.consent import Consent, Means
from models.dossier import Dossier, ProgressEvent
from models.identifiers import ComponentId
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.procedure import Requirement
from models.reuse import ReuseEvent


@dataclass(frozen=True, slots=True)
class Use:
    """A use while it is carried out: for which dossier, on what consent, what for, by whom and when."""

    target: Dossier
    consent: Consent
    purpose: str
    caller: Caller
    at: datetime


def link_paper(records: Records, requirement: Requirement, paper: OnFile, use: Use) -> Component:
    """Put a link to a paper on file into the dossier that uses it, and write the use down.

    Whether it may be used was decided before. To be called in a transaction that holds the dossier.
    """
    item, provenance = paper.item, _provenance(paper)
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
        signatures=item.signatures,
        pages=read.pages if read else None,
    )
    records.components.add(linked)
    _note(records, linked, paper, use)
    records.outbox.add(linked.id)
    return linked


def _provenance(paper: OnFile) -> Provenance:
    """Where the bytes first came in: the provenance of a link is that of its source, so that no chain grows."""
    item = paper.item
    if not isinstance(item, Component):
        return Provenance(paper.source.code, item.agency, item.version.id, item.version.sha256, result=item.id)
    if item.provenance is not None:
        return item.provenance
    return Provenance(paper.source.code, paper.source.agency, item.version.id, item.version.sha256, component=item.id)


def _inherited_review(item: Item, use: Use) -> Review:
    """Return the decision that comes along: a component's own; an issued result was decided by being issued."""
    if isinstance(item, Component):
        return replace(item.review, fields={}, note="")
    return Review(state=ReviewState.APPROVED, by=use.caller.name, at=use.at)


def _note(records: Records, linked: Component, paper: OnFile, use: Use) -> None:
    """Write the use down where the owner, both agencies and the auditor look for it."""
    provenance, source = _provenance(paper), paper.source
    records.reuses.add(
        ReuseEvent(
            use.target.code,
            linked.id,
            use.target.owner.id,
            provenance,
            use.purpose,
            use.consent.id,
            use.caller.name,
            use.at,
        )
    )
    by_law = use.consent.means is Means.LEGAL_BASIS
    taken = {"component": linked.id, "from": source.code, "purpose": use.purpose, "consent": use.consent.id}
    given = {"for": use.target.code, "version": linked.version.id, "purpose": use.purpose}
    if by_law:
        taken["legal-basis"] = given["legal-basis"] = use.consent.basis
        records.events.add(ProgressEvent(source.code, use.at, "looked-up-by-law", use.caller.name, given))
    records.events.add(ProgressEvent(use.target.code, use.at, "component-reused", use.caller.name, taken))
    records.events.add(ProgressEvent(source.code, use.at, "paper-used-elsewhere", use.caller.name, given))
    records.ledger.add(
        note_of(
            use.caller,
            LedgerKind.USE,
            use.at,
            owner=use.target.owner.id,
            dossier=use.target.code,
            item=linked.id,
            version=linked.version.id,
            purpose=use.purpose,
            basis=use.consent.basis or f"consent {use.consent.id}",
            detail={"source": source.code, "source_item": paper.item.id, **on_behalf(use.caller, use.target.owner.id)},
        )
    )
