"""The bare client does the same work as our adapter: the same rows in, the same rows out."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.engines import bare_sqlite
from models.search import SearchQuery
from records.index import open_index
from tests.contract.test_search_index import entry

PAPERS = [entry(f"{n:02}", f"giấy khai sinh glay {n}") for n in range(30)]


def test_what_the_bare_client_loads_is_found(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path / 'index.db'}"
    bare_sqlite.load(url, [PAPERS[:20], PAPERS[20:]])()
    with closing(open_index(url)) as index:
        assert (index.count(), index.search(SearchQuery("khai sinh")).total) == (30, 30)
    with closing(sqlite3.connect(tmp_path / "index.db")) as connection:
        assert connection.execute("SELECT count(*) FROM spellings_1").fetchone() == (0,)  # no list of odd words


def test_the_bare_search_reads_the_rows_that_ours_reads(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path / 'index.db'}"
    with closing(open_index(url)) as index:
        index.put(PAPERS)
        with bare_sqlite.searcher(url, index) as prepared:
            answers: Any = prepared(SearchQuery("khai sinh", limit=5))()
    assert isinstance(answers, Sequence)
    assert answers[0] == [(30,)]
    assert len(answers[-1]) == 6
