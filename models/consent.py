"""Consent of owners, and who may act for them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.identifiers import AgencyCode, ComponentId, DossierCode, OwnerId, ProcedureCode


class Means(StrEnum):
    """How a consent was given."""

    SIGNED_IN = "signed-in"  # by the owner or a representative, through their own token
    ONE_TIME_CODE = "one-time-code"  # by a code that the owner made and showed to the clerk
    INTAKE = "intake"  # by one application for linked procedures: its papers are handed on between them, no others
    STATED = "stated"  # a sentence recorded before there was a register of consents; no longer given
    LEGAL_BASIS = "legal-basis"  # none needed: the law obliges the agency to look the paper up itself


@dataclass(frozen=True, slots=True)
class Consent:
    """Leave to reuse an owner's papers, in a scope. What is None is not narrowed.

    `given_by` is the id of the person who consented: the owner, or who represents them. `basis` names the provision
    where `means` is LEGAL_BASIS. `valid_until` is exclusive.
    """

    id: str
    owner: OwnerId
    given_by: str
    means: Means
    procedure: ProcedureCode | None
    agency: AgencyCode | None
    dossier: DossierCode | None
    purpose: str
    basis: str
    given_at: datetime
    valid_until: datetime
    withdrawn_at: datetime | None = None

    def in_force(self, at: datetime) -> bool:
        return self.withdrawn_at is None and self.given_at <= at < self.valid_until


@dataclass(frozen=True, slots=True)
class ConsentCode:
    """A one-time code that an owner made, as the store knows it: by its digest.

    It can be used once, until `expires_at` (exclusive), for what it is scoped to; wrong tries are counted.
    """

    id: str
    owner: OwnerId
    digest: str
    given_by: str
    procedure: ProcedureCode | None
    agency: AgencyCode | None
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    wrong_tries: int = 0


class RepresentationKind(StrEnum):
    """On what ground a person acts for an owner."""

    AUTHORISED = "authorised"  # người được ủy quyền, by a written authorisation
    GUARDIAN = "guardian"  # cha, mẹ, người giám hộ
    COMPANY = "company"  # người đại diện theo pháp luật of an enterprise


@dataclass(frozen=True, slots=True)
class Representation:
    """A person acts for an owner. Empty `procedures`: for all. `valid_to` is exclusive; None means until ended.

    `evidence` is the component that proves it (authorisation, birth certificate, enterprise certificate).
    """

    id: str
    owner: OwnerId
    representative: OwnerId
    kind: RepresentationKind
    procedures: tuple[ProcedureCode, ...]
    evidence: ComponentId
    valid_from: date
    valid_to: date | None
    registered_by: str
    registered_at: datetime
    ended_at: datetime | None = None

    def in_force(self, day: date) -> bool:
        return self.ended_at is None and self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def covers(self, procedure: ProcedureCode | None) -> bool:
        """Say whether it holds for a procedure; one for single procedures opens nothing else."""
        return not self.procedures or procedure in self.procedures


@dataclass(frozen=True, slots=True)
class OwnerLink:
    """Evidence that the owner of an old 9-digit id is the one of a 12-digit id: a paper that states both."""

    old: OwnerId
    new: OwnerId
    evidence: ComponentId
    linked_by: str
    linked_at: datetime
