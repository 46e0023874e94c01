"""The ledger to be written to on its own, and to be read: by an owner, and by an auditor."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.services.context import Context
from api.services.ledger_words import in_words
from models.errors import NotFound
from models.identifiers import ComponentId, DocumentType, DossierCode, OwnerId, ResultId
from models.ledger import LedgerEntry, LedgerNote
from models.ports.records import Records
from models.time import civil_day
from records.vocabulary import paper_name

MOST = 200
"""Entries on one page."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An entry with what it means.

    `paper` is the type of the paper, None when it is about none; `vi` and `en` are one sentence each.
    """

    entry: LedgerEntry
    agency_name: str
    paper: DocumentType | None
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page; `after` is to be given for the next one, None when there is none."""

    lines: tuple[LedgerLine, ...]
    after: int | None


def write_apart(context: Context, *notes: LedgerNote) -> None:
    """Write notes in a transaction of their own: for a denial, whose own transaction is rolled back or only read."""
    with context.records.write() as records:
        for note in notes:
            records.ledger.add(note)


def uses_of_owner(context: Context, owner: OwnerId, limit: int = 50, after: int | None = None) -> LedgerPage:
    """Return who looked at, was granted, was refused or used what of an owner, newest first, at most `MOST` a page.

    Entries under an earlier id of the same person, linked by evidence, are among them.
    """
    size = max(1, min(limit, MOST))
    with context.records.read() as records:
        ids = records.owners.same_person(owner)
        return _page(records, records.ledger.of_owner(ids, size + 1, after), size)


def entries_from(context: Context, limit: int = 50, after: int = 0) -> LedgerPage:
    """Return the whole ledger page by page, oldest first, at most `MOST` a page: the auditor's list."""
    size = max(1, min(limit, MOST))
    with context.records.read() as records:
        return _page(records, records.ledger.range(after, size + 1), size)


def entries_of_dossier(context: Context, code: DossierCode) -> Sequence[LedgerLine]:
    """Return all that happened in one dossier, oldest first."""
    with context.records.read() as records:
        return [_line(records, entry) for entry in records.ledger.of_dossier(code)]


def _page(records: Records, found: Sequence[LedgerEntry], size: int) -> LedgerPage:
    shown = found[:size]
    return LedgerPage(tuple(_line(records, entry) for entry in shown), shown[-1].number if len(found) > size else None)


def _line(records: Records, entry: LedgerEntry) -> LedgerLine:
    agency, paper = _agency_name(records, entry.note), _paper(records, entry.note)
    vi, en = in_words(entry.note, agency, "" if paper is None else paper_name(paper))
    return LedgerLine(entry, agency, paper, vi, en)


def _agency_name(records: Records, note: LedgerNote) -> str:
    if note.agency is None:
        return ""
    try:
        return records.catalogue.recorded(note.agency, civil_day(note.at)).name
    except NotFound:
        return note.agency  # not in the catalogue that day: its code says as much as we know


def _paper(records: Records, note: LedgerNote) -> DocumentType | None:
    """Return the type of the paper an entry is about, as believed now."""
    if note.item is None:
        return None
    try:
        return records.components.get(ComponentId(note.item)).type
    except NotFound:
        try:
            return records.results.get(ResultId(note.item)).type
        except NotFound:
            return None  # a refusal of something that does not exist is noted with the id that was asked for
