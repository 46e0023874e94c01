"""Components (*thành phần hồ sơ*): papers in a dossier, their immutable versions, and what people said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.identifiers import (
    AgencyCode,
    ComponentId,
    DocumentType,
    DossierCode,
    RequirementKey,
    ResultId,
    Sha256,
    VersionId,
)
from models.procedure import CopyKind
from models.signature import SignatureReport


class ComponentStatus(StrEnum):
    """How far a component has come on its way from paper to data."""

    QUEUED = "queued"  # stored, waiting to be read
    DIGITISED = "digitised"  # read, some pages perhaps not
    FAILED = "failed"  # stored, could not be read; may be tried again
    REUSED_COMPONENT = "reused-component"  # a link to a component of an earlier dossier
    REUSED_RESULT = "reused-result"  # a link to a result issued earlier


class ReviewState(StrEnum):
    """A person's decision about a component."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class StoredObject:
    """Bytes in an object store. `created` is False when the same bytes were already there."""

    sha256: Sha256
    size: int
    created: bool = True


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """One immutable version of a digitised paper (*phiên bản giấy tờ số hóa*).

    `filename` is what the sender called it, for display only; it never becomes part of a path.
    """

    id: VersionId
    sha256: Sha256
    size: int
    media_type: str
    filename: str
    pages: int
    received_at: datetime
    received_by: str


@dataclass(frozen=True, slots=True)
class PageRange:
    """Some pages of a version, numbered from 1, both ends included: one paper of a stack scanned in one go."""

    first: int
    last: int

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Derivatives:
    """Objects made from a version: the page images by page number and the searchable PDF, by hash.

    `cut` is only there for one paper of a stack: its pages alone, as PDF. Page numbers stay those of the version.
    """

    page_images: Mapping[int, Sha256] = field(default_factory=dict)
    searchable: Sha256 | None = None
    cut: StoredObject | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a reused item comes from; the hash pins the exact bytes (a link, not a copy)."""

    dossier: DossierCode
    agency: AgencyCode
    version: VersionId
    sha256: Sha256
    component: ComponentId | None = None
    result: ResultId | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided and corrected. The machine's values stay in the digitisation; these stand beside them."""

    state: ReviewState = ReviewState.PENDING
    by: str = ""
    at: datetime | None = None
    compared_with_original: bool = False
    type: DocumentType | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    copy_kind: CopyKind | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """One paper in one dossier. `number` counts from 1 within the dossier; `revision` makes the ETag.

    `type` and `fields` hold what is believed now: a person's value where there is one, else the machine's.
    `failure` names the error code and the reason when `status` is FAILED. `signatures` is None for what cannot be
    signed; `pages` None for all pages of the version.
    """

    id: ComponentId
    dossier: DossierCode
    number: int
    requirement: RequirementKey | None
    version: PaperVersion
    status: ComponentStatus
    type: DocumentType
    type_confidence: float
    fields: Mapping[str, str]
    review: Review = Review()
    copy_kind: CopyKind = CopyKind.PLAIN
    revision: int = 1
    usable: bool = True
    derivatives: Derivatives = Derivatives()
    provenance: Provenance | None = None
    failure: str = ""
    signatures: SignatureReport | None = None
    pages: PageRange | None = None
