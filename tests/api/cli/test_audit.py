"""`./hoso audit` as an auditor calls it, and the auditor's own programme out of the documentation."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from api.ledger_book import key_in, open_book
from api.settings import read_settings
from models.ledger import LedgerKind
from records.store import open_records
from tests.api.cli.conftest import ROOT, Run
from tests.records.build import NOW, note


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A record store with a ledger of three entries below its `var`."""
    settings = read_settings({"HOSO_HOME": str(tmp_path)})
    records = open_records(settings.records, None, key_in(settings.ledger_key))
    open_book(records, settings.ledger_key, NOW)
    for kind in (LedgerKind.LOOK, LedgerKind.DENIAL):
        with records.write() as now:
            now.ledger.add(note(kind))
    records.close()
    return tmp_path


def tamper(home: Path, *statements: str) -> None:
    connection = sqlite3.connect(home / "var" / "records.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_intact_ledger(home: Path, hoso: Run) -> None:
    done = hoso("audit")
    assert done.returncode == 0, done.stderr
    assert "nguyên vẹn: 3 mục" in done.stdout
    assert "intact: 3 entries" in done.stdout
    assert "08:30 02/03/2026" in done.stdout
    assert len((home / "var" / "ledger-anchors.jsonl").read_text().splitlines()) == 1


def test_an_intact_ledger_as_json(home: Path, hoso: Run) -> None:
    done = hoso("audit", "--json", HOSO_LEDGER_ANCHORS=str(home / "elsewhere" / "anchors"))
    made = json.loads(done.stdout)
    assert (made["intact"], made["entries"], made["findings"], made["more"]) == (True, 3, [], 0)
    assert made["first_at"] == NOW.isoformat()
    assert (home / "elsewhere" / "anchors").exists()


def test_a_broken_ledger(home: Path, hoso: Run) -> None:
    tamper(home, "UPDATE ledger SET body = replace(body, 'denial', 'grant') WHERE number = 3")
    done = hoso("audit")
    assert done.returncode == 1
    vietnamese, english = done.stdout.splitlines()
    assert vietnamese.startswith("Mục 3 đã bị sửa")
    assert english.startswith("Entry 3 was changed")
    made = json.loads(hoso("audit", "--json").stdout)
    assert [(finding["kind"], finding["number"]) for finding in made["findings"]] == [("changed", 3)]


def test_a_cut_behind_an_anchor(home: Path, hoso: Run) -> None:
    assert hoso("audit").returncode == 0
    tamper(
        home,
        "DELETE FROM ledger WHERE number = 3",
        "UPDATE ledger_head SET number = 2, digest = (SELECT digest FROM ledger WHERE number = 2)",
    )
    done = hoso("audit")
    assert done.returncode == 1
    assert "older database" in done.stdout


def test_without_the_key_nothing_can_be_said(home: Path, hoso: Run) -> None:
    (home / "var" / "ledger.key").unlink()
    done = hoso("audit")
    assert done.returncode == 3
    assert "HOSO_LEDGER_KEY" in done.stderr


def documented() -> str:
    """Return the auditor's programme as `docs/ledger.md` prints it."""
    found = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "ledger.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def check_apart(home: Path) -> "subprocess.CompletedProcess[str]":
    files = [str(home / "var" / name) for name in ("records.db", "ledger.key")]
    command = [sys.executable, "-I", "-c", documented(), *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_documented_programme_comes_to_the_same_digest(home: Path, hoso: Run) -> None:
    done = check_apart(home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["3", json.loads(hoso("audit", "--json").stdout)["digest"]]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET body = replace(body, 'denial', 'grant') WHERE number = 3",
        "DELETE FROM ledger WHERE number = 2",
        "DELETE FROM ledger WHERE number = 3",
        "UPDATE ledger SET digest = replace(digest, 'a', 'b'), previous = replace(previous, 'a', 'b')",
    ],
)
def test_the_documented_programme_finds_what_is_broken(home: Path, statement: str) -> None:
    tamper(home, statement)
    assert check_apart(home).returncode == 1
