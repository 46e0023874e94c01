"""The shapes of the JSON answers about reuse; `api/http/spec/reuse_schemas.py` describes the same."""

from datetime import datetime

from api.http.shapes import Json, component_json, component_links, dossier_path, moment, requirement_json, result_json
from api.services.offers import Reusable
from api.services.repository import KeptPaper, UseLine
from api.services.taking import Taken
from api.services.withdrawing import Withdrawal
from models.component import Component
from models.consent import Consent, ConsentCode, OwnerLink, Representation
from models.reuse import Offer, ReuseEvent


def reusable_json(dossier: str, found: Reusable) -> Json:
    return {
        "dossier": dossier,
        "from": [{"code": source.code, "corrected_from": source.corrected_from} for source in found.sources],
        "requirements": [
            {
                "requirement": requirement_json(entry.requirement),
                "offers": [offer_json(offer, shown=found.shows(offer)) for offer in entry.offers],
            }
            for entry in found.requirements
        ],
    }


def offer_json(offer: Offer, *, shown: bool) -> Json:
    """Return an offer; its item shows that paper and nothing of the dossier around it."""
    item = offer.item
    return {
        "item": item.id,
        "kind": "component" if isinstance(item, Component) else "result",
        "dossier": item.dossier,
        "type": item.type,
        "fields": dict(item.fields) if shown else {},
        "sha256": item.version.sha256,
        "received_at": moment(item.version.received_at),
        "reusable": offer.reusable,
        "obstacles": list(offer.obstacles),
        "remarks": list(offer.remarks),
    }


def taken_json(taken: Taken) -> Json:
    return {"components": [component_json(one) for one in taken.components], "notices": list(taken.notices)}


def consent_json(consent: Consent, now: datetime) -> Json:
    return {
        "id": consent.id,
        "owner": consent.owner,
        "given_by": consent.given_by,
        "means": consent.means.value,
        "procedure": consent.procedure,
        "agency": consent.agency,
        "dossier": consent.dossier,
        "purpose": consent.purpose,
        "given_at": moment(consent.given_at),
        "valid_until": moment(consent.valid_until),
        "withdrawn_at": moment(consent.withdrawn_at),
        "in_force": consent.in_force(now),
    }


def code_json(code: ConsentCode, shown: str | None) -> Json:
    return {
        "id": code.id,
        "code": shown,
        "procedure": code.procedure,
        "agency": code.agency,
        "expires_at": moment(code.expires_at),
    }


def use_json(use: ReuseEvent) -> Json:
    return {
        "component": use.component,
        "target": use.target,
        "source": use.provenance.dossier,
        "sha256": use.provenance.sha256,
        "purpose": use.purpose,
        "consent": use.consent,
        "actor": use.actor,
        "at": moment(use.at),
        "withdrawn_at": moment(use.withdrawn_at),
    }


def withdrawal_json(reached: Withdrawal) -> Json:
    return {
        "withdrawn": [use_json(use) for use in reached.withdrawn],
        "kept": [use_json(use) for use in reached.kept],
    }


def own_paper_json(paper: KeptPaper) -> Json:
    item = paper.item
    read = item if isinstance(item, Component) else None
    return {
        "item": item.id,
        "kind": "component" if read else "result",
        "type": item.type,
        "fields": dict(item.fields),
        "dossier": paper.source.code,
        "agency": paper.source.agency,
        "received_at": moment(item.version.received_at),
        "sha256": item.version.sha256,
        "review": read.review.state.value if read else None,
        "released": paper.released,
        "standing": paper.standing.value,
        "expiry": paper.expiry.isoformat() if paper.expiry else None,
        "expired": paper.expired,
        "uses": paper.uses,
        "links": dict(_links(paper)),
    }


def _links(paper: KeptPaper) -> Json:
    item = paper.item
    own = component_links(item) if isinstance(item, Component) else result_json(item)["links"]
    return {**own, "dossier": dossier_path(paper.source.code)}


def own_use_json(line: UseLine) -> Json:
    entry, note = line.line.entry, line.line.entry.note
    return {
        "number": entry.number,
        "at": moment(note.at),
        "kind": note.kind.value,
        "said": line.line.vi,
        "said_en": line.line.en,
        "agency": note.agency,
        "agency_name": line.line.agency_name,
        "dossier": note.dossier,
        "paper": line.line.paper,
        "purpose": note.purpose,
        "basis": note.basis,
        "use": use_json(line.use) if line.use else None,
        "withdrawable": line.withdrawable,
    }


def representation_json(one: Representation) -> Json:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "owner": one.owner,
        "representative": one.representative,
        "procedures": list(one.procedures),
        "evidence": one.evidence,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat() if one.valid_to else None,
        "registered_by": one.registered_by,
        "registered_at": moment(one.registered_at),
        "ended_at": moment(one.ended_at),
    }


def link_json(link: OwnerLink) -> Json:
    return {
        "old": link.old,
        "new": link.new,
        "evidence": link.evidence,
        "linked_by": link.linked_by,
        "linked_at": moment(link.linked_at),
    }
