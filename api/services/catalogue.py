"""Procedures and agencies, for pickers."""

from collections.abc import Sequence

from api.services.context import Context
from models.agency import Agency
from models.procedure import Procedure
from models.text import fold
from models.time import civil_day


def find_procedures(context: Context, words: str = "") -> Sequence[Procedure]:
    """Return the procedures in whose code, name or field every word is found, accents optional; all without words."""
    with context.records.read() as records:
        procedures = records.catalogue.procedures()
    return [p for p in procedures if _found(words, p.code, p.name, p.field)]


def find_agencies(context: Context, words: str = "") -> Sequence[Agency]:
    """Return the agencies in force today in whose code or name every word is found; all without words."""
    with context.records.read() as records:
        agencies = records.catalogue.agencies(civil_day(context.clock.now()))
    return [a for a in agencies if _found(words, a.code, a.name)]


def _found(words: str, *texts: str) -> bool:
    text = fold(" ".join(texts))
    return all(word in text for word in fold(words).split())
