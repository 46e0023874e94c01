"""The measurement of the ledger runs, and writes only when it is asked to."""

import json
from pathlib import Path

import pytest

from bench import ledger
from tests.contract import servers


def test_a_small_run_measures_both_kinds_and_an_intact_chain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ledger, "ROUNDS", 1)
    monkeypatch.setattr(servers, "running", lambda: False)
    monkeypatch.setattr(ledger, "RESULTS", tmp_path)
    assert ledger.run(["--transactions", "8", "--entries", "30", "--write"]) == 0
    made = json.loads((tmp_path / "bench" / "results" / "ledger.json").read_text("utf-8"))
    assert [(row["store"], row["writers"], row["transactions"]) for row in made["appends"]] == [
        ("SQLite", 1, 8),
        ("SQLite", 8, 8),
    ]
    assert all(row["plain"] > 0 and row["noted"] > 0 for row in made["appends"])
    assert (made["audit"]["entries"], made["audit"]["status"]) == (30, 0)
    text = (tmp_path / "docs" / "measurements.md").read_text("utf-8")
    assert "| SQLite | 8 | 8 |" in text
    assert "audit` of 30 entries" in text
    assert "SQLite" in capsys.readouterr().out
