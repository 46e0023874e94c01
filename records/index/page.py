"""One page of hits, made the same way for every index."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.identifiers import DocumentType, DossierCode
from models.search import COUNTED_TO, Facets, SearchHit, SearchPage, SearchQuery
from records.index.cursor import Position, encode
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What an index answers: hits best first, one more than a page when there is one, their total and counts.

    `total` is exact up to `COUNTED_TO`; where there are more it is any greater number.
    `view` names the state of the index that it was made on, if the server keeps that for following pages.
    """

    found: Sequence[Found]
    total: int
    facets: Facets | None = None
    view: str = ""


def page(query: SearchQuery, terms: Terms, answer: Answer, *, wide: bool) -> SearchPage:
    """Make a page of the first `query.limit` hits."""
    shown = answer.found[: query.limit]
    more = len(answer.found) > len(shown)
    cursor = encode(query, Position(shown[-1].place, wide, answer.view)) if more else None
    hits = tuple(_hit(terms, item) for item in shown)
    return SearchPage(hits, min(answer.total, COUNTED_TO), answer.total > COUNTED_TO, cursor, answer.facets)


def _hit(terms: Terms, item: Found) -> SearchHit:
    points = score(item.place.points, len(terms.terms))
    return SearchHit(item.place.id, item.kind, item.dossier, item.type, points, snippet(terms, item.text, item.head))
