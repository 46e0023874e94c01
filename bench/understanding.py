"""Understanding papers: types, foreign papers, fields, handwriting, and whether confidences hold what they say."""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from api.page_pool import ProcessPagePool
from api.services.reading import read_file
from api.settings import Settings, read_settings
from bench.document import machine
from bench.other_papers import foreign_pages, written_pages
from bench.pages import Page, rendered_pages
from bench.reliability import fit
from bench.understanding_report import publish
from bench.understood import Facts, Understood, field_outcomes, fields, handwriting, types, understand
from models.errors import HosoError
from models.reading import Reading
from ocr.doctypes import registry
from ocr.extract import PLAIN
from ocr.extract.calibration import TABLE, Family, family_of

FITTED_SEED, HELD_OUT_SEED = 9_400_000, 9_500_000
"""Papers that the tables of confidence are fitted on, and papers that they are checked on."""


def run(arguments: Sequence[str]) -> int:
    """Measure on held-out papers and print the table; with ``--fit``, make the tables of confidence anew instead."""
    options = _options(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.fit:
            return _fit(_read(list(rendered_pages(folder, options.pages, FITTED_SEED)), options.processes))
        known = _read(list(rendered_pages(folder, options.pages, options.seed)), options.processes)
        foreign = _read(list(foreign_pages(folder, options.seed)), options.processes)
        written = _read(list(written_pages(folder, options.written, options.seed)), options.processes)
    publish(_facts(known, foreign, written, options.seed), write=options.write)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hoso bench understanding", description=__doc__)
    parser.add_argument("--pages", type=int, default=136, help="papers of known types (default %(default)s)")
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


def _facts(known: list[Understood], foreign: list[Understood], written: list[Understood], seed: int) -> Facts:
    declared = [each for each in known if each.page.type != "unknown"]
    strangers = foreign + [each for each in known if each.page.type == "unknown"]
    return {
        "machine": machine(),
        "seed": seed,
        "known": types(declared),
        "foreign": types(strangers),
        "fields": fields(declared),
        "handwriting": handwriting(written, declared),
        "errors": [[each.page.path.name, each.error] for each in known + foreign + written if each.error],
    }


def _fit(pages: Sequence[Understood]) -> int:
    """Write the tables that make confidences of scores."""
    read = [each for each in pages if each.reading is not None and each.page.type != "unknown"]
    tables = {family.value: fit(field_outcomes(_of(family, read))) for family in Family}
    TABLE.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(tables))
    return 0


def _of(family: Family, pages: Sequence[Understood]) -> Iterator[Understood]:
    """Yield the pages with scores in place of confidences, and only fields of one family in their truth."""
    for each in pages:
        spec = registry().get(each.classification.type)
        names = {field.name for field in spec.fields if family_of(field.rules[0]) is family} if spec else set()
        page = replace(each.page, fields=tuple(pair for pair in each.page.fields if pair[0] in names))
        yield understand(page, _reading(each), tables=PLAIN)


def _reading(each: Understood) -> Reading:
    if each.reading is None:
        raise ValueError(f"{each.page.path.name} was not read")
    return each.reading
