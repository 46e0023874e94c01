"""`./hoso test`: style, types, import rules, then every test; ends with the test runner's own closing line.

`--services` starts real servers, runs the contract suites over them too, and fails when a back end was not exercised.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.contract.servers import VARIABLE, servers_for_tests
from tests.exercised import missing

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: Sequence[tuple[str, Sequence[str]]] = (
    ("style", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("format", (str(BIN / "ruff"), "format", "--quiet", "--check", ".")),
    ("types", (str(BIN / "mypy"), "--no-error-summary", ".")),
    ("import rules", (str(BIN / "lint-imports"), "--no-logo")),
)


def main() -> int:
    """Run all checks, whatever fails, so that one run shows everything; return 0 only when all went well."""
    parser = argparse.ArgumentParser(prog="hoso test", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out the browser and the golden scans")
    parser.add_argument(
        "--services", action="store_true", help="also over real PostgreSQL, Elasticsearch and two S3 servers"
    )
    parser.add_argument("tests", nargs="*", help="only these test files (default: all)")
    options = parser.parse_args()
    outcomes = [_check(name, command) for name, command in CHECKS]
    tested = _over_servers(options) if options.services else _pytest(options, os.environ)
    return 0 if tested and all(outcomes) else 1


def _over_servers(options: argparse.Namespace) -> bool:
    """Run the tests with servers; stop those that did not run before. False when a back end was not exercised."""
    with tempfile.TemporaryDirectory() as folder, servers_for_tests() as settings:
        report = Path(folder) / "report.xml"
        environment = {**os.environ, VARIABLE: str(settings)}
        passed = _pytest(options, environment, "-o", "junit_family=xunit1", f"--junitxml={report}")
        left = missing(report) if report.exists() else ["everything: the test runner left no report"]
    for name in left:
        print(f"not exercised: {name}", flush=True)
    return passed and not left


def _check(name: str, command: Sequence[str]) -> bool:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    good = done.returncode == 0
    print(f"{name}: {'ok' if good else 'FAILED'}", flush=True)
    if not good:
        print(done.stdout + done.stderr, flush=True)
    return good


def _pytest(options: argparse.Namespace, environment: Mapping[str, str], *more: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *more, *options.tests]
    if options.fast:
        command += ["--ignore=tests/e2e", "--ignore=tests/golden"]
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
