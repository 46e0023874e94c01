"""The head of an entry: its code, owner and fields, which are searched beside the printed text."""

from datetime import UTC, datetime

from models.search import IndexEntry
from records.index.words import clean


def head(entry: IndexEntry) -> str:
    """Return the entry's dossier code, owner and field values as one line, parts set apart by a middle dot."""
    parts = (entry.dossier, entry.owner_name, entry.owner, *entry.fields.values())
    return " · ".join(dict.fromkeys(" ".join(clean(part).split()) for part in parts if part.strip()))


def agency_of(entry: IndexEntry) -> str:
    """Return the agency at which an entry's dossier was filed; empty when there is none."""
    return entry.agencies[0] if entry.agencies else ""


def received(moment: datetime) -> str:
    """Return an aware moment as text that sorts by time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
