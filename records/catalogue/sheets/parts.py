"""Rows of the four sheets to agencies, procedures and chains, each with the row that it came from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from models.agency import Agency
from models.procedure import Chain, ChainStep, Procedure, Requirement
from records.catalogue.faults import Key, Sheet, requirement_key, step_key, version_key
from records.catalogue.problems import Problem
from records.catalogue.sheets.columns import title_of
from records.catalogue.sheets.table import Row

T = TypeVar("T")
Place = tuple[Sheet, Key]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What rows were put together to, the row of each thing, and what does not fit together.

    `lost` are rows that refer to no row of another sheet, `orphans` the codes that they name.
    """

    items: tuple[T, ...]
    places: Mapping[Place, int]
    problems: tuple[Problem, ...]
    lost: tuple[Problem, ...] = ()
    orphans: frozenset[str] = frozenset()


def agencies_of(rows: Sequence[Row]) -> Part[Agency]:
    """Return the agencies of the rows that are whole."""
    found = [(row.number, Agency(**row.values)) for row in rows if row.whole]
    keyed = [(number, version_key(agency.code, agency.valid_from)) for number, agency in found]
    return Part(tuple(agency for _, agency in found), _places(Sheet.AGENCIES, keyed), _twice(Sheet.AGENCIES, keyed))


def procedures_of(rows: Sequence[Row], required: Sequence[Row]) -> Part[Procedure]:
    """Return the procedures of the whole rows, with the requirements of theirs, in the order of the rows."""
    days = _days(rows)
    broken = {row.values.get("code") for row in rows if not row.whole}
    matched = [(row, _version(row, days.get(row.values["procedure"], ()))) for row in required if row.whole]
    found = [(row, day) for row, day in matched if day is not None]
    lost = [row for row, day in matched if day is None]
    tops = [(row.number, version_key(row.values["code"], row.values["valid_from"])) for row in rows if row.whole]
    keyed = [(row.number, requirement_key(row.values["procedure"], day, row.values["key"])) for row, day in found]
    return Part(
        tuple(_procedures([row for row in rows if row.whole], found)),
        _places(Sheet.PROCEDURES, tops) | _places(Sheet.REQUIREMENTS, keyed),
        (*_twice(Sheet.PROCEDURES, tops), *_twice(Sheet.REQUIREMENTS, keyed)),
        tuple(_without_procedure(row, days) for row in lost if row.values["procedure"] not in broken),
        frozenset(row.values["procedure"] for row in lost),
    )


def _days(rows: Sequence[Row]) -> Mapping[str, Sequence[date]]:
    """Return the first days of the versions of each code, also of rows that are otherwise not understood."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for row in rows:
        if {"code", "valid_from"} <= row.values.keys():
            days[row.values["code"]].append(row.values["valid_from"])
    return days


def _procedures(rows: Sequence[Row], required: Sequence[tuple[Row, date]]) -> Iterator[Procedure]:
    lists: defaultdict[Key, list[Requirement]] = defaultdict(list)
    for row, day in required:
        lists[version_key(row.values["procedure"], day)].append(_requirement(row))
    for row in rows:
        key = version_key(row.values["code"], row.values["valid_from"])
        yield Procedure(**row.values, requirements=tuple(lists[key]))


def _version(row: Row, known: Sequence[date]) -> date | None:
    """Return the version that a requirement is of: the one it names, or the only one there is."""
    named: date | None = row.values["version"]
    if named is None:
        return known[0] if len(known) == 1 else None
    return named if named in known else None


def _without_procedure(row: Row, days: Mapping[str, Sequence[date]]) -> Problem:
    code, named = row.values["procedure"], row.values["version"]
    known = days.get(code)
    if not known:
        column, vi, en = "procedure", f"bảng Thủ tục không có thủ tục {code}", f"there is no procedure {code}"
    elif named is None:
        vi = f"thủ tục {code} có {len(known)} phiên bản; hãy ghi ngày của phiên bản nào"
        column, en = "version", f"procedure {code} has {len(known)} versions; say which"
    else:
        vi = f"thủ tục {code} không có phiên bản từ ngày {named:%d/%m/%Y}"
        column, en = "version", f"procedure {code} has no version from {named}"
    return Problem(Sheet.REQUIREMENTS, row.number, title_of(Sheet.REQUIREMENTS, column), vi, en)


def _requirement(row: Row) -> Requirement:
    return Requirement(**{name: value for name, value in row.values.items() if name not in {"procedure", "version"}})


def chains_of(rows: Sequence[Row]) -> Part[Chain]:
    """Return the chains all of whose rows are whole, their steps in order."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.values.get("key", "")].append(row)
    whole = {key: group for key, group in groups.items() if all(row.whole for row in group)}
    sound = {key: _in_order(group) for key, group in whole.items()}
    problems = [problem for group in whole.values() for problem in _again(group)]
    problems += [problem for group in sound.values() for problem in _chain_problems(group)]
    keyed = [(row.number, step_key(key, n)) for key, group in sound.items() for n, row in enumerate(group, start=1)]
    return Part(tuple(map(_chain, sound.values())), _places(Sheet.CHAINS, keyed), tuple(problems))


def _step(row: Row) -> int:
    step: int = row.values["step"]
    return step


def _in_order(group: Sequence[Row]) -> Sequence[Row]:
    """Return the rows by step; of a step given twice, the first."""
    return sorted({_step(row): row for row in reversed(group)}.values(), key=_step)


def _chain(group: Sequence[Row]) -> Chain:
    first = group[0].values
    steps = tuple(ChainStep(row.values["procedure"], row.values["level"], row.values["feeds"]) for row in group)
    return Chain(first["key"], first["name"], steps, first["valid_from"], first["valid_to"])


def _chain_problems(group: Sequence[Row]) -> Iterator[Problem]:
    for number, row in enumerate(group, start=1):
        if _step(row) != number:
            vi, en = f"các bước phải là 1, 2, 3…; đây phải là bước {number}", f"steps count 1, 2, 3…; this is {number}"
            yield Problem(Sheet.CHAINS, row.number, title_of(Sheet.CHAINS, "step"), vi, en)
        for column in ("name", "valid_from", "valid_to"):
            if row.values[column] != group[0].values[column]:
                vi, en = f"phải giống hàng {group[0].number}", f"must be as in row {group[0].number}"
                yield Problem(Sheet.CHAINS, row.number, title_of(Sheet.CHAINS, column), vi, en)


def _again(rows: Sequence[Row]) -> Iterator[Problem]:
    """Name the rows whose step stands in a row above."""
    first: dict[tuple[str, int], int] = {}
    for row in rows:
        key = row.values["key"], _step(row)
        if key in first:
            vi, en = f"bước này đã có ở hàng {first[key]}", f"this step stands in row {first[key]}"
            yield Problem(Sheet.CHAINS, row.number, title_of(Sheet.CHAINS, "step"), vi, en)
        first.setdefault(key, row.number)


def _places(sheet: Sheet, keyed: Sequence[tuple[int, Key]]) -> dict[Place, int]:
    return {(sheet, key): number for number, key in reversed(keyed)}


def _twice(sheet: Sheet, keyed: Sequence[tuple[int, Key]]) -> tuple[Problem, ...]:
    first = _places(sheet, keyed)
    return tuple(
        Problem(sheet, number, "", f"trùng với hàng {first[sheet, key]}", f"says the same as row {first[sheet, key]}")
        for number, key in keyed
        if number != first[sheet, key]
    )
