"""Reading pages: speed, CPU, memory and accuracy beside plain pytesseract on the same files in the same run."""

import argparse
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.document import machine
from bench.pages import FIRST_SEED, Page, real_folder, real_pages, rendered_pages
from bench.read_report import publish, summary
from bench.readers import Hoso, Plain, Reader
from bench.runs import Run
from bench.turns import take_turns

FULL = 80


def run(arguments: Sequence[str]) -> int:
    """Measure, print the table; a full run also writes bench/results/read.json and docs/measurements.md."""
    options = _options(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    where = machine()
    with tempfile.TemporaryDirectory() as folder:
        made = list(rendered_pages(Path(folder), options.pages, options.seed))
        sets: dict[str, list[Page]] = {"rendered": made}
        if real := real_pages():
            sets["real"] = real
        measured = {name: compare(pages, options.processes) for name, pages in sets.items()}
    missing = () if "real" in sets else (f"real scans: not measured: folder absent ({real_folder().name})",)
    facts = summary(measured, where, options.processes, missing)
    whole = options.pages == FULL and options.seed == FIRST_SEED
    publish(facts, write=whole or options.write)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hoso bench read", description=__doc__)
    parser.add_argument("--pages", type=int, default=FULL, help="made-up pages to read (default %(default)s)")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="first seed of the made-up pages")
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--processes", type=int, default=cores, help="page processes of each reader (default: cores)")
    parser.add_argument("--write", action="store_true", help="write the results of a partial run too")
    return parser.parse_args(arguments)


def compare(pages: Sequence[Page], processes: int) -> Mapping[str, Run]:
    """Return the runs of this service and of plain pytesseract over `pages`."""
    readers: dict[str, Reader] = {"hoso": Hoso(processes), "plain": Plain(processes)}
    return take_turns(readers, pages, processes)
