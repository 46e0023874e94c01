"""What a bare client is given to do: the same papers and questions, with no preparation by us."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from models.search import IndexEntry, SearchQuery

HITS = 21
"""Hits that are asked for: a page and one more, as ours does."""


def head(entry: IndexEntry) -> str:
    """Return an entry's code, owner and fields as one line."""
    return " · ".join((entry.dossier, entry.owner_name, entry.owner, *entry.fields.values()))


def without_accents(text: str) -> str:
    """Return a text without accents in the quickest way that Python has."""
    return unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()


def is_accented(text: str) -> bool:
    return without_accents(text) != text


def chosen(query: SearchQuery) -> Mapping[str, Any]:
    """Return what a search is narrowed by, by the names of attributes, without what it leaves open."""
    wanted = {
        "owner": query.owner,
        "type": query.type,
        "procedure": query.procedure,
        "state": None if query.state is None else query.state.value,
    }
    return {name: value for name, value in wanted.items() if value is not None}
