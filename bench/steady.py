"""How fast born-digital pages are read, and whether the memory of a page process stays flat over many pages."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from time import monotonic

import pikepdf

from bench.pages import FIRST_SEED, Page
from bench.processes import PeakMemory, watching
from bench.readers import Hoso
from tests.samples import make_paper, paper_types
from tests.samples.digital import digital_pdf

_BLOCK = 25
"""Pages after which the peak of memory is noted."""


def digital_speed(folder: Path, pages: int, processes: int) -> float:
    """Return the born-digital pages a second that this service reads of one PDF of `pages` made-up pages or more."""
    path = folder / "digital.pdf"
    count = write_digital(path, pages)
    reader = Hoso(processes)
    try:
        reader.read([path])
        started = monotonic()
        answer = reader.read([path])[0]
        seconds = monotonic() - started
    finally:
        reader.close()
    if answer.error:
        raise RuntimeError(answer.error)
    return count / seconds


def memory_over(pages: Sequence[Page], count: int) -> list[float]:
    """Return the peak in MB of one page process in each block of 25 pages, over `count` pages taken in turn."""
    reader, peaks = Hoso(1), []
    try:
        for start in range(0, count, _BLOCK):
            peak = PeakMemory()
            with watching(peak):
                reader.read([pages[number % len(pages)].path for number in range(start, min(start + _BLOCK, count))])
            peaks.append(round(peak.megabytes, 1))
    finally:
        reader.close()
    return peaks


def write_digital(path: Path, pages: int) -> int:
    """Write a PDF of made-up papers, at least `pages` pages long; return how many."""
    types = paper_types()
    with pikepdf.new() as joined:
        number = 0
        while len(joined.pages) < pages:
            paper = make_paper(types[number % len(types)], FIRST_SEED + number)
            with pikepdf.open(BytesIO(digital_pdf(paper))) as one:
                joined.pages.extend(one.pages)
            number += 1
        joined.save(path)
        return len(joined.pages)
