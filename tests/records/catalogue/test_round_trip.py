"""Properties over random catalogues: written and read again they are the same, and versions follow one another."""

import random
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.catalogue import Contents
from records.catalogue.periods import in_sequence, overlaps
from records.catalogue.rules import faults
from records.catalogue.sheets import check, merged, read_book, write_book
from tests.records.catalogue.sheets import NOTHING
from tests.records.catalogue.worlds import START, catalogues, versions


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "folder"])
@given(contents=catalogues())
@settings(max_examples=25, deadline=None)
def test_what_is_exported_and_imported_is_identical(name: str, contents: Contents) -> None:
    assert list(faults(contents)) == []
    with TemporaryDirectory() as folder:
        write_book(contents, Path(folder) / name)
        back = read_book(Path(folder) / name)
    assert check(back, NOTHING) == []
    assert back.contents == contents
    assert merged(contents, back.contents) == merged(contents, NOTHING)


@given(known=versions("1.000001"), seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_versions_never_overlap_and_do_not_depend_on_the_order_of_loading(known: list, seed: int) -> None:  # type: ignore[type-arg]  # of procedures
    shuffled = random.Random(seed).sample(known, len(known))
    laid = in_sequence((), shuffled)
    assert list(laid) == known
    assert list(overlaps(laid)) == []
    for offset in range(0, 9500, 97):
        day = START + timedelta(offset)
        assert sum(version.in_force(day) for version in laid) <= 1
