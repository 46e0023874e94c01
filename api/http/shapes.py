"""The shapes of the JSON answers; `api/http/spec/schemas.py` describes the same. Moments are ISO 8601 with offset."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.services.advising import whole
from api.services.dossiers import DossierView
from api.services.intake import Received
from api.services.viewing import ComponentView
from api.shapes import failure_json, field_json, page_json, quality_json
from models.agency import Agency
from models.component import Component, PageRange, PaperVersion, Provenance, Review
from models.dossier import Dossier, ProgressEvent
from models.job import Job
from models.page import PageReading
from models.procedure import Procedure, Requirement
from models.reading import Digitisation
from models.result import ProcedureResult
from models.search import FacetCount, Facets, SearchHit
from models.signature import SignatureCheck, SignatureReport
from models.time import VIETNAM

Json = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """Return a moment in Vietnamese time, to the second."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds") if at else None


def dossier_json(dossier: Dossier) -> Json:
    return {
        "code": dossier.code,
        "procedure": dossier.procedure,
        "agency": dossier.agency,
        "owner": {"id": dossier.owner.id, "name": dossier.owner.name},
        "applicant": {"id": dossier.applicant.id, "name": dossier.applicant.name} if dossier.applicant else None,
        "intake": dossier.intake,
        "channel": dossier.channel.value,
        "state": dossier.state.value,
        "received_at": moment(dossier.received_at),
        "due_at": moment(dossier.due_at),
        "version": dossier.version,
        "links": {"self": dossier_path(dossier.code)},
    }


def dossier_view_json(view: DossierView) -> Json:
    return {
        **dossier_json(view.dossier),
        "agency_name": view.agency.name,
        "procedure_name": view.procedure.name,
        "requirements": [requirement_json(requirement) for requirement in view.procedure.requirements],
        "missing": [requirement.key for requirement in view.missing],
        "components": [component_json(component) for component in view.components],
        "results": [result_json(result) for result in view.results],
        "events": [event_json(event) for event in view.events],
    }


def component_json(component: Component) -> Json:
    """Return a component as it is believed to be: a person's value where there is one, else the machine's."""
    code, _, message = component.failure.partition(": ")
    return {
        "id": component.id,
        "dossier": component.dossier,
        "number": component.number,
        "requirement": component.requirement,
        "status": component.status.value,
        "revision": component.revision,
        "type": component.type,
        "type_confidence": round(component.type_confidence, 3),
        "fields": dict(component.fields),
        "copy_kind": component.copy_kind.value,
        "usable": component.usable,
        "review": review_json(component.review),
        "version": version_json(component.version),
        "provenance": provenance_json(component.provenance) if component.provenance else None,
        "failure": {"code": code, "message": message} if component.failure else None,
        "signatures": signatures_json(component.signatures),
        "pages": range_json(component.pages),
        "page_images": sorted(component.derivatives.page_images),
        "links": component_links(component),
    }


def range_json(pages: PageRange | None) -> Json | None:
    return {"first_page": pages.first, "last_page": pages.last} if pages else None


def component_view_json(view: ComponentView) -> Json:
    """Return a component with what the machine read, kept apart from what people decided."""
    return {
        **component_json(view.component),
        "machine": machine_json(view.machine) if view.machine else None,
        "job": job_json(view.job) if view.job else None,
    }


def received_json(received: Received) -> Json:
    same = list(received.same_as)
    notice = f"Tệp này trùng từng byte với {len(same)} thành phần đã có; chỉ lưu một bản." if same else None
    verdict = whole(received.advice)
    pages = [{"number": page.number, **quality_json(page.quality)} for page in received.advice]
    quality = {**quality_json(verdict), "pages": pages} if verdict else None
    return {**component_json(received.component), "same_as": same, "notice": notice, "quality": quality}


def version_json(version: PaperVersion) -> Json:
    return {
        "id": version.id,
        "sha256": version.sha256,
        "size": version.size,
        "media_type": version.media_type,
        "filename": version.filename,
        "pages": version.pages,
        "received_at": moment(version.received_at),
        "received_by": version.received_by,
    }


def review_json(review: Review) -> Json:
    return {
        "state": review.state.value,
        "by": review.by,
        "at": moment(review.at),
        "compared_with_original": review.compared_with_original,
        "type": review.type,
        "fields": dict(review.fields),
        "note": review.note,
    }


def provenance_json(provenance: Provenance) -> Json:
    return {
        "dossier": provenance.dossier,
        "agency": provenance.agency,
        "version": provenance.version,
        "sha256": provenance.sha256,
        "component": provenance.component,
        "result": provenance.result,
    }


def signatures_json(report: SignatureReport | None) -> Json | None:
    """Return what was found of the digital signatures in an original; None for what cannot hold any."""
    if report is None:
        return None
    return {"state": report.state.value, "checks": [signature_json(check) for check in report.checks]}


def signature_json(check: SignatureCheck) -> Json:
    return {
        "field": check.field_name,
        "state": check.state.value,
        "signer": check.signer,
        "organisation": check.organisation,
        "serial": check.serial,
        "issuer": check.issuer,
        "signed_at": moment(check.signed_at),
        "time_source": check.time_source.value,
        "covers_whole_document": check.covers_whole_document,
        "revocation": check.revocation.value,
        "reasons": list(check.reasons),
    }


def machine_json(machine: Digitisation) -> Json:
    return {
        "type": machine.classification.type,
        "type_confidence": round(machine.classification.confidence, 3),
        "evidence": machine.classification.evidence,
        "fields": {name: field_json(value) for name, value in machine.extraction.fields.items()},
        "confidence": round(machine.reading.confidence, 3),
        "pages": [page_json(page) for page in machine.reading.pages],
        "failures": [failure_json(failure) for failure in machine.reading.failures],
        "seconds": machine.seconds,
    }


def page_words_json(page: PageReading) -> Json:
    """Return a page with its words; boxes are in pixels of the upright page: left, top, right, bottom."""
    lines = [
        [{"text": word.text, "box": list(word.box), "confidence": round(word.confidence, 3)} for word in line.words]
        for line in page.lines
    ]
    return {**page_json(page), "lines": [{"words": words} for words in lines]}


def job_json(job: Job) -> Json:
    return {"state": job.state.value, "attempts": job.attempts, "reason": job.reason}


def result_json(result: ProcedureResult) -> Json:
    base = f"{dossier_path(result.dossier)}/results/{result.id}"
    return {
        "id": result.id,
        "dossier": result.dossier,
        "agency": result.agency,
        "type": result.type,
        "document_number": result.document_number,
        "issued_at": moment(result.issued_at),
        "fields": dict(result.fields),
        "copy_kind": result.copy_kind.value,
        "version": version_json(result.version),
        "signatures": signatures_json(result.signatures),
        "links": {"self": base, "content": f"{base}/content"},
    }


def event_json(event: ProgressEvent) -> Json:
    return {"at": moment(event.at), "kind": event.kind, "actor": event.actor, "detail": dict(event.detail)}


def requirement_json(requirement: Requirement) -> Json:
    return {
        "key": requirement.key,
        "name": requirement.name,
        "accepts": list(requirement.accepts),
        "mandatory": requirement.mandatory,
        "copy_kinds": [kind.value for kind in requirement.copy_kinds],
        "fields": list(requirement.fields),
        "max_age_days": requirement.max_age_days,
        "issuer_levels": [level.value for level in requirement.issuer_levels],
        "statutory_lookup": requirement.statutory_lookup,
        "legal_basis": requirement.legal_basis,
    }


def hit_json(hit: SearchHit) -> Json:
    kind = "components" if hit.kind == "component" else "results"
    return {
        "id": hit.id,
        "kind": hit.kind,
        "dossier": hit.dossier,
        "type": hit.type,
        "score": round(hit.score, 4),
        "snippet": hit.snippet,
        "links": {"self": f"{dossier_path(hit.dossier)}/{kind}/{hit.id}"},
    }


def facets_json(facets: Facets) -> Json:
    counted: dict[str, tuple[FacetCount, ...]] = {
        "types": facets.types,
        "agencies": facets.agencies,
        "procedures": facets.procedures,
        "states": facets.states,
        "years": facets.years,
        "months": facets.months,
    }
    return {name: [{"value": each.value, "count": each.count} for each in counts] for name, counts in counted.items()}


def procedure_json(procedure: Procedure) -> Json:
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "levels": [level.value for level in procedure.levels],
        "requirements": [requirement_json(requirement) for requirement in procedure.requirements],
        "result": procedure.result,
        "working_days": procedure.working_days,
        "fee_vnd": procedure.fee_vnd,
        "online": procedure.online.value,
        "legal_basis": procedure.legal_basis,
        "valid_from": procedure.valid_from.isoformat(),
        "valid_to": procedure.valid_to.isoformat() if procedure.valid_to else None,
    }


def agency_json(agency: Agency) -> Json:
    return {"code": agency.code, "name": agency.name, "level": agency.level.value, "parent": agency.parent}


def dossier_path(code: str) -> str:
    return f"/v1/dossiers/{code}"


def component_links(component: Component) -> Mapping[str, str]:
    base = f"{dossier_path(component.dossier)}/components/{component.id}"
    links = {"self": base, "content": f"{base}/content"}
    if component.derivatives.searchable:
        links |= {"text": f"{base}/text", "searchable": f"{base}/searchable.pdf"}
    return links
