"""A catalogue to rows of cells, as `draft` reads them back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from models.catalogue import Contents
from models.procedure import Chain, Procedure
from records.catalogue.faults import Sheet
from records.catalogue.sheets.cells import Cell
from records.catalogue.sheets.columns import COLUMNS

Values = Mapping[str, Any]


def write_rows(contents: Contents) -> Mapping[Sheet, Sequence[Sequence[Cell]]]:
    """Return the rows of each sheet, titles first. What a cell leaves out is the default of its column."""
    values = {
        Sheet.AGENCIES: map(_attributes, contents.agencies),
        Sheet.PROCEDURES: map(_attributes, contents.procedures),
        Sheet.REQUIREMENTS: (row for procedure in contents.procedures for row in _requirements(procedure)),
        Sheet.CHAINS: (row for chain in contents.chains for row in _steps(chain)),
    }
    return {
        sheet: [[column.title for column in COLUMNS[sheet]], *(_cells(sheet, row) for row in values[sheet])]
        for sheet in Sheet
    }


def _attributes(item: Any) -> Values:  # noqa: ANN401 - any dataclass of the catalogue
    return {field.name: getattr(item, field.name) for field in fields(item)}


def _requirements(procedure: Procedure) -> Iterator[Values]:
    for requirement in procedure.requirements:
        yield {**_attributes(requirement), "procedure": procedure.code, "version": procedure.valid_from}


def _steps(chain: Chain) -> Iterator[Values]:
    for number, step in enumerate(chain.steps, start=1):
        yield {**_attributes(chain), **_attributes(step), "step": number}


def _cells(sheet: Sheet, values: Values) -> Sequence[Cell]:
    return [
        None if values[column.attribute] in (None, "", ()) else column.codec.write(values[column.attribute])
        for column in COLUMNS[sheet]
    ]
