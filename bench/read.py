"""Reading pages: speed, CPU, memory and accuracy beside plain pytesseract on the same files in the same run."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from bench.document import machine
from bench.pages import FIRST_SEED, Page, real_folder, real_pages, rendered_pages
from bench.processes import PeakMemory, cpu_seconds, watching
from bench.read_report import publish, summary
from bench.readers import Answer, Hoso, Plain, Reader
from bench.runs import Run, Scored
from bench.score import line_cer, word_f1
from tests.samples.degrade import PROFILES

FULL = 80
_BATCH = len(PROFILES)


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
    """Return both readers' runs over `pages`, batch by batch in turn, so that both meet the same load.

    One reader works at a time; each reads the first page once before the clock starts.
    """
    readers: dict[str, Reader] = {"hoso": Hoso(processes), "plain": Plain(processes)}
    clocks = {name: _Clock(PeakMemory()) for name in readers}
    answers: dict[str, list[Answer]] = {name: [] for name in readers}
    try:
        for reader in readers.values():
            reader.read([page.path for page in pages[:processes]])
        for start in range(0, len(pages), _BATCH):
            batch = [page.path for page in pages[start : start + _BATCH]]
            order = list(readers) if start // _BATCH % 2 == 0 else list(readers)[::-1]
            for name in order:
                answers[name] += clocks[name].time(readers[name], batch)
            _progress(min(start + _BATCH, len(pages)), len(pages))
    finally:
        for reader in readers.values():
            reader.close()
    return {name: clocks[name].run(pages, answers[name]) for name in readers}


class _Clock:
    """Adds up what batches take."""

    def __init__(self, peak: PeakMemory) -> None:
        self._peak, self._seconds, self._cpu = peak, 0.0, 0.0

    def time(self, reader: Reader, batch: Sequence[Path]) -> list[Answer]:
        cpu, started = cpu_seconds(), monotonic()
        with watching(self._peak):
            answers = reader.read(batch)
        self._seconds += monotonic() - started
        self._cpu += cpu_seconds() - cpu
        return answers

    def run(self, pages: Sequence[Page], answers: Sequence[Answer]) -> Run:
        scored = tuple(
            Scored(page, answer, word_f1(page.text, answer.text, page.optional), line_cer(page.text, answer.text))
            for page, answer in zip(pages, answers, strict=True)
        )
        return Run(scored, self._seconds, self._cpu, self._peak.megabytes)


def _progress(done: int, count: int) -> None:
    """Show a bar on a terminal, nothing in a pipe."""
    if sys.stderr.isatty():
        filled = 30 * done // count
        print(
            f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{count}",
            end="\n" if done == count else "",
            file=sys.stderr,
        )
