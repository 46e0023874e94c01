"""The command line as a person calls it: a process, its output, its exit status."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAPERS = ROOT / "api" / "demo" / "papers"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def hoso(tmp_path: Path) -> Run:
    """Run `./hoso` as its launcher does, with its data and working folder in a folder of the test's own."""

    def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        outside = {name: value for name, value in os.environ.items() if not name.startswith("HOSO_")}
        return subprocess.run(
            [sys.executable, "-m", "api", *arguments],
            cwd=tmp_path,
            env={**outside, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1", "HOSO_HOME": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
