"""An index in memory, for trial and tests: ``memory:``. It looks at every entry; the plainest reading of the port."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

from models.ports.index import IndexDraft
from models.search import Facets, IndexEntry, SearchPage, SearchQuery, SearchScope
from records.backends import Credentials
from records.index.cursor import Position
from records.index.draft import overtaken
from records.index.facets import facets, month_of
from records.index.head import head, received
from records.index.page import Answer, Found
from records.index.query import Term, Terms
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, Place, as_typed
from records.index.slips import worth_listing
from records.index.spelling import search_in_steps
from records.index.words import clean, forms


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry with the words of its head and its text, each framed by blanks so that phrases are found as parts."""

    entry: IndexEntry
    head: str
    text: str
    exact: tuple[str, str]
    folded: tuple[str, str]


Shelf = Mapping[str, _Kept]


class MemoryIndex:
    """Entries by id; beside them, during a rebuild, those of the draft."""

    def __init__(self) -> None:
        self._kept: Shelf = {}
        self._draft: _Draft | None = None
        self._lock = RLock()

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._lock:
            self._kept = _with(self._kept, entries)
            if self._draft is not None:
                self._draft.kept = _with(self._draft.kept, entries)

    def delete(self, ids: Sequence[str]) -> None:
        with self._lock:
            self._kept = _without(self._kept, ids)
            if self._draft is not None:
                self._draft.kept = _without(self._draft.kept, ids)

    def search(self, query: SearchQuery) -> SearchPage:
        shelf = self._kept  # never changed in place, so one search sees one state

        def listed(_keys: frozenset[str]) -> Iterable[str]:
            words = {word for kept in shelf.values() for part in kept.folded for word in part.split()}
            return filter(worth_listing, words)

        def ask(terms: Terms, after: Position | None) -> Answer:
            return _answer(query, terms, shelf, after)

        return search_in_steps(query, listed, ask)

    def count(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        with self._lock:
            self._kept = {}

    @contextmanager
    def rebuild(self) -> Iterator[IndexDraft]:
        draft = _Draft(self)
        with self._lock:
            self._draft = draft
        try:
            yield draft
            with self._lock:
                draft.check()
                self._kept = draft.kept
        finally:
            with self._lock:
                self._draft = None if self._draft is draft else self._draft

    def is_drafting(self, draft: "_Draft") -> bool:
        return self._draft is draft

    @property
    def lock(self) -> RLock:
        """Guards what is kept and what is drafted."""
        return self._lock

    def probe(self) -> None:
        """Nothing can be wrong with memory that is there."""

    def close(self) -> None:
        """Nothing is held open."""


class _Draft:
    """The entries of a rebuild."""

    def __init__(self, index: MemoryIndex) -> None:
        self.kept: Shelf = {}
        self._index = index

    def put(self, entries: Sequence[IndexEntry]) -> None:
        with self._index.lock:
            self.check()
            self.kept = _with(self.kept, entries)

    def check(self) -> None:
        """Raise Conflict when another rebuild has begun since."""
        if not self._index.is_drafting(self):
            raise overtaken()


def _with(shelf: Shelf, entries: Sequence[IndexEntry]) -> Shelf:
    new = dict(shelf)
    for entry in entries:
        held = new.get(entry.id)
        if held is None or held.entry.revision <= entry.revision:
            new[entry.id] = _keep(entry)
    return new


def _without(shelf: Shelf, ids: Sequence[str]) -> Shelf:
    gone = set(ids)
    return {key: kept for key, kept in shelf.items() if key not in gone}


def _keep(entry: IndexEntry) -> _Kept:
    top, text = head(entry), clean(entry.text)
    (he, hf), (te, tf) = forms(top), forms(text)
    return _Kept(entry, top, text, (f" {he} ", f" {te} "), (f" {hf} ", f" {tf} "))


def _answer(query: SearchQuery, terms: Terms, shelf: Shelf, after: Position | None) -> Answer:
    hits = [kept for kept in shelf.values() if _chosen(query, kept.entry) and _holds(terms, kept)]
    found = sorted((_found(terms, kept) for kept in hits), key=lambda item: item.place, reverse=True)
    behind = [item for item in found if after is None or item.place < after.place]
    return Answer(behind, len(found), _facets(hits) if query.facets else None)


def _chosen(query: SearchQuery, entry: IndexEntry) -> bool:
    return (
        (query.scope is None or _within(query.scope, entry))
        and (query.agencies is None or not set(query.agencies).isdisjoint(entry.agencies))
        and query.owner in (None, entry.owner)
        and query.type in (None, entry.type)
        and query.procedure in (None, entry.procedure)
        and query.state in (None, entry.state)
        and month_of(entry.received_at).startswith(query.period or "")
    )


def _within(scope: SearchScope, entry: IndexEntry) -> bool:
    return (
        not set(scope.units).isdisjoint(entry.agencies)
        or not set(scope.agencies).isdisjoint(entry.agencies[:1])
        or entry.owner in scope.owners
        or entry.procedure in scope.procedures
    )


def _in(words: tuple[str, ...], *parts: str) -> bool:
    return any(f" {' '.join(words)} " in part for part in parts)


def _holds(terms: Terms, kept: _Kept) -> bool:
    return all(_in(term.folded, *kept.folded) or _slipped(term, kept) for term in terms.terms)


def _slipped(term: Term, kept: _Kept) -> bool:
    return any(_in(slip, *kept.folded) for slip in term.slips)


def _found(terms: Terms, kept: _Kept) -> Found:
    count, exact = len(terms.terms), sum(_in(term.exact, *kept.exact) for term in terms.terms)
    points = (
        as_typed(count) * sum(_in(term.folded, *kept.folded) for term in terms.terms)
        + EXACT_TERM * exact
        + EXACT_PHRASE * _in(terms.phrase.exact, *kept.exact)
        + FOLDED_PHRASE * (exact < count and _in(terms.phrase.folded, *kept.folded))
        + IN_HEAD * all(_in(term.folded, kept.folded[0]) for term in terms.terms)
    )
    entry = kept.entry
    place = Place(points, received(entry.received_at), entry.id)
    return Found(place, entry.kind, entry.dossier, entry.type, kept.text, kept.head)


def _facets(hits: Iterable[_Kept]) -> Facets:
    entries = [kept.entry for kept in hits]
    return facets(
        {
            "types": Counter(entry.type for entry in entries),
            "agencies": Counter(code for entry in entries for code in set(entry.agencies)),
            "procedures": Counter(entry.procedure for entry in entries),
            "states": Counter(str(entry.state.value) for entry in entries),
            "months": Counter(month_of(entry.received_at) for entry in entries),
        }
    )


def open_url(url: str, _credentials: Credentials | None = None) -> MemoryIndex:  # noqa: ARG001 - nothing but the scheme counts
    return MemoryIndex()
