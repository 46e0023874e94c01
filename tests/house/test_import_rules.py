"""The import contracts hold, and each of them bites: a planted breach makes the very same configuration fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("models", "ingest", "ocr", "records", "api")

BREACHES = {
    "models imports a room": ("models/planted.py", "import records\n", "models is the language"),
    "ingest imports ocr": ("ingest/planted.py", "import ocr\n", "never import one another"),
    "ocr imports records": ("ocr/planted.py", "import records\n", "never import one another"),
    "records imports ingest": ("records/planted.py", "import ingest.sniff\n", "never import one another"),
    "a room imports the front": ("ocr/planted.py", "import api.settings\n", "only api strings"),
    "models imports a vendor": ("models/planted.py", "import numpy\n", "models knows no vendor"),
    "a use case imports Flask": ("api/services/planted.py", "import flask\n", "use cases know no Flask"),
    "a use case imports SQL": ("api/services/planted.py", "import sqlalchemy\n", "use cases know no Flask"),
}


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the rooms' source, to plant a breach in."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "*.jpg", "*.pdf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_untouched_copy_keeps_all_contracts(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("name", BREACHES)
def test_planted_breach_is_found(copy: Path, name: str) -> None:
    path, source, contract = BREACHES[name]
    (copy / path).write_text(source, encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0
    broken = [line for line in done.stdout.splitlines() if "BROKEN" in line]
    assert any(contract in line for line in broken), done.stdout
