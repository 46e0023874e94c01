"""Rebuilding: never an empty or partial answer, no lost write, and nothing left of what was interrupted."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest

from models.errors import Conflict
from models.ports.index import IndexDraft, SearchIndex
from models.search import IndexEntry, SearchQuery
from tests.contract.test_search_index import entry, found


class Interrupted(Exception):
    """What ends a rebuild early in these tests."""


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    index.put([entry(name, "giấy cũ") for name in ("a", "b", "c")])
    return index


def test_the_draft_is_seen_when_it_is_whole_and_takes_the_place_of_all(filled: SearchIndex) -> None:
    with filled.rebuild() as draft:
        draft.put([entry("a", "giấy mới"), entry("d", "giấy mới nghtêm")])
        assert set(found(filled, "giấy")) == {"a", "b", "c"}
        assert filled.count() == 3
    assert set(found(filled, "giấy mới")) == {"a", "d"}
    assert found(filled, "cũ") == []
    assert found(filled, "nghiêm") == ["d"]
    assert filled.count() == 2
    filled.probe()


def test_what_is_written_meanwhile_is_in_both(filled: SearchIndex) -> None:
    with filled.rebuild() as draft:
        filled.put([entry("new", "giấy nghtêm"), entry("a", "sau", revision=5)])
        filled.delete(["b"])
        draft.put([entry("a", "trước", revision=4), entry("c", "giấy cũ")])
        assert set(found(filled, "giấy")) == {"c", "new"}
        assert found(filled, "nghiêm") == ["new"]
    assert set(found(filled, "giấy")) == {"c", "new"}
    assert found(filled, "sau") == ["a"]
    assert found(filled, "nghiêm") == ["new"]
    assert filled.count() == 3


def test_an_older_revision_does_not_win_in_the_draft(filled: SearchIndex) -> None:
    with filled.rebuild() as draft:
        draft.put([entry("a", "ba", revision=3)])
        filled.put([entry("a", "hai", revision=2)])
    assert found(filled, "ba") == ["a"]


def interrupted(index: SearchIndex) -> None:
    with index.rebuild() as draft:
        draft.put([entry("half", "giấy mới")])
        raise Interrupted


def test_an_interrupted_rebuild_changes_nothing_and_the_next_one_succeeds(filled: SearchIndex) -> None:
    with pytest.raises(Interrupted):
        interrupted(filled)
    assert set(found(filled, "giấy")) == {"a", "b", "c"}
    filled.put([entry("d", "giấy")])
    with filled.rebuild() as draft:
        draft.put([entry("whole", "giấy mới")])
    assert found(filled, "giấy") == ["whole"]


@contextmanager
def left_behind(index: SearchIndex) -> Iterator[IndexDraft]:
    """A rebuild that is not ended while the block runs, as if its process were killed; ended then, it is refused."""
    rebuilding = ExitStack()
    yield rebuilding.enter_context(index.rebuild())
    with pytest.raises(Conflict):
        rebuilding.close()


def test_what_a_killed_rebuild_left_is_dropped_by_the_next(filled: SearchIndex) -> None:
    with left_behind(filled) as old:
        old.put([entry("half", "giấy")])
        filled.put([entry("d", "giấy")])
        assert set(found(filled, "giấy")) == {"a", "b", "c", "d"}
        with filled.rebuild() as draft:
            draft.put([entry("whole", "giấy")])
        with pytest.raises(Conflict):
            old.put([entry("late", "giấy")])
    assert found(filled, "giấy") == ["whole"]
    filled.put([entry("e", "giấy")])
    assert set(found(filled, "giấy")) == {"whole", "e"}


def test_of_two_rebuilds_the_later_one_wins(filled: SearchIndex) -> None:
    with left_behind(filled) as first:
        first.put([entry("first", "giấy")])
        with filled.rebuild() as second:
            second.put([entry("second", "giấy")])
    assert found(filled, "giấy") == ["second"]


def test_a_cursor_from_before_leads_on_after_it(index: SearchIndex) -> None:
    papers = [entry(f"{n:02}", "giấy") for n in range(12)]
    index.put(papers)
    first = index.search(SearchQuery("giấy", limit=5))
    with index.rebuild() as draft:
        draft.put(papers)
    second = index.search(SearchQuery("giấy", limit=20, after=first.cursor))
    assert [hit.id for hit in (*first.hits, *second.hits)] == [f"{n:02}" for n in reversed(range(12))]


def test_writers_and_searchers_notice_nothing(index: SearchIndex) -> None:
    """A writer adds, a searcher looks, two rebuilds pass: the kept papers are always all found, no new one is lost."""
    kept = [entry(f"kept-{n:02}", "giấy khai sinh nghtêm") for n in range(40)]
    index.put(kept)
    over, written, seen = Event(), list[IndexEntry](), list[int]()
    failures: list[Exception] = []

    def watch(turn: int) -> None:
        try:
            while not over.is_set():
                if turn == 0 and len(written) < 200:
                    paper = entry(f"new-{len(written)}", "giấy mới")
                    written.append(paper)  # first the record, then the index
                    index.put([paper])
                else:
                    seen.append(index.search(SearchQuery("khai sinh nghiêm")).total)
        except Exception as exc:  # noqa: BLE001 - kept, and told by the test itself
            failures.append(exc)

    threads = [Thread(target=watch, args=(turn,)) for turn in (0, 1)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            with index.rebuild() as draft:
                known, before = tuple(written), len(seen)  # as the records know them once the draft is there
                for start in range(0, 40, 8):
                    draft.put(kept[start : start + 8])
                draft.put(known)
                until = time.monotonic() + 60
                while len(seen) == before and not failures and time.monotonic() < until:
                    time.sleep(0.01)  # on a busy machine a rebuild may be over before anybody has searched
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert set(seen) == {40}
    assert len(seen) > 1
    assert set(found_all(index, "mới")) == {paper.id for paper in written}


def found_all(index: SearchIndex, words: str) -> list[str]:
    ids, after = list[str](), None
    while True:
        page = index.search(SearchQuery(words, limit=100, after=after))
        ids += [hit.id for hit in page.hits]
        after = page.cursor
        if after is None:
            return ids
