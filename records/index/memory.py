"""An index in memory, for trial and tests: ``memory:``. It looks at every entry; the plainest reading of the port."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from models.search import IndexEntry, SearchPage, SearchQuery
from records.backends import Credentials
from records.index.cursor import decode
from records.index.head import head, received
from records.index.page import Found, page
from records.index.query import Terms, parse
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place
from records.index.words import clean, tokens


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry with the words of its head and its text, each framed by blanks so that phrases are found as parts."""

    entry: IndexEntry
    head: str
    text: str
    exact: tuple[str, str]
    folded: tuple[str, str]


class MemoryIndex:
    """Entries by id."""

    def __init__(self) -> None:
        self._kept: Mapping[str, _Kept] = {}
        self._lock = Lock()

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._lock:
            kept = dict(self._kept)
            for entry in entries:
                held = kept.get(entry.id)
                if held is None or held.entry.revision <= entry.revision:
                    kept[entry.id] = _keep(entry)
            self._kept = kept

    def delete(self, ids: Sequence[str]) -> None:
        with self._lock:
            self._kept = {key: kept for key, kept in self._kept.items() if key not in set(ids)}

    def search(self, query: SearchQuery) -> SearchPage:
        terms, after = parse(query), decode(query)
        found = [_found(terms, kept) for kept in self._kept.values() if _seen(query, kept) and _holds(terms, kept)]
        found.sort(key=lambda item: item.place, reverse=True)
        behind = [item for item in found if after is None or item.place < after]
        return page(query, terms, behind, len(found))

    def count(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        with self._lock:
            self._kept = {}

    def probe(self) -> None:
        """Nothing can be wrong with memory that is there."""

    def close(self) -> None:
        """Nothing is held open."""


def _keep(entry: IndexEntry) -> _Kept:
    top, text = head(entry), clean(entry.text)
    words = (tuple(tokens(top)), tuple(tokens(text)))
    exact = tuple(f" {' '.join(token.exact for token in part)} " for part in words)
    folded = tuple(f" {' '.join(token.folded for token in part)} " for part in words)
    return _Kept(entry, top, text, (exact[0], exact[1]), (folded[0], folded[1]))


def _seen(query: SearchQuery, kept: _Kept) -> bool:
    entry = kept.entry
    return (
        (query.agencies is None or bool(set(query.agencies) & set(entry.agencies)))
        and query.owner in (None, entry.owner)
        and query.type in (None, entry.type)
    )


def _in(words: tuple[str, ...], *parts: str) -> bool:
    return any(f" {' '.join(words)} " in part for part in parts)


def _holds(terms: Terms, kept: _Kept) -> bool:
    return all(_in(term.folded, *kept.folded) for term in terms.terms)


def _found(terms: Terms, kept: _Kept) -> Found:
    points = (
        EXACT_TERM * sum(_in(term.exact, *kept.exact) for term in terms.terms)
        + EXACT_PHRASE * _in(terms.phrase.exact, *kept.exact)
        + FOLDED_PHRASE * _in(terms.phrase.folded, *kept.folded)
        + IN_HEAD * all(_in(term.folded, kept.folded[0]) for term in terms.terms)
    )
    entry = kept.entry
    place = Place(points, received(entry.received_at), entry.id)
    return Found(place, entry.kind, entry.dossier, entry.type, kept.text, kept.head)


def open_url(url: str, _credentials: Credentials | None = None) -> MemoryIndex:  # noqa: ARG001 - nothing but the scheme counts
    return MemoryIndex()
