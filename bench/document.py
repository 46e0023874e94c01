"""docs/measurements.md: each measurement renews its own section and leaves the others alone."""

import json
import os
import platform
import subprocess
from pathlib import Path

_HEAD = """# Measurements

Written by `./hoso bench NAME`; each section between its markers is replaced by the next run. Figures depend on the
machine: compare the columns of one table with one another.
"""


def replace_section(path: Path, name: str, text: str) -> None:
    """Put `text` between the markers of section `name`, at the end of the file when it is not there yet."""
    start, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    old = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    section = f"{start}\n{text.strip()}\n{end}"
    before, found, rest = old.partition(start)
    if found:
        _, closed, after = rest.partition(end)
        if not closed:
            raise ValueError(f"{path.name} opens the section {name} and does not close it")
        new = before + section + after
    else:
        new = f"{old.rstrip()}\n\n{section}\n"
    path.parent.mkdir(exist_ok=True)
    path.write_text(new, encoding="utf-8")


def keep(root: Path, name: str, text: str, figures: object) -> None:
    """Renew the section of measurement `name` below the checkout `root`, and its figures as JSON."""
    replace_section(root / "docs" / "measurements.md", name, text)
    path = root / "bench" / "results" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def machine() -> str:
    """Return one line about what the figures were measured on."""
    shown = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    engine = (shown.stdout or shown.stderr).splitlines()[0]
    parts = (f"{len(os.sched_getaffinity(0))} cores", _cpu(), f"Python {platform.python_version()}", engine)
    return f"{', '.join(parts)}; load of other work before the run {os.getloadavg()[0]:.1f}"


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
