"""Papers that an officer asked for, and those asked for again although they are on file (rule 9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.identifiers import AgencyCode, DossierCode, RequirementKey


class ReRequestReason(StrEnum):
    """Why a paper on file does not do. There is no other: each must be explainable to the owner."""

    DOUBTED = "doubted"  # the officer doubts that the copy agrees with the original
    UNREADABLE = "unreadable"  # what matters cannot be read on the copy
    CHANGED = "changed"  # the owner says that the facts have changed
    ORIGINAL_BY_LAW = "original-by-law"  # the law asks for the original paper itself
    OWNER_WISH = "owner-wish"  # the owner would rather hand in another paper


@dataclass(frozen=True, slots=True)
class ReRequest:
    """One paper that an officer asked for.

    `on_file` lists the components and results that would have fitted then. Without any, `reason` is None and it is no
    re-request. `handed_in_at` is when the paper came all the same, while one that fits was on file.
    """

    dossier: DossierCode
    requirement: RequirementKey
    reason: ReRequestReason | None
    note: str
    on_file: tuple[str, ...]
    by: str
    agency: AgencyCode
    at: datetime
    handed_in_at: datetime | None = None
