"""The programme as it is run: `serve` in a process of its own, with its worker, in a folder of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(/dang-nhap\?token=\S+)")


@dataclass(frozen=True, slots=True)
class Served:
    """A running service: where it listens, the path that logs a browser in, and where its data lie."""

    base: str
    door: str
    home: Path

    def door_of(self, *who: str) -> str:
        """Issue a token by `./hoso token` with these options, and return the path that logs its holder in."""
        command = [sys.executable, "-m", "api", "token", *who]
        made = subprocess.run(command, cwd=ROOT, env=_settings(self.home), capture_output=True, text=True, check=True)
        return f"/dang-nhap?token={made.stdout.strip()}"


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """Run the service on a free port until the block ends. Raises RuntimeError with its output if it does not start."""
    command = [sys.executable, "-m", "api", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=_settings(home), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = _ADDRESS.search(line)
            if found is None:
                raise RuntimeError(f"the service did not start: {line!r}")
            yield Served(found[1], found[2], home)
        finally:
            process.terminate()


def _settings(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOSO_")}
    return {**kept, "HOSO_HOME": str(home), "HOSO_PORT": "0", "HOSO_WORKERS": "1", "OMP_THREAD_LIMIT": "1"}
