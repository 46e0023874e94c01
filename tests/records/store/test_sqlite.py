"""What only SQLite does: its settings, several processes on one file, a full disk, a lock held too long."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from models.errors import NotFound, ServiceError, StorageFull
from models.identifiers import DossierCode
from models.ports.records import Records, RecordStore
from records.store import dialects, open_records
from records.store.dialects import connect, make_engine
from tests.records.build import component, digitisation, dossier, version

REPOSITORY = Path(__file__).parents[3]

WRITER = """
import json, sys
from datetime import date
from models.identifiers import AgencyCode
from records.store import open_records
from tests.records.build import dossier
store, codes = open_records(sys.argv[1]), []
for _ in range(10):
    with store.write() as now:
        code = now.dossiers.next_code(AgencyCode("H99.01"), date(2026, 3, 2))
        now.dossiers.add(dossier(code))
        codes.append(code)
print(json.dumps(codes))
"""

KILLED = """
import os, signal, sys
from models.identifiers import DossierCode
from records.store import open_records
from tests.records.build import dossier
store = open_records(sys.argv[1])
with store.write() as now:
    now.dossiers.add(dossier(DossierCode("committed")))
with store.write() as now:
    now.dossiers._connection.exec_driver_sql("PRAGMA cache_size = 2")  # so that much of it is in the file already
    for number in range(500):
        now.dossiers.add(dossier(DossierCode(f"spilt-{number}")))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path}/records.db"


@pytest.fixture
def store(url: str) -> Iterator[RecordStore]:
    opened = open_records(url)
    yield opened
    opened.close()


def test_the_settings_that_keep_data_safe_hold_on_every_connection(store: RecordStore, url: str) -> None:
    assert store is not None
    engine = make_engine(url)
    wanted = {"journal_mode": "persist", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    with connect(engine, write=True) as one, connect(engine, write=False) as other:
        for connection in (one, other):
            for name, value in wanted.items():
                assert connection.execute(text(f"PRAGMA {name}")).scalar() == value
            connection.rollback()
    engine.dispose()


def test_what_was_committed_outlives_a_killed_writer_and_what_was_not_does_not(store: RecordStore, url: str) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, url], cwd=REPOSITORY, check=False)
    assert killed.returncode == -signal.SIGKILL
    with store.read() as now:
        assert now.dossiers.get(DossierCode("committed")).code == "committed"
        with pytest.raises(NotFound):
            now.dossiers.get(DossierCode("spilt-0"))
    with store.write() as now:
        now.dossiers.add(dossier(DossierCode("next")))


def test_the_journal_keeps_its_blocks_and_is_cut_after_a_large_transaction(store: RecordStore, url: str) -> None:
    journal = Path(f"{url.removeprefix('sqlite:')}-journal")
    with store.write() as now:
        for number in range(3_000):
            now.dossiers.add(dossier(DossierCode(f"first-{number}")))
    with store.write() as now:  # changes what the first has written, so that much is kept for a rollback
        for number in range(3_000):
            now.outbox.add(f"first-{number}")
            now.dossiers.add(dossier(DossierCode(f"second-{number}")))
    assert 0 < journal.stat().st_size <= 1 << 20


def test_several_processes_get_codes_of_their_own(store: RecordStore, url: str) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, url], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
        for _ in range(5)
    ]
    codes = [code for process in running for code in json.loads(process.communicate(timeout=120)[0])]
    assert sorted(codes) == [f"H99.01-260302-{number:04d}" for number in range(1, 51)]
    with store.read() as now:
        assert sorted(item.code for item in now.dossiers.page(100)) == sorted(codes)


def test_a_writer_that_is_killed_leaves_nothing_half_done(store: RecordStore, url: str) -> None:
    script = WRITER.replace(
        "        codes.append(code)", "        import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, url], cwd=REPOSITORY, check=False, timeout=60)
    with store.write() as now:
        assert now.dossiers.page(10) == []
        assert now.outbox.read(1) == []


def test_a_writer_waits_no_longer_than_it_should(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_records(url).close()
    monkeypatch.setattr(dialects, "_PRAGMAS", ("PRAGMA busy_timeout = 50",))
    store = open_records(url)
    holder = sqlite3.connect(tmp_path / "records.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(ServiceError, match="busy"), store.write():
        pytest.fail("the lock is held by another")
    holder.execute("ROLLBACK")
    with store.write() as now:
        now.outbox.add("after")
    holder.close()
    store.close()


def fill(now: Records) -> None:
    now.outbox.add("first")
    for number in range(2, 500):
        now.components.add(component(number, version=version(filename="x" * 3000)))


def test_a_full_disk_is_said_and_nothing_is_kept(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_records(url).close()
    monkeypatch.setattr(dialects, "_PRAGMAS", (*dialects._PRAGMAS, "PRAGMA max_page_count = 60"))
    store = open_records(url)
    paper = component()
    with store.write() as now:
        now.dossiers.add(dossier())
        now.components.add(paper)
    with pytest.raises(StorageFull), store.write() as now:
        fill(now)
    with store.read() as now:
        assert now.outbox.read(1) == []
        assert [item.id for item in now.components.of_dossier(paper.dossier)] == [paper.id]
    store.close()


def test_a_reading_of_many_words_takes_little_room(store: RecordStore, tmp_path: Path) -> None:
    paper, read = component(), digitisation("\n".join(f"dòng số {n} của một văn bản dài" for n in range(2000)))
    with store.write() as now:
        now.dossiers.add(dossier())
        now.components.add(paper)
        now.readings.keep(paper.version.id, read)  # type: ignore[attr-defined]  # what `save_digitisation` uses
    with store.read() as now:
        assert now.readings.get(paper.version.id) == read
    assert (tmp_path / "records.db").stat().st_size < 400_000, "16,000 words with boxes, 1.3 MB as plain JSON"
