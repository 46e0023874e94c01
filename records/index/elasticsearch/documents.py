"""Entries and odd words as documents of Elasticsearch, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from models.search import IndexEntry
from records.index.facets import month_of
from records.index.head import agency_of, head, received
from records.index.page import Found
from records.index.ranking import Place
from records.index.slips import keys, worth_listing
from records.index.words import clean, forms

PROBE, WORD = "probe", "word"
"""Kinds of documents that are no entries: what a probe writes, and an odd word with its keys."""

SHOWN = ("kind", "dossier", "type", "text", "head")
"""Members that a hit is made of."""

Document = Mapping[str, Any]
Operation = tuple[Document, ...]
"""The one or two lines of one operation of a bulk request."""


def put_operation(entry: IndexEntry) -> Operation:
    """Return the operation that writes an entry.

    The server compares revisions itself, so that any number of followers may write at once.
    """
    action = {"index": {"_id": entry.id, "version": entry.revision, "version_type": "external_gte"}}
    return action, _document(entry)


def delete_operation(id: str) -> Operation:
    return ({"delete": {"_id": id}},)


def word_operation(word: str) -> Operation:
    """Return the operation that lists an odd word; the server refuses one that it has, which is as well."""
    return {"create": {"_id": f"{WORD}:{word}"}}, {"kind": WORD, "word": word, "keys": sorted(keys(word))}


def odd_words(operations: Iterable[Operation]) -> set[str]:
    """Return the words in documents to be written that the index must list."""
    documents = (operation[1] for operation in operations if "folded" in operation[-1])
    printed = (part.split() for each in documents for part in each["folded"])
    return set(filter(worth_listing, set(chain.from_iterable(printed))))


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


def found(hit: Mapping[str, Any]) -> Found:
    """Return a hit of the server as one of ours."""
    points, when, id = hit["sort"][:3]  # noqa: A001 - the domain's word
    kept = hit["_source"]
    return Found(Place(int(points), when, id), kept["kind"], kept["dossier"], kept["type"], kept["text"], kept["head"])


def _document(entry: IndexEntry) -> Document:
    top, text = head(entry), clean(entry.text)
    (he, hf), (te, tf) = forms(top), forms(text)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "dossier": entry.dossier,
        "agency": agency_of(entry),
        "owner": entry.owner,
        "type": entry.type,
        "procedure": entry.procedure,
        "state": str(entry.state.value),
        "received": received(entry.received_at),
        "month": month_of(entry.received_at),
        "agencies": list(dict.fromkeys(entry.agencies)),
        "head": top,
        "text": text,
        "exact": [he, te],
        "folded": [hf, tf],
        "top": hf,
    }
