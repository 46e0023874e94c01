"""How fast born-digital papers are read, and whether the memory of a page process stays flat over many pages."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from api.page_pool import ProcessPagePool
from api.services.reading import make_searchable, read_file
from api.settings import Settings, read_settings
from bench.pages import FIRST_SEED, Page
from bench.processes import PeakMemory, cpu_seconds, watching
from bench.readers import Hoso
from models.page import PageReading, TextSource
from tests.samples import make_paper, paper_types
from tests.samples.digital import digital_pdf

_BLOCK = 25
"""Pages after which the peak of memory is noted."""

_PICTURES = frozenset({"identity-card"})
"""Types whose pages are a picture with print over it, read by the engine in any case."""


@dataclass(frozen=True, slots=True)
class Digital:
    """Born-digital papers as read: pages, those whose text layer was not believed, wall and processor seconds."""

    pages: int
    by_engine: int
    seconds: float
    cpu: float


def digital_speed(folder: Path, pages: int, processes: int) -> Digital:
    """Read born-digital papers of `pages` pages or more, a file each, side by side, doing all that a worker does.

    That is text, page images, type, fields and searchable PDF; keeping them is left out. The page processes have read
    one paper each before the clock starts.
    """
    paths = write_digital(folder, pages)
    settings = replace(read_settings(), workers=processes)
    pool = ProcessPagePool(settings)
    try:
        with ThreadPoolExecutor(processes + 2) as threads:
            list(threads.map(lambda path: _worked(pool, settings, path), paths[: 2 * processes]))
            started, cpu = monotonic(), cpu_seconds()
            read = [page for found in threads.map(lambda path: _worked(pool, settings, path), paths) for page in found]
            seconds, used = monotonic() - started, cpu_seconds() - cpu
    finally:
        pool.close()
    return Digital(len(read), sum(page.source is TextSource.OCR for page in read), seconds, used)


def _worked(pool: ProcessPagePool, settings: Settings, path: Path) -> tuple[PageReading, ...]:
    """Do with a file what a worker does before it keeps what came of it."""
    file = read_file(path, settings.limits, pool, images=True)
    make_searchable(path, file, pool)
    return file.digitisation.reading.pages


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


def write_digital(folder: Path, pages: int) -> list[Path]:
    """Write made-up papers as born-digital PDFs, a file each, until they have `pages` pages; return the files."""
    types = [slug for slug in paper_types() if slug not in _PICTURES]
    paths: list[Path] = []
    written = 0
    while written < pages:
        slug, number = types[len(paths) % len(types)], len(paths)
        paper = make_paper(slug, FIRST_SEED + number)
        paths.append(folder / f"digital-{number:03d}-{slug}.pdf")
        paths[-1].write_bytes(digital_pdf(paper))
        written += len(paper.pages)
    return paths
