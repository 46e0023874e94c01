"""One page of hits, made the same way for every index."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.identifiers import DocumentType, DossierCode
from models.search import SearchHit, SearchPage, SearchQuery
from records.index.cursor import encode
from records.index.query import Terms
from records.index.ranking import Place, score
from records.index.snippet import snippet


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as an index finds it, with the texts that its excerpt is cut from."""

    place: Place
    kind: str
    dossier: DossierCode
    type: DocumentType
    text: str
    head: str


def page(query: SearchQuery, terms: Terms, found: Sequence[Found], total: int) -> SearchPage:
    """Make a page of the first `query.limit` of `found`, which are best first and one more when there is one."""
    shown = found[: query.limit]
    more = len(found) > len(shown)
    return SearchPage(
        tuple(_hit(terms, item) for item in shown), total, encode(query, shown[-1].place) if more else None
    )


def _hit(terms: Terms, item: Found) -> SearchHit:
    points = score(item.place.points, len(terms.terms))
    return SearchHit(item.place.id, item.kind, item.dossier, item.type, points, snippet(terms, item.text, item.head))
