"""What only the SQLite index does: its file, its versions, several processes; it finds what the plain index finds."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import InvalidValue, ServiceError
from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchQuery
from records.index import database, open_index
from records.index.memory import MemoryIndex
from records.index.sqlite import SqliteIndex
from tests.contract.test_search_index import entry
from tests.records.build import NOW

REPOSITORY = Path(__file__).parents[3]

WRITER = """
import sys
from records.index import open_index
from models.search import SearchQuery
from tests.contract.test_search_index import entry
index = open_index(sys.argv[1])
for number in range(15):
    index.put([entry(sys.argv[2] + str(number), "giấy khai sinh")])
    assert index.search(SearchQuery("khai sinh")).total
index.close()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "index.db"


@pytest.fixture
def index(file: Path) -> Iterator[SearchIndex]:
    opened = open_index(f"sqlite:{file}")
    yield opened
    opened.close()


def test_what_was_put_is_there_after_opening_again(index: SearchIndex, file: Path) -> None:
    index.put([entry("a", "giấy")])
    again = open_index(f"sqlite:{file}")
    assert (again.count(), again.search(SearchQuery("giấy")).total) == (1, 1)
    again.close()


def test_an_index_of_an_older_version_is_made_anew_and_said_so(
    index: SearchIndex, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    index.put([entry("a", "giấy")])
    with caplog.at_level("WARNING"):
        monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
        newer = open_index(f"sqlite:{file}")
    now = database.SCHEMA
    line = f"the index “{file}” is of version {now - 1}, now {now}: it is made anew and filled from the records"
    assert [record.message for record in caplog.records] == [line]
    assert newer.count() == 0
    newer.put([entry("b", "giấy")])
    assert [hit.id for hit in newer.search(SearchQuery("giấy")).hits] == ["b"]
    newer.probe()
    newer.close()


def test_an_index_of_a_newer_version_is_refused_in_one_line_and_kept(
    index: SearchIndex, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.put([entry("a", "giấy")])
    with monkeypatch.context() as older:
        older.setattr(database, "SCHEMA", database.SCHEMA - 1)
        with pytest.raises(ServiceError, match="newer version") as caught:
            open_index(f"sqlite:{file}")
    assert "\n" not in str(caught.value)
    assert index.count() == 1


def test_a_version_that_changes_under_a_running_programme_is_noticed(index: SearchIndex, file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ServiceError):
        index.probe()


def test_another_database_is_left_alone(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE dossiers (code)")
    connection.close()
    with pytest.raises(ServiceError) as caught:
        open_index(f"sqlite:{file}")
    assert "\n" not in str(caught.value)
    connection = sqlite3.connect(file)
    assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("dossiers",)]
    connection.close()


def test_what_is_no_database_is_one_clear_line(file: Path) -> None:
    file.write_bytes(b"no database" * 400)
    with pytest.raises(ServiceError, match="reindex") as caught:
        open_index(f"sqlite:{file}")
    assert "\n" not in str(caught.value)


def test_several_processes_write_and_search_at_once(index: SearchIndex, file: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, f"sqlite:{file}", name], cwd=REPOSITORY) for name in "abcd"
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    assert index.count() == 60


def test_processes_that_open_a_new_index_at_once_all_succeed(file: Path) -> None:
    script = f"from records.index import open_index; open_index('sqlite:{file}').probe()"
    running = [subprocess.Popen([sys.executable, "-c", script], cwd=REPOSITORY) for _ in range(4)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0, 0]


def test_a_read_only_file_is_one_clear_line(index: SearchIndex, file: Path) -> None:
    index.put([entry("a", "giấy")])
    index.close()
    connection = sqlite3.connect(file)  # not the file's mode: who tests as root may write anything
    connection.execute("CREATE TRIGGER shut BEFORE INSERT ON entries_1 BEGIN SELECT RAISE(ABORT, 'read-only'); END")
    connection.commit()
    connection.close()
    with pytest.raises(ServiceError, match="read-only") as caught:
        index.put([entry("b", "giấy")])
    assert "\n" not in str(caught.value)
    assert index.search(SearchQuery("giấy")).total == 1


def tables(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    found = connection.execute("SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual')").fetchall()
    connection.close()
    return {name for (name,) in found if name.startswith("entries_")}


def test_another_process_writes_to_the_draft_as_well_and_searches_on(index: SearchIndex, file: Path) -> None:
    other = open_index(f"sqlite:{file}")
    index.put([entry("a", "giấy")])
    with index.rebuild() as draft:
        draft.put([entry("a", "giấy mới")])
        other.put([entry("b", "giấy")])
        assert other.search(SearchQuery("giấy")).total == 2
    assert other.search(SearchQuery("mới")).total == 1
    assert other.search(SearchQuery("giấy")).total == 2
    other.close()


def found(index: SearchIndex, typed: str) -> set[str]:
    return {hit.id for hit in index.search(SearchQuery(typed)).hits}


def test_an_odd_word_is_listed_again_in_tables_that_took_the_place(index: SearchIndex, file: Path) -> None:
    """`procedures` is no syllable, so its slips are found by the list of odd words alone."""
    other = open_index(f"sqlite:{file}")
    index.put([entry("a", "procedvres")])
    assert found(index, "procedures") == {"a"}
    other.clear()
    index.put([entry("b", "procedvres")])
    assert found(index, "procedures") == {"b"}
    with other.rebuild() as draft:
        index.put([entry("c", "procedvres")])
        draft.put([entry("d", "procedvres")])
    assert found(index, "procedures") == {"c", "d"}
    with other.rebuild():
        pass
    index.put([entry("e", "procedvres")])
    assert found(other, "procedures") == {"e"}
    other.close()


def say_draft(file: Path, number: int | None) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE generations SET draft = ?", (number,))
    connection.commit()
    connection.close()


def test_a_word_of_a_batch_that_was_undone_is_listed_with_the_next(index: SearchIndex, file: Path) -> None:
    say_draft(file, 99)  # there are no such tables: the batch fails once it is written to those that are searched
    with pytest.raises(ServiceError):
        index.put([entry("a", "procedvres")])
    say_draft(file, None)
    index.put([entry("b", "procedvres")])
    assert found(index, "procedures") == {"b"}


def test_a_killed_rebuild_leaves_the_old_index_and_is_cleared_away_by_the_next(index: SearchIndex, file: Path) -> None:
    index.put([entry("a", "giấy")])
    script = (
        "import os, sys\nfrom records.index import open_index\nfrom tests.contract.test_search_index import entry\n"
        "with open_index(sys.argv[1]).rebuild() as draft:\n    draft.put([entry('half', 'giấy')])\n    os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, f"sqlite:{file}"], cwd=REPOSITORY, check=False, timeout=60)
    assert killed.returncode == 9
    assert [hit.id for hit in index.search(SearchQuery("giấy")).hits] == ["a"]
    assert len(tables(file)) == 2
    index.put([entry("b", "giấy")])
    with index.rebuild() as draft:
        draft.put([entry("whole", "giấy")])
    assert len(tables(file)) == 1
    assert [hit.id for hit in index.search(SearchQuery("giấy")).hits] == ["whole"]


TYPED = (
    "đường duong Đường dương dương1 dvong nghiêm nghtêm nqhlêm adrnin hòa hoà hoa 12/QĐ-UBND l2/QD-UBNO 12 lZ QĐ khai "
    'khxi sinh ½ - " congchung congchnug'
)


def test_a_rebuild_that_was_killed_before_it_dropped_the_old_tables_is_cleared_away_too(
    index: SearchIndex, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(SqliteIndex, "_drop", lambda *_: None)
        with index.rebuild() as draft:
            draft.put([entry("a", "giấy")])
    assert len(tables(file)) == 2
    with index.rebuild() as draft:
        draft.put([entry("b", "giấy")])
    assert len(tables(file)) == 1
    assert [hit.id for hit in index.search(SearchQuery("giấy")).hits] == ["b"]


WORDS = st.sampled_from(TYPED.split(" "))
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
ENTRIES = st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 3)), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_entries=ENTRIES, typed=TEXTS)
def test_it_finds_ranks_and_shows_what_the_plain_index_does(
    index: SearchIndex, given_entries: list[tuple[str, str, int]], typed: str
) -> None:
    entries: list[IndexEntry] = [
        entry(str(n), text, fields={"full_name": name}, received_at=NOW + timedelta(minutes=minute))
        for n, (text, name, minute) in enumerate(given_entries)
    ]
    plain, query = MemoryIndex(), SearchQuery(typed, limit=2)
    index.clear()
    index.put(entries)
    plain.put(entries)
    try:
        expected = plain.search(query)
    except InvalidValue:
        with pytest.raises(InvalidValue):
            index.search(query)
        return
    assert index.search(query) == expected
    if expected.cursor:
        following = replace(query, after=expected.cursor)
        assert index.search(following) == plain.search(following)
