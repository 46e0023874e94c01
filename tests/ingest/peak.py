"""Peak memory of reading one page, measured in a process of its own: ``python -m tests.ingest.peak FILE [PAGE]``."""

import re
import sys
from pathlib import Path

from ingest.limits import Limits
from ingest.pages import read_page


def peak_megabytes() -> int:
    """Return VmHWM; `ru_maxrss` would count the memory of the process that started this one (getrusage(2))."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found.group(1)) // 1024


def main() -> None:
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with Path(sys.argv[1]).open("rb") as stream:
        raster = read_page(stream, number, Limits()).raster
    sys.stdout.write(f"{peak_megabytes()} {raster.width} {raster.height} {raster.channels}\n")


if __name__ == "__main__":
    main()
