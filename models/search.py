"""What the search index holds, what it is asked and what it answers: the same for every index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.identifiers import AgencyCode, DocumentType, DossierCode, OwnerId


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One component or result as the index knows it. `id` is the component's or result's id.

    `agencies` lists the dossier's agency and all its ancestors, nearest first; it is what callers are filtered by.
    `revision` is that of the component; an index never replaces an entry by one of a lower revision.
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
    fields: Mapping[str, str] = field(default_factory=dict)
    revision: int = 1


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search. Every word of `text` must be found, accents optional; `agencies` and `owner` narrow what is seen.

    `after` is the `cursor` of the page before; `limit` is 1 to 100.
    """

    text: str
    agencies: tuple[AgencyCode, ...] | None = None
    owner: OwnerId | None = None
    type: DocumentType | None = None
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
class SearchPage:
    """Hits best first, how many there are in all, and the cursor of the next page (None on the last)."""

    hits: tuple[SearchHit, ...]
    total: int
    cursor: str | None = None
