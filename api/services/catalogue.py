"""Procedures and agencies, for pickers; the catalogue as a spreadsheet, in and out."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.services.context import Context
from models.agency import Agency
from models.catalogue import Contents
from models.errors import Conflict, InvalidValue
from models.ports.records import Records
from models.procedure import Procedure
from models.text import fold
from models.time import civil_day
from records.catalogue.problems import Problem
from records.catalogue.sheets import check, merged, read_book, write_book


@dataclass(frozen=True, slots=True)
class Change:
    """How many things of one kind are new, changed or as they were, by its Vietnamese and English name."""

    vi: str
    en: str
    added: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did, or would do; with `problems` it did nothing."""

    problems: Sequence[Problem]
    changes: Sequence[Change] = ()


def find_procedures(context: Context, words: str = "") -> Sequence[Procedure]:
    """Return the procedures in force today in whose code, name or field every word is found; all without words.

    Accents are optional.
    """
    with context.records.read() as records:
        procedures = records.catalogue.procedures(civil_day(context.clock.now()))
    return [p for p in procedures if _found(words, p.code, p.name, p.field)]


def find_agencies(context: Context, words: str = "") -> Sequence[Agency]:
    """Return the agencies in force today in whose code or name every word is found; all without words."""
    with context.records.read() as records:
        agencies = records.catalogue.agencies(civil_day(context.clock.now()))
    return [a for a in agencies if _found(words, a.code, a.name)]


def import_catalogue(context: Context, source: Path, *, replace: bool = False, dry_run: bool = False) -> Import:
    """Load a spreadsheet into the catalogue, all of it or nothing; a dry run only says what would happen.

    `replace` takes out first all that is there, such as the examples that ship with the programme. Raises Conflict for
    that once there are dossiers, which need what they were filed under, and what
    `records.catalogue.sheets.read_book` raises for a file that cannot be read at all.
    """
    draft = read_book(source)
    given = draft.contents
    with context.records.write() as records:
        if replace:
            _check_replaceable(records, given)
        before = Contents() if replace else records.catalogue.whole(for_change=True)
        problems = check(draft, before)
        if not (problems or dry_run):
            if replace:
                records.catalogue.clear()
            records.catalogue.load(given.agencies, given.procedures, given.chains)
    return Import(problems) if problems else Import((), _changes(before, merged(before, given)))


def _check_replaceable(records: Records, given: Contents) -> None:
    if records.dossiers.page(1):
        raise Conflict(
            "Đã có hồ sơ nên không thay toàn bộ danh mục được; hãy nhập không kèm --replace và ghi ngày hết hiệu lực.",
            "there are dossiers, so the catalogue cannot be replaced; import without --replace and end what is over",
        )
    if not given.procedures:
        raise InvalidValue(
            "Thay toàn bộ danh mục thì tệp phải có bảng Thủ tục.", "to replace the catalogue, give its procedures too"
        )


def export_catalogue(context: Context, target: Path) -> Contents:
    """Write the whole catalogue to a workbook, zip or folder, and return what was written. Raises UnsupportedFormat."""
    with context.records.read() as records:
        contents = records.catalogue.whole()
    write_book(contents, target)
    return contents


def _changes(before: Contents, after: Contents) -> Sequence[Change]:
    return (
        _change("cơ quan (theo thời kỳ)", "agencies (periods)", before.agencies, after.agencies),
        _change("thủ tục (theo phiên bản)", "procedures (versions)", before.procedures, after.procedures),
        _change("liên thông", "chains", before.chains, after.chains),
    )


def _change(vi: str, en: str, before: Sequence[Hashable], after: Sequence[Hashable]) -> Change:
    """Compare; nothing is ever taken away, so what is more is new and what else is not as before was changed."""
    same = len(set(before) & set(after))
    added = len(after) - len(before)
    return Change(vi, en, added, len(after) - same - added, same)


def _found(words: str, *texts: str) -> bool:
    text = fold(" ".join(texts))
    return all(word in text for word in fold(words).split())
