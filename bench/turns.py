"""Readers taking turns on the same files, so that all meet the same load of the machine."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from bench.pages import Page
from bench.processes import PeakMemory, cpu_seconds, watching
from bench.readers import Answer, Reader
from bench.runs import Run, Scored
from bench.score import line_cer, word_f1
from tests.samples.degrade import PROFILES

_BATCH = len(PROFILES)


def take_turns(readers: Mapping[str, Reader], pages: Sequence[Page], processes: int) -> Mapping[str, Run]:
    """Return each reader's run over `pages`: batch by batch, one reader at a time, the order changing each batch.

    Each reads as many pages as it has `processes` before the clock starts. The readers are closed at the end.
    """
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
