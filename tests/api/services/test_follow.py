"""Following the outbox: a document that the index refuses holds no other one up; an index that is away, all."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from api.services.context import Context
from api.services.search import follow
from models.errors import ServiceError
from models.ports.index import SearchIndex
from models.search import IndexEntry
from tests.api.services.steps import hand_in, open_at, picture


class Picky:
    """An index that refuses some documents, and with them every batch that holds one."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self.refused: set[str] = set()
        self.away = False

    def put(self, entries: Sequence[IndexEntry]) -> None:
        if self.away or self.refused & {entry.id for entry in entries}:
            raise ServiceError("chỉ mục từ chối", "the index refuses")
        self._index.put(entries)

    def probe(self) -> None:
        if self.away:
            raise ServiceError("chỉ mục tạm ngừng", "the index is away")

    def count(self) -> int:
        return self._index.count()


@pytest.fixture
def picky(context: Context) -> Picky:
    return Picky(context.index)


@pytest.fixture
def at(context: Context, picky: Picky) -> Context:
    return replace(context, index=cast("SearchIndex", picky))


def papers(at: Context, number: int) -> list[str]:
    dossier = open_at(at)
    return [hand_in(at, dossier, picture(200 + shade)).component.id for shade in range(number)]


def waiting(at: Context) -> list[str]:
    with at.records.read() as records:
        return [entry.document for entry in records.outbox.read(100)]


def test_a_document_that_is_refused_goes_behind_all_others(at: Context, picky: Picky) -> None:
    first, *others = papers(at, 5)
    picky.refused = {first}
    while True:
        try:
            if not follow(at):
                break
        except ServiceError:
            break
    assert picky.count() == len(others)
    assert set(waiting(at)) == {first}


def test_it_is_tried_again_and_taken_once_the_index_does(at: Context, picky: Picky) -> None:
    (only,) = papers(at, 1)
    picky.refused = {only}
    for _ in range(3):
        with pytest.raises(ServiceError, match="refuses"):
            follow(at)  # nothing was settled: whoever follows must wait a little
        assert waiting(at) == [only]
    picky.refused = set()
    assert follow(at) == 1
    assert (picky.count(), waiting(at)) == (1, [])


def test_while_the_index_is_away_the_outbox_stays_as_it_is(at: Context, picky: Picky) -> None:
    ids = papers(at, 3)
    picky.away = True
    before = waiting(at)
    with pytest.raises(ServiceError, match="away"):
        follow(at)
    assert waiting(at) == before
    picky.away = False
    while follow(at):
        pass
    assert picky.count() == len(ids)
