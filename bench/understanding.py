"""Understanding papers: types, foreign papers, fields, handwriting, and whether confidences hold what they say."""

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from api.page_pool import ProcessPagePool
from api.services.reading import read_file
from api.settings import Settings, read_settings
from bench.confidence import fit_tables, write
from bench.document import machine
from bench.other_papers import foreign_pages, written_pages
from bench.pages import Page, rendered_pages
from bench.pieces import piece_pages
from bench.understanding_report import publish
from bench.understood import Facts, Understood, fields, handwriting, types, understand
from models.errors import HosoError

FITTED_SEED, HELD_OUT_SEED = 9_400_000, 9_500_000
"""Papers that the tables of confidence are fitted on, and papers that they are checked on."""


_PIECES = 60_000
"""Pieces of papers are made of seeds so much higher than those of the whole papers."""

_SOURCE = (
    "{known} papers of seeds from {seed} on (for the fields: those of known types), {foreign} foreign papers and "
    "pictures, {pieces} pieces of papers and papers that quote titles (`./hoso bench understanding --fit`)"
)


def run(arguments: Sequence[str]) -> int:
    """Measure on held-out papers and print the table; with ``--fit``, make the tables of confidence anew instead."""
    options = _options(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    seed = FITTED_SEED if options.fit else options.seed
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = _read(list(rendered_pages(folder, options.pages, seed)), options.processes)
        foreign = _read(list(foreign_pages(folder, seed)), options.processes)
        pieces = _read(list(piece_pages(folder, options.pieces, seed + _PIECES)), options.processes)
        if options.fit:
            return fitted(known, foreign, pieces)
        written = _read(list(written_pages(folder, options.written, seed)), options.processes)
    publish(facts_of(known, foreign, pieces, written, seed), write=options.write)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hoso bench understanding", description=__doc__)
    parser.add_argument("--pages", type=int, default=136, help="papers of known types (default %(default)s)")
    parser.add_argument("--pieces", type=int, default=64, help="pieces of papers (default %(default)s)")
    parser.add_argument("--written", type=int, default=24, help="papers filled in by hand (default %(default)s)")
    parser.add_argument("--seed", type=int, default=HELD_OUT_SEED, help="first seed of the made-up papers")
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--processes", type=int, default=cores, help="page processes (default: cores)")
    parser.add_argument("--fit", action="store_true", help="fit ocr/data/confidence.json on papers of other seeds")
    parser.add_argument("--write", action="store_true", help="write docs/measurements.md and the figures")
    return parser.parse_args(arguments)


def _read(pages: Sequence[Page], processes: int) -> list[Understood]:
    """Return what is made of each page."""
    settings = read_settings()
    pool = ProcessPagePool(settings)
    try:
        with ThreadPoolExecutor(processes) as threads:
            return list(threads.map(partial(_understand, pool, settings), pages))
    finally:
        pool.close()


def _understand(pool: ProcessPagePool, settings: Settings, page: Page) -> Understood:
    try:
        return understand(page, read_file(page.path, settings.limits, pool, images=False).digitisation.reading)
    except HosoError as error:
        return understand(page, None, error.code)


def facts_of(
    known: list[Understood], foreign: list[Understood], pieces: list[Understood], written: list[Understood], seed: int
) -> Facts:
    """Return the figures of papers that were read, and what failed."""
    declared = [each for each in known if each.page.type != "unknown"]
    strangers = foreign + [each for each in known if each.page.type == "unknown"]
    return {
        "machine": machine(),
        "seed": seed,
        "known": types(declared),
        "foreign": types(strangers),
        "pieces": types(pieces),
        "types": types(known + foreign + pieces),
        "fields": fields(declared),
        "handwriting": handwriting(written, declared),
        "errors": [[each.page.path.name, each.error] for each in known + foreign + pieces + written if each.error],
    }


def fitted(known: list[Understood], foreign: list[Understood], pieces: list[Understood]) -> int:
    """Write the tables that make confidences of scores, and print them."""
    source = _SOURCE.format(known=len(known), foreign=len(foreign), pieces=len(pieces), seed=FITTED_SEED)
    tables = fit_tables(known, [*foreign, *pieces], source)
    write(tables)
    print(json.dumps(tables, ensure_ascii=False))
    return 0
