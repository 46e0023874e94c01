"""How long papers are valid: by what they state, else by the table `records/data/validity.csv`, never by silence.

Each row of the table names a paper type, how its validity ends, and the provision that says so. A type without a row is
not reused: somebody has to state its validity first. Days are days in Viet Nam; the last day counts in.
"""

import csv
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from models.component import Component
from models.errors import MissingData
from models.identifiers import DocumentType
from models.result import ProcedureResult
from models.text import fold
from models.time import civil_day

Item = Component | ProcedureResult

_TABLE = Path(__file__).parent / "data" / "validity.csv"
_UNENDING = frozenset({"khong thoi han", "vo thoi han", "khong xac dinh thoi han"})
MONTHS_OF_YEAR = 12


class Term(StrEnum):
    """How the validity of a type of paper ends, where the paper itself states no day."""

    PERMANENT = "permanent"  # never by time, only by revocation or replacement
    PRINTED = "printed"  # on the day printed on it, which must be there
    MONTHS = "months"  # so many months after its issue
    UNTIL = "until"  # on one day for all papers of the type
    REQUIREMENT = "requirement"  # no law says; the procedure must limit the age


@dataclass(frozen=True, slots=True)
class Validity:
    """The row of a type: `months` for MONTHS, `until` for UNTIL; `basis` is the provision, in Vietnamese."""

    term: Term
    basis: str
    months: int = 0
    until: date | None = None


@cache
def validity_table() -> Mapping[DocumentType, Validity]:
    """Return the table by paper type. Raises MissingData when the file is spoilt."""
    try:
        with _TABLE.open(encoding="utf-8", newline="") as stream:
            return {DocumentType(row["type"]): _validity(row) for row in csv.DictReader(stream)}
    except (KeyError, ValueError) as exc:
        raise MissingData(
            "Bảng thời hạn giấy tờ bị hỏng, hãy cài lại chương trình.",
            f"the table of validity is spoilt, install the programme again: {exc}",
        ) from exc


def _validity(row: Mapping[str, str]) -> Validity:
    term, value = Term(row["kind"]), row["value"]
    return Validity(
        term,
        row["basis"],
        months=int(value) if term is Term.MONTHS else 0,
        until=date.fromisoformat(value) if term is Term.UNTIL else None,
    )


def last_day(item: Item) -> date | None:
    """Return the last day on which a paper is valid: the one that it states, else the one that follows from its type.

    None where it has no end, where only the procedure sets one, and where it cannot be known; what cannot be known is
    an obstacle by itself (`records.reuse`).
    """
    printed = stated_day(item, "expiry_date")
    rule = validity_table().get(item.type)
    if printed is not None or rule is None or states_no_end(item):
        return printed
    if rule.term is Term.UNTIL:
        return rule.until
    issued = issue_day(item)
    return months_after(issued, rule.months) if rule.term is Term.MONTHS and issued else None


def issue_day(item: Item) -> date | None:
    """Return the day of issue that is printed; of a result that states none, the day of its issue in the dossier."""
    if isinstance(item, ProcedureResult) and not item.fields.get("issue_date", "").strip():
        return civil_day(item.issued_at)
    return stated_day(item, "issue_date")


def states_no_end(item: Item) -> bool:
    """Say whether the paper itself states that it has no end (*không thời hạn*)."""
    return no_end(item.fields.get("expiry_date", ""))


def no_end(text: str) -> bool:
    return fold(text).strip() in _UNENDING


def stated_day(item: Item, field: str) -> date | None:
    """Return a day that stands in a field; None where there is none, or none that can be understood."""
    try:
        return date.fromisoformat(item.fields.get(field, "").strip())
    except ValueError:
        return None  # not swallowed: the rules of reuse say that the day is not known


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the month's last where it is shorter (Civil Code 2015, Article 148)."""
    years, month = divmod(day.month - 1 + months, MONTHS_OF_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
