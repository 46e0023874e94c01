"""The ledger's key: made once, for an empty ledger only; and the anchors that long-running processes write."""

import logging
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.backends import open_context
from api.ledger_book import KEY_BYTES, key_in, make_key, open_book, read_key, witness_of
from api.ledger_watch import watching
from api.services.audit import Witness, audit
from api.settings import Settings, read_settings
from models.errors import MissingData, ServiceError
from models.ledger import LedgerKind
from models.ports.records import RecordStore
from records.anchors import AnchorFile
from records.ledger_check import check_chain
from records.store import open_records
from tests.records.build import NOW, note

ROOT = Path(__file__).resolve().parents[2]
OPENER = """
import sys
from pathlib import Path
from api.backends import open_context
from api.settings import read_settings
with open_context(read_settings({"HOSO_HOME": sys.argv[1]})) as context, context.records.read() as now:
    print(now.ledger.head().number)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "ledger.key"


@pytest.fixture
def records(tmp_path: Path, file: Path) -> Iterator[RecordStore]:
    opened = open_records(f"sqlite:{tmp_path}/records.db", None, key_in(file))
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOSO_HOME": str(tmp_path)})


class TestKey:
    def test_it_is_made_for_its_owner_alone_and_kept(self, file: Path) -> None:
        make_key(file)
        key = read_key(file)
        make_key(file)
        assert read_key(file) == key
        assert len(key) == KEY_BYTES
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [each.name for each in file.parent.iterdir()] == [file.name]

    def test_no_two_are_alike(self, tmp_path: Path) -> None:
        make_key(tmp_path / "one")
        make_key(tmp_path / "two")
        assert read_key(tmp_path / "one") != read_key(tmp_path / "two")

    @pytest.mark.parametrize("text", ["", "no digits", "ab" * (KEY_BYTES - 1), "ê" * 64])
    def test_a_file_without_a_whole_key_is_refused(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "key").write_text(text)
        (tmp_path / "key").chmod(0o600)
        with pytest.raises(ServiceError, match="cannot be used"):
            read_key(tmp_path / "key")

    def test_a_key_open_to_all_is_refused(self, file: Path) -> None:
        make_key(file)
        file.chmod(0o604)
        with pytest.raises(ServiceError, match="chmod 600"):
            read_key(file)

    def test_it_is_read_when_it_is_first_needed(self, file: Path) -> None:
        key = key_in(file)
        with pytest.raises(MissingData, match="HOSO_LEDGER_KEY"):
            key()
        make_key(file)
        assert key() == read_key(file)


class TestBook:
    def test_an_empty_ledger_is_begun_once(self, records: RecordStore, file: Path) -> None:
        for _ in range(2):
            open_book(records, file, NOW)
        with records.read() as now:
            (entry,) = now.ledger.range(0, 9)
            assert entry.note.kind is LedgerKind.OPENED
            assert list(check_chain(now.ledger_audit.rows(None, 9), read_key(file))) == []

    def test_a_lost_key_is_never_replaced(self, records: RecordStore, file: Path) -> None:
        open_book(records, file, NOW)
        file.unlink()
        with pytest.raises(MissingData, match="put back"):
            open_book(records, file, NOW)
        assert not file.exists()

    def test_another_key_is_refused(self, records: RecordStore, file: Path) -> None:
        open_book(records, file, NOW)
        file.unlink()
        make_key(file)
        with pytest.raises(ServiceError, match="not that of this ledger"):
            open_book(records, file, NOW)

    def test_a_ledger_whose_entries_were_all_taken_is_not_begun_again(
        self, records: RecordStore, file: Path, tmp_path: Path
    ) -> None:
        """The head still tells of them; the audit says so."""
        open_book(records, file, NOW)
        connection = sqlite3.connect(tmp_path / "records.db")
        connection.execute("DROP TRIGGER ledger_loses_nothing")
        connection.execute("DELETE FROM ledger")
        connection.commit()
        connection.close()
        open_book(records, file, NOW)
        key = key_in(file)
        made = audit(records, Witness(key, AnchorFile(tmp_path / "anchors", key)), NOW)
        assert [finding.kind for finding in made.findings] == ["cut"]

    def test_of_processes_that_begin_at_once_one_does(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", OPENER, str(tmp_path)]
        running = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(3)
        ]
        ended = [process.communicate(timeout=120) for process in running]
        assert [output for output, _ in ended] == ["1\n"] * 3, [error for _, error in ended]


class TestWatch:
    def test_the_ledger_is_anchored_at_once_and_at_times(self, settings: Settings) -> None:
        witness = witness_of(settings)
        with open_context(settings) as context, watching(context, witness, 0.05):
            wait_for(witness, 1)
            with context.records.write() as now:
                now.ledger.add(note())
            wait_for(witness, 2)

    def test_a_broken_ledger_is_reported_and_the_service_goes_on(
        self, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.ledger_anchors.parent.mkdir()
        settings.ledger_anchors.write_text("{}\n")
        with open_context(settings) as context, watching(context, witness_of(settings), 60):
            deadline = time.monotonic() + 30
            while not caplog.records and time.monotonic() < deadline:
                time.sleep(0.02)
            context.records.probe()
        assert [(record.levelno, "broken" in record.message) for record in caplog.records] == [(logging.CRITICAL, True)]

    def test_a_disk_that_takes_no_anchor_is_warned_of(
        self, settings: Settings, caplog: pytest.LogCaptureFixture, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("no folder")
        away = replace(settings, ledger_anchors=tmp_path / "file" / "anchors")
        with open_context(settings) as context, watching(context, witness_of(away), 60):
            deadline = time.monotonic() + 30
            while not caplog.records and time.monotonic() < deadline:
                time.sleep(0.02)
        assert [record.levelno for record in caplog.records] == [logging.WARNING]


def wait_for(witness: Witness, number: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        _, newest = witness.anchors.last()
        if newest is not None and newest.head.number == number:
            return
        time.sleep(0.02)
    pytest.fail(f"entry {number} was not anchored")
