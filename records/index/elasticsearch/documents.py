"""Entries as documents of Elasticsearch, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from models.search import IndexEntry
from records.index import slips
from records.index.cursor import spoilt
from records.index.facets import month_of
from records.index.head import agency_of, head, received
from records.index.page import Found
from records.index.ranking import Place
from records.index.spelling import may_be
from records.index.words import clean, spread

PROBE, WORD = "probe", "word"
"""Kinds of documents that are no entries: what a probe writes, and odd words with their keys (`listing`)."""

SHOWN = ("kind", "dossier", "type", "text", "head")
"""Members that a hit is made of: the only ones that the server keeps as they are."""

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a bulk request: its one or two lines, and the odd words that the index must list for it."""

    lines: tuple[Document, ...]
    odd: frozenset[str] = frozenset()


def put_operation(entry: IndexEntry) -> Operation:
    """Return the operation that writes an entry.

    The server compares revisions itself, so that any number of followers may write at once.
    """
    action = {"index": {"_id": entry.id, "version": entry.revision, "version_type": "external_gte"}}
    document, odd = _document(entry)
    return Operation((action, document), odd)


def delete_operation(id: str) -> Operation:
    return Operation(({"delete": {"_id": id}},))


def odd_words(operations: Iterable[Operation]) -> set[str]:
    """Return the words that the index must list for some operations."""
    return set().union(*(operation.odd for operation in operations))


def batches(entries: Iterable[IndexEntry], most: int, letters: int) -> Iterator[Sequence[IndexEntry]]:
    """Yield entries in batches of so many, and of so many letters of text unless one alone has more."""
    batch: list[IndexEntry] = []
    held = 0
    for entry in entries:
        if batch and (len(batch) == most or held + len(entry.text) > letters):
            yield batch
            batch, held = [], 0
        batch.append(entry)
        held += len(entry.text)
    if batch:
        yield batch


def found(hit: Mapping[str, Any], points: int | None = None) -> Found:
    """Return a hit of the server as one of ours, of these points or, if None, of those that it was sorted by."""
    *rated, when, id = hit["sort"][: 3 if points is None else 2]  # noqa: A001 - the domain's word
    points = round(rated[0]) if points is None else points
    kind, dossier, type, text, head = (hit["fields"].get(name, [""])[0] for name in SHOWN)  # noqa: A001 - likewise
    return Found(Place(points, received(_EPOCH + timedelta(microseconds=when)), id), kind, dossier, type, text, head)


def micros(moment: str) -> int:
    """Return a moment as in `head.received` as microseconds since 1970. Raises InvalidValue for anything else."""
    try:
        return (datetime.fromisoformat(moment) - _EPOCH) // _MICROSECOND
    except (ValueError, TypeError) as exc:
        raise spoilt() from exc


def _document(entry: IndexEntry) -> tuple[Document, frozenset[str]]:
    """Return an entry as it is sent, and its odd words."""
    top, text = head(entry), clean(entry.text)
    (he, hf), (te, tf) = spread(top), spread(text)
    odd = slips.odd_words(hf, tf)
    document = {
        "id": entry.id,
        "kind": entry.kind,
        "dossier": entry.dossier,
        "agency": agency_of(entry),
        "owner": entry.owner,
        "type": entry.type,
        "procedure": entry.procedure,
        "state": str(entry.state.value),
        "received": (entry.received_at - _EPOCH) // _MICROSECOND,
        "month": month_of(entry.received_at),
        "agencies": list(dict.fromkeys(entry.agencies)),
        "head": top,
        "text": text,
        "exact": [he, te],
        "folded": [hf, tf],
        "top": hf,
        "may_be": list(set(chain.from_iterable(map(may_be, odd)))),
    }
    return document, odd
