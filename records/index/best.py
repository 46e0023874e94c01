"""The best hits first, without looking at the others.

Rows are numbered by the hour of receipt (`records.index.numbering`), so FTS5 gives the newest first and is left as soon
as a page is full. A region of few rows is scored row by row. One of many is parted by its features, each combination an
expression of its own, asked from the most points down; the rows that have a rare feature are scored one by one.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from records.index.matches import any_of
from records.index.numbering import hour_of
from records.index.ranking import Place
from records.index.regions import Feature, Region

FEW = 200
"""Rows that are scored one by one."""

_MOST = 6
"""Most common features of a region that is parted: two to their power are the combinations."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what orders rows of equal points."""

    received: str
    id: str
    number: int


class Rows(Protocol):
    """What is asked of the tables."""

    def numbers(self, match: str, most: int | None = None) -> list[int]:
        """Return the numbers of rows that an expression finds, at most so many, in no order: half the work."""

    def walk(self, match: str, before: Place | None) -> Generator[Row]:
        """Yield the rows that an expression finds, newest hour first, from the hour of a place on."""

    def some(self, numbers: Sequence[int], before: Place | None) -> Generator[Row]:
        """Yield the rows with these numbers, likewise."""


Numbers = Sequence[int]

Source = str | tuple[int, ...]
"""Rows of equal points: what finds them, or their numbers."""

Levels = Mapping[int, Sequence[Source]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A row with its place."""

    place: Place
    number: int


def best(rows: Rows, regions: Iterable[Region], after: Place | None, count: int) -> list[Scored]:
    """Return the first `count` rows of all regions behind a place, best first."""
    found = list[Scored]()
    for points, sources in _levels(rows, regions, after):
        before = after if after is not None and points == after.points else None
        wanted = count - len(found)
        level = [row for source in sources for row in _newest(_rows(rows, source, before), points, before, wanted)]
        found += sorted(level, key=lambda scored: scored.place, reverse=True)[:wanted]
        if len(found) == count:
            break
    return found


def _levels(rows: Rows, regions: Iterable[Region], after: Place | None) -> Iterator[tuple[int, list[Source]]]:
    """Yield points and where their rows are found, most points first; regions are parted when their turn comes."""
    waiting = sorted(
        (region for region in regions if after is None or region.points <= after.points),
        key=lambda region: region.most,
    )
    known: dict[int, list[Source]] = {}
    while waiting or known:
        top = max(known, default=-1)
        while waiting and waiting[-1].most >= top:
            for points, sources in _parted(rows, waiting.pop()).items():
                if after is None or points <= after.points:
                    known.setdefault(points, []).extend(sources)
            top = max(known, default=-1)
        if known:
            yield top, known.pop(top)


def _parted(rows: Rows, region: Region) -> Levels:
    """Return the levels of a region."""
    if not region.features:
        return {region.points: [region.rows()]}
    few = rows.numbers(region.rows(), FEW + 1)
    if len(few) <= FEW:
        return _scored(region, few, _held(rows, region, region.features, None) if few else {})
    held = _held(rows, region, [feature for feature in region.features if not feature.late], FEW + 1)
    common = tuple(feature for feature in region.features if feature.late or len(held[feature]) > FEW)
    if len(common) > _MOST:
        return _scored(region, rows.numbers(region.rows()), _held(rows, region, region.features, None))
    rare = {feature: numbers for feature, numbers in held.items() if 0 < len(numbers) <= FEW}
    return _mixed(rows, region, common, rare)


def _held(rows: Rows, region: Region, features: Sequence[Feature], most: int | None) -> Mapping[Feature, Numbers]:
    """Return which rows of a region have each feature, at most so many; one that needs another is asked after it."""
    held: dict[Feature, Numbers] = {}
    absent = set[str]()
    for feature in sorted(features, key=lambda feature: feature.needs != ""):
        held[feature] = () if feature.needs in absent else rows.numbers(region.rows((feature,)), most)
        if not held[feature]:
            absent.add(feature.match)
    return held


def _scored(region: Region, numbers: Iterable[int], held: Mapping[Feature, Numbers]) -> dict[int, list[Source]]:
    """Return the levels of rows of a region, each scored by the features that it has."""
    points = dict.fromkeys(numbers, region.points)
    for feature, having in held.items():
        for number in having:
            points[number] += feature.points
    levels: dict[int, list[int]] = {}
    for number in sorted(points, reverse=True):
        levels.setdefault(points[number], []).append(number)
    return {worth: [tuple(several)] for worth, several in levels.items()}


def _mixed(
    rows: Rows, region: Region, common: Sequence[Feature], rare: Mapping[Feature, Numbers]
) -> dict[int, list[Source]]:
    """Return the levels of many rows: those with a rare feature are scored, the others parted by common ones."""
    levels = _combined(region, common, [feature.match for feature in rare])
    if rare:
        numbers = {number for having in rare.values() for number in having}
        few = any_of(f"({feature.match})" for feature in rare)  # others than theirs too, which is sooner asked
        found = _held(rows, Region((few,), region.points), common, None)
        held = {feature: [number for number in having if number in numbers] for feature, having in found.items()}
        for points, sources in _scored(region, numbers, {**rare, **held}).items():
            levels.setdefault(points, []).extend(sources)
    return levels


def _combined(region: Region, features: Sequence[Feature], others: Sequence[str]) -> dict[int, list[Source]]:
    """Return the levels of the rows without `others`, an expression for each combination of features."""
    levels: dict[int, list[Source]] = {}
    for taken in product((True, False), repeat=len(features)):
        having = [feature for feature, wanted in zip(features, taken, strict=True) if wanted]
        lacking = [feature.match for feature, wanted in zip(features, taken, strict=True) if not wanted]
        if any(feature.needs in lacking for feature in having) or _never(region, having):
            continue
        points = region.points + sum(feature.points for feature in having)
        levels.setdefault(points, []).append(region.rows(having, (*lacking, *others)))
    return levels


def _never(region: Region, having: Sequence[Feature]) -> bool:
    return bool(region.never) and set(region.never) <= {feature.match for feature in having}


def _rows(rows: Rows, source: Source, before: Place | None) -> Generator[Row]:
    return rows.walk(source, before) if isinstance(source, str) else rows.some(source, before)


def _newest(rows: Generator[Row], points: int, before: Place | None, count: int) -> list[Scored]:
    """Return the first `count` rows, and others of the hour of the last one, which may be newer than it."""
    found, last = list[Scored](), -1
    with closing(rows):
        for row in rows:
            if hour_of(row.number) < last:
                break
            place = Place(points, row.received, row.id)
            if before is None or place < before:
                found.append(Scored(place, row.number))
                last = hour_of(row.number) if len(found) == count else last
    return found
