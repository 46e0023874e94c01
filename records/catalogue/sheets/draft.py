"""A catalogue as one file writes it: its contents, everything that is wrong in it, and where each thing stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.catalogue import Contents
from records.catalogue.faults import Fault, Sheet
from records.catalogue.problems import Problem
from records.catalogue.sheets.columns import title_of
from records.catalogue.sheets.parts import Place, agencies_of, chains_of, procedures_of
from records.catalogue.sheets.table import RawRow, Table, read_table


@dataclass(frozen=True, slots=True)
class Draft:
    """A catalogue as written in a file. Nothing of it counts while there are problems.

    `places` tells the row of each thing. `lost` are rows that refer to none. `doubtful` are codes of rows that could
    not be understood: nothing more should be said of them. Not `readable`: the titles of a sheet were not understood,
    so that it cannot be judged as a whole.
    """

    contents: Contents
    problems: tuple[Problem, ...]
    places: Mapping[Place, int]
    lost: tuple[Problem, ...]
    doubtful: frozenset[str]
    readable: bool

    def holds(self, fault: Fault) -> bool:
        """Whether the thing with this fault stands in the file."""
        return (fault.sheet, fault.key) in self.places

    def located(self, fault: Fault) -> Problem:
        """Return the fault as a problem of the file; a thing that only the kept catalogue has is named by its key."""
        row = self.places.get((fault.sheet, fault.key))
        name = " ".join(fault.key)
        vi = fault.vi if row else f"{name} trong danh mục hiện có: {fault.vi}"
        en = fault.en if row else f"{name} of the catalogue as it is: {fault.en}"
        return Problem(fault.sheet, row, title_of(fault.sheet, fault.column), vi, en)


def read_draft(raw: Mapping[Sheet, Sequence[RawRow]]) -> Draft:
    """Return what the sheets of one file say, all problems collected."""
    tables = {sheet: read_table(sheet, raw[sheet]) if sheet in raw else Table() for sheet in Sheet}
    agencies = agencies_of(tables[Sheet.AGENCIES].rows)
    procedures = procedures_of(tables[Sheet.PROCEDURES].rows, tables[Sheet.REQUIREMENTS].rows)
    chains = chains_of(tables[Sheet.CHAINS].rows)
    parts = (agencies, procedures, chains)
    readable = all(table.readable for table in tables.values())
    apart = [problem for part in parts for problem in part.problems] if readable else []
    return Draft(
        Contents(agencies.items, procedures.items, chains.items),
        (*_halves(raw), *(problem for table in tables.values() for problem in table.problems), *apart),
        {place: row for part in parts for place, row in part.places.items()},
        procedures.lost,
        procedures.orphans | frozenset(code for table in tables.values() for code in _doubtful(table)),
        readable,
    )


def _halves(raw: Mapping[Sheet, Sequence[RawRow]]) -> Iterator[Problem]:
    """Ask for procedures and requirements together: the one without the other would take away all requirements."""
    for sheet, other in ((Sheet.PROCEDURES, Sheet.REQUIREMENTS), (Sheet.REQUIREMENTS, Sheet.PROCEDURES)):
        if sheet in raw and other not in raw:
            vi = f"có bảng này mà thiếu bảng {other}; hai bảng phải đi cùng nhau"
            yield Problem(sheet, None, "", vi, f"comes without the sheet {other}; the two go together")


def _doubtful(table: Table) -> Iterator[str]:
    for row in table.rows:
        if not row.whole:
            yield from (row.values[name] for name in ("code", "procedure", "key") if name in row.values)
