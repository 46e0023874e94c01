"""How entries come into the tables of the SQLite index and go again: numbers, revisions, nothing left behind."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.dossier import DossierState
from models.errors import ServiceError
from models.search import IndexEntry
from records.index import numbering
from records.index.head import received
from records.index.known import Known
from records.index.numbering import Numbers, ceiling, hour_of
from records.index.tables import Tables
from records.index.writing import delete_entries, put_entries
from tests.contract.test_search_index import entry
from tests.records.build import NOW

TABLES = Tables(1)
HOUR = timedelta(hours=1)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    TABLES.create(opened)
    yield opened
    opened.close()


def words(connection: sqlite3.Connection) -> set[str]:
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.held USING fts5vocab(main, words_1, row)")
    return {word for (word,) in connection.execute("SELECT term FROM temp.held").fetchall()}


def numbers(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT id, number FROM entries_1").fetchall())


def papers(count: int) -> list[IndexEntry]:
    texts = ("Giấy khai sinh glay", "QUYẾT ĐỊNH số 12/QĐ-UBND", "hoà giải ½ m²")
    return [entry(f"{n:02}", f"{texts[n % 3]} {n}", received_at=NOW - n * HOUR / 3) for n in range(count)]


def test_nothing_stays_of_entries_that_went(connection: sqlite3.Connection) -> None:
    put_entries(connection, TABLES, papers(20), Known())
    put_entries(
        connection,
        TABLES,
        [replace(p, text="khác", state=DossierState.RETURNED, revision=2) for p in papers(9)],
        Known(),
    )
    assert {"khac", "=khác", "~giay", "^buoi"} <= words(connection)
    delete_entries(connection, TABLES, [paper.id for paper in papers(20)])
    assert words(connection) == set()
    assert connection.execute(
        "SELECT (SELECT count(*) FROM entries_1) + (SELECT count(*) FROM texts_1)"
    ).fetchone() == (0,)


def test_what_was_replaced_is_found_no_more(connection: sqlite3.Connection) -> None:
    put_entries(connection, TABLES, papers(3), Known())
    put_entries(connection, TABLES, [replace(papers(1)[0], text="mới", revision=2)], Known())
    assert "khai" not in words(connection)
    assert {"=mới", "moi", "quyet"} <= words(connection)


def test_of_one_entry_twice_in_a_batch_the_newer_stays_and_the_later_of_equals(connection: sqlite3.Connection) -> None:
    one = entry("a", "một", revision=3)
    put_entries(connection, TABLES, [one, replace(one, text="hai", revision=2), replace(one, text="ba")], Known())
    assert connection.execute("SELECT text FROM texts_1").fetchall() == [("ba",)]
    put_entries(connection, TABLES, [replace(one, text="bốn", revision=2)], Known())
    assert connection.execute("SELECT text FROM texts_1").fetchall() == [("ba",)]


def test_numbers_follow_the_hour_of_receipt_in_whatever_order_papers_come(connection: sqlite3.Connection) -> None:
    put_entries(connection, TABLES, papers(12)[::2], Known())
    put_entries(connection, TABLES, papers(12)[1::2][::-1], Known())
    given = numbers(connection)
    hours = {paper.id: hour_of(given[paper.id]) for paper in papers(12)}
    assert len(set(given.values())) == 12
    for one in papers(12):
        assert given[one.id] < ceiling(received(one.received_at))
        assert all(hours[one.id] <= hours[two.id] for two in papers(12) if one.received_at <= two.received_at)


def test_a_changed_paper_keeps_its_number_unless_it_was_received_at_another_hour(
    connection: sqlite3.Connection,
) -> None:
    put_entries(connection, TABLES, papers(4), Known())
    before = numbers(connection)
    moved = replace(papers(2)[1], received_at=NOW - 5 * HOUR, revision=2)
    put_entries(connection, TABLES, [replace(papers(1)[0], text="khác", revision=2), moved], Known())
    after = numbers(connection)
    assert {key for key in before if before[key] != after[key]} == {moved.id}
    assert hour_of(after[moved.id]) == hour_of(before[moved.id]) - 5


def test_a_full_hour_is_one_clear_line(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_BITS", 2)
    free, at = Numbers(connection, TABLES), datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
    assert len({free.next(at, None) for _ in range(4)}) == 4
    assert hour_of(free.next(at + HOUR, None)) == hour_of(free.next(at + 2 * HOUR, None)) - 1
    with pytest.raises(ServiceError, match="one hour") as caught:
        free.next(at, None)
    assert "\n" not in str(caught.value)


def test_moments_long_ago_have_numbers_too(connection: sqlite3.Connection) -> None:
    first = Numbers(connection, TABLES).next(datetime(1, 1, 1, tzinfo=UTC), None)
    assert 0 <= first < Numbers(connection, TABLES).next(datetime(1954, 5, 7, tzinfo=UTC), None)
