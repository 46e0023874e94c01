"""What the search index holds, what it is asked and what it answers: the same for every index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.dossier import DossierState
from models.identifiers import AgencyCode, DocumentType, DossierCode, OwnerId, ProcedureCode


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One component or result as the index knows it. `id` is the component's or result's id.

    `agencies` lists the dossier's agency and all its ancestors, nearest first. `revision` grows with every change of
    the component or of its dossier; an index never replaces an entry by one of a lower revision.
    """

    id: str
    kind: str
    dossier: DossierCode
    agencies: tuple[AgencyCode, ...]
    owner: OwnerId
    owner_name: str
    type: DocumentType
    received_at: datetime
    text: str
    procedure: ProcedureCode
    state: DossierState
    fields: Mapping[str, str] = field(default_factory=dict)
    revision: int = 1


@dataclass(frozen=True, slots=True)
class SearchScope:
    """What a caller may see: whatever any of the four grants. One that names nothing grants nothing.

    `units` grants what was filed at them or anywhere below them, `agencies` what was filed at them alone, `owners` what
    is theirs, `procedures` all dossiers in them.
    """

    units: tuple[AgencyCode, ...] = ()
    agencies: tuple[AgencyCode, ...] = ()
    owners: tuple[OwnerId, ...] = ()
    procedures: tuple[ProcedureCode, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search. Every word of `text` must be found, accents optional, slips of reading forgiven.

    `scope` is set by the policy, never by who searches; None means everything. The rest is chosen by who searches and
    narrows further: `agencies` any of these units or what lies below them, `owner`, `type`, `procedure`, `state`, and
    `period`, a year (``2026``) or month (``2026-03``) of receipt in Vietnamese time. With `facets` the hits are also
    counted by their attributes. `after` is the `cursor` of the page before; `limit` is 1 to 100.
    """

    text: str
    scope: SearchScope | None = None
    agencies: tuple[AgencyCode, ...] | None = None
    owner: OwnerId | None = None
    type: DocumentType | None = None
    procedure: ProcedureCode | None = None
    state: DossierState | None = None
    period: str | None = None
    facets: bool = False
    limit: int = 20
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found component or result. `snippet` is an accented excerpt with matches between U+2068 and U+2069."""

    id: str
    kind: str
    dossier: DossierCode
    type: DocumentType
    score: float
    snippet: str


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the hits have one value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """All hits of a search counted exactly, however many, most frequent value first, among equals by value.

    A unit counts its own and all that was filed below it. `years` are those of `months`; a state is its number.
    """

    types: tuple[FacetCount, ...] = ()
    agencies: tuple[FacetCount, ...] = ()
    procedures: tuple[FacetCount, ...] = ()
    states: tuple[FacetCount, ...] = ()
    years: tuple[FacetCount, ...] = ()
    months: tuple[FacetCount, ...] = ()


COUNTED_TO = 10_000
"""Hits up to which a search counts them: of more nobody reads, and to count them an index would look at each."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Hits best first, how many there are in all, the cursor of the next page (None on the last), counts if asked.

    `total` is exact up to `COUNTED_TO`; where there are more it is that, and `more_than_total` is set.
    """

    hits: tuple[SearchHit, ...]
    total: int
    more_than_total: bool = False
    cursor: str | None = None
    facets: Facets | None = None
