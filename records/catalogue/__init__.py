"""The catalogue: `starter` ships with the programme; `sheets` reads, checks and writes one as a spreadsheet.

`rules` says what must hold, `periods` how versions follow one another, `chains` what a chain of procedures asks for.
"""

from functools import cache
from pathlib import Path

from models.catalogue import Contents
from models.errors import MissingData
from records.catalogue.sheets import check, read_book

_STARTER = Path(__file__).parent / "data"


@cache
def starter() -> Contents:
    """Return the catalogue of two made-up provinces that ships with the programme.

    It is kept in the very format that offices edit. Raises MissingData when its files are spoilt.
    """
    draft = read_book(_STARTER)
    for problem in check(draft, Contents()):
        raise MissingData(
            f"Danh mục mẫu bị hỏng, hãy cài lại chương trình. {problem.vietnamese}",
            f"the starter catalogue is spoilt, install the programme again. {problem.english}",
        )
    return draft.contents
