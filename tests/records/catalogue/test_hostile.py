"""Whatever stands in a cell or in the bytes of a file: an answer, never a crash, and never half a catalogue."""

import random
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import HosoError, InputError
from records.catalogue.faults import Sheet
from records.catalogue.sheets import check, read_book
from tests.records.catalogue.sheets import NOTHING, Rows, draft, problems, sound, workbook

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=20),
    st.sampled_from(["1.000894", "xã; huyện", "=1", "identity = 1.identity", "01/07/2025", "căn cước", "birth"]),
)
WORKBOOK = workbook(sound())


@given(st.lists(st.tuples(st.sampled_from(Sheet), st.integers(0, 99), st.integers(0, 99), CELLS), max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_cells_anywhere_give_a_sound_catalogue_or_problems_with_places(
    changes: list[tuple[Sheet, int, int, str | int | float | date | datetime | None]],
) -> None:
    book: Rows = sound()
    for sheet, row, column, cell in changes:
        cells = book[sheet][row % len(book[sheet])]
        cells[column % len(cells)] = cell
    found = problems(book)
    if not found:
        made = draft(book)
        assert len(made.contents.procedures) == len([row for row in book[Sheet.PROCEDURES][1:] if any(row)])
    for problem in found:
        assert problem.sheet in set(Sheet)
        assert "\n" not in problem.vietnamese


@pytest.mark.parametrize("seed", range(4))
def test_a_workbook_with_wrong_bytes_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(15):
        content = bytearray(WORKBOOK)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a.xlsx"
            path.write_bytes(content)
            try:
                check(read_book(path), NOTHING)
            except HosoError as refusal:
                assert isinstance(refusal, InputError)  # noqa: PT017  # other errors of the house would be wrong here
