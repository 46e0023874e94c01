"""Bodies of requests about reuse, consent and representation."""

from datetime import date

import msgspec

from api.http.bodies import Body
from models.consent import RepresentationKind


class WishBody(Body, frozen=True):
    requirement: str
    item: str


class TakingBody(Body, frozen=True):
    items: tuple[WishBody, ...]
    purpose: str
    source: str = msgspec.field(name="from", default="")
    consent: str = ""
    legal_basis: str = ""


class GivingBody(Body, frozen=True):
    """A consent; what is left out is not narrowed. `until` is its last day."""

    purpose: str
    until: date
    procedure: str | None = None
    agency: str | None = None
    dossier: str | None = None
    owner: str | None = None


class CodeBody(Body, frozen=True):
    procedure: str | None = None
    agency: str | None = None
    owner: str | None = None


class EntryBody(Body, frozen=True):
    code: str
    purpose: str


class EvidenceBody(Body, frozen=True):
    dossier: str
    component: str


class RepresentingBody(Body, frozen=True):
    kind: RepresentationKind
    owner: str
    representative: str
    evidence: EvidenceBody
    procedures: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    attested: bool = False


class LinkingBody(Body, frozen=True):
    old: str
    new: str
    evidence: EvidenceBody
