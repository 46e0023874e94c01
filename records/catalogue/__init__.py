"""Starter catalogue: the agencies of two made-up provinces and common procedures, as data files: `starter`.

A real province replaces both files by its own; `read_agencies` and `read_procedures` check them.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from models.agency import Agency
from models.procedure import Procedure
from records.catalogue.agencies import read_agencies
from records.catalogue.procedures import read_procedures

_HERE = Path(__file__).parent


@cache
def starter() -> tuple[Sequence[Agency], Sequence[Procedure]]:
    """Return the agencies and procedures that ship with the programme. Raises MissingData when a file is spoilt."""
    return read_agencies(_HERE / "agencies.csv"), read_procedures(_HERE / "procedures.toml")
