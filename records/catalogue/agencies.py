"""Agencies from a CSV file: one row for each agency and period."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from models.agency import Agency, Level
from models.dossier_code import form_dossier_code, parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import AgencyCode
from models.text import collapse, nfc
from records.catalogue.problems import spoilt, unreadable

COLUMNS = ("code", "name", "level", "parent", "valid_from", "valid_to", "successor")
"""Header of the file; `parent`, `valid_to`, `successor` may be empty; dates are ISO 8601, `valid_to` is exclusive."""

_RANK = {level: rank for rank, level in enumerate(Level)}

Row = tuple[int, Agency]
"""Line of the file, counted from 1, and what stands there."""


def read_agencies(file: Path) -> tuple[Agency, ...]:
    """Return the agencies of `file` in its order. Raises MissingData naming file, row and column of what is wrong."""
    rows = [(number, _agency(file, number, cells)) for number, cells in _cells(file)]
    periods: defaultdict[AgencyCode, list[Row]] = defaultdict(list)
    for row in rows:
        periods[row[1].code].append(row)
    for code in periods:
        _check_periods(file, periods[code])
    for number, agency in rows:
        _check_parent(file, number, agency, [above for _, above in periods.get(agency.parent or AgencyCode(""), [])])
        _check_successor(file, number, agency, periods)
    return tuple(agency for _, agency in rows)


def _cells(file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise spoilt(file, "row 1", ", ".join(reader.fieldnames or ()), "sai tên cột", f"expected {COLUMNS}")
            for cells in reader:
                if None in cells or None in cells.values():
                    raise spoilt(file, f"row {reader.line_num}", "", "thừa hoặc thiếu ô", "too many or too few cells")
                yield reader.line_num, cells
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise unreadable(file, exc) from exc


def _agency(file: Path, number: int, cells: Mapping[str, str]) -> Agency:
    row = {name: collapse(nfc(cells[name])) for name in COLUMNS}
    place = f"row {number}"
    if row["level"] not in set(Level):
        raise spoilt(file, place, "level", f"cấp “{row['level']}” không có", f"no level “{row['level']}”")
    if not row["name"]:
        raise spoilt(file, place, "name", "thiếu tên", "no name")
    return Agency(
        code=_code(file, place, "code", row["code"]),
        name=row["name"],
        level=Level(row["level"]),
        parent=_code(file, place, "parent", row["parent"]) if row["parent"] else None,
        valid_from=_day(file, place, "valid_from", row["valid_from"]),
        valid_to=_day(file, place, "valid_to", row["valid_to"]) if row["valid_to"] else None,
        successor=_code(file, place, "successor", row["successor"]) if row["successor"] else None,
    )


def _code(file: Path, place: str, column: str, text: str) -> AgencyCode:
    """Return `text` as a code, if the dossier codes formed from it can be read back when somebody types them."""
    code = AgencyCode(text)
    formed = form_dossier_code(code, date(2000, 1, 1), 1)
    try:
        sound = parse_dossier_code(formed) == formed
    except InvalidValue:
        sound = False
    if not sound:
        raise spoilt(file, place, column, f"mã “{text}” không đúng dạng", f"“{text}” is no agency code")
    return code


def _day(file: Path, place: str, column: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise spoilt(file, place, column, f"ngày “{text}” không đúng dạng", f"“{text}” is no date") from exc


def _check_periods(file: Path, rows: Sequence[Row]) -> None:
    """Ask that the periods of one code are neither empty nor overlap."""
    ordered = sorted(rows, key=lambda row: row[1].valid_from)
    for number, agency in ordered:
        if agency.valid_to is not None and agency.valid_to <= agency.valid_from:
            raise spoilt(file, f"row {number}", "valid_to", "ngày hết trước ngày đầu", "ends before it begins")
    for (_, before), (number, after) in pairwise(ordered):
        if before.valid_to is None or after.valid_from < before.valid_to:
            vi, en = f"mã {after.code} có hai kỳ chồng nhau", f"two periods of {after.code} overlap"
            raise spoilt(file, f"row {number}", "valid_from", vi, en)


def _check_parent(file: Path, number: int, agency: Agency, above: Sequence[Agency]) -> None:
    """Ask that the parent is there all that time, at a higher level or the same (a sở under its UBND)."""
    if agency.parent is None:
        return
    if agency.parent == agency.code or not _covered(agency, above):
        vi = f"cơ quan cấp trên {agency.parent} không có trong suốt thời kỳ này"
        raise spoilt(file, f"row {number}", "parent", vi, f"parent {agency.parent} is not in force all that time")
    if any(_RANK[upper.level] > _RANK[agency.level] for upper in above if _meet(upper, agency)):
        vi = f"cơ quan cấp trên {agency.parent} lại ở cấp thấp hơn"
        raise spoilt(file, f"row {number}", "parent", vi, f"parent {agency.parent} is of a lower level")


def _covered(agency: Agency, above: Sequence[Agency]) -> bool:
    """Whether periods of the parent, end to end, cover that of `agency`."""
    day = agency.valid_from
    for period in sorted(above, key=lambda upper: upper.valid_from):
        if period.in_force(day):
            if period.valid_to is None:
                return True
            day = period.valid_to
    return agency.valid_to is not None and day >= agency.valid_to


def _meet(one: Agency, other: Agency) -> bool:
    return (other.valid_to is None or one.valid_from < other.valid_to) and (
        one.valid_to is None or other.valid_from < one.valid_to
    )


def _check_successor(file: Path, number: int, agency: Agency, periods: Mapping[AgencyCode, Sequence[Row]]) -> None:
    """Ask that a successor takes over on the day on which the agency ends."""
    if agency.successor is None:
        return
    if agency.valid_to is None:
        vi, en = "còn hiệu lực mà có cơ quan kế thừa", "has a successor though it does not end"
        raise spoilt(file, f"row {number}", "successor", vi, en)
    if not any(heir.in_force(agency.valid_to) for _, heir in periods.get(agency.successor, ())):
        vi = f"cơ quan kế thừa {agency.successor} không có vào ngày {agency.valid_to:%d/%m/%Y}"
        raise spoilt(file, f"row {number}", "successor", vi, f"{agency.successor} is not in force on {agency.valid_to}")
