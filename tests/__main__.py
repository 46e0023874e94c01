"""`./hoso test`: style, types, import rules, then every test; ends with the test runner's own closing line."""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

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
    parser.add_argument("tests", nargs="*", help="only these test files (default: all)")
    options = parser.parse_args()
    outcomes = [_check(name, command) for name, command in CHECKS]
    return 0 if _pytest(options) and all(outcomes) else 1


def _check(name: str, command: Sequence[str]) -> bool:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    good = done.returncode == 0
    print(f"{name}: {'ok' if good else 'FAILED'}", flush=True)
    if not good:
        print(done.stdout + done.stderr, flush=True)
    return good


def _pytest(options: argparse.Namespace) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *options.tests]
    if options.fast:
        command += ["--ignore=tests/e2e", "--ignore=tests/golden"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
