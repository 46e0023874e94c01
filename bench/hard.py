"""Hard pages: folded, curled, dark, faded, aslant, sent by chat or fax; ours beside plain pytesseract, by condition."""

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from bench.pages import Page, single_page
from bench.read import compare
from bench.runs import Scored
from tests.samples import paper_types, render
from tests.samples.degrade.hard import HARD, hard_rotation_of, spoil
from tests.samples.files import jpeg_file
from tests.samples.fonts import BODY_FAMILIES

FIRST_SEED = 7_500_000
_STEP = 7  # types passed over from one page to the next, so that no condition keeps to the same few
_HEAD = "| condition | pages | F1 hoso | F1 plain | CER hoso | CER plain | turn right |\n|---|---|---|---|---|---|---|"


def run(arguments: Sequence[str]) -> int:
    """Read made-up pages in every hard condition and print the table; return 1 under a mean F1 of 0.94."""
    parser = argparse.ArgumentParser(prog="hoso bench hard", description=__doc__)
    parser.add_argument("--pages", type=int, default=54, help="made-up pages to read (default %(default)s)")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="first seed of the pages")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with TemporaryDirectory() as folder:
        pages = list(hard_pages(Path(folder), options.pages, options.seed))
        runs = compare(pages, len(os.sched_getaffinity(0)))
    ours, plain = runs["hoso"].pages, runs["plain"].pages
    print(table(ours, plain))
    return 0 if fmean(scored.f1 for scored in ours) >= 0.94 else 1


def hard_pages(folder: Path, count: int, seed: int) -> Iterator[Page]:
    """Write `count` pages into `folder` as JPEG (quality 90) and yield them; conditions, types and fonts go round."""
    types, conditions = paper_types(), tuple(HARD)
    for number in range(count):
        slug, condition, own = types[number * _STEP % len(types)], conditions[number % len(conditions)], seed + number
        paper = single_page(slug, own, number)
        page = render(paper, 300, BODY_FAMILIES[number % len(BODY_FAMILIES)])[0]
        path = folder / f"{number:03d}-{slug}-{condition}.jpg"
        path.write_bytes(jpeg_file(spoil(page.image, condition, own), 300, 90))
        fields, turn = tuple(paper.fields.items()), hard_rotation_of(condition, own)
        yield Page(path, condition, page.text, slug, fields, turn, page.optional)


def table(ours: Sequence[Scored], plain: Sequence[Scored]) -> str:
    """Return the figures as Markdown, a row a condition and one for all."""
    kinds = dict.fromkeys(scored.page.kind for scored in ours)
    rows = [_row(kind, *(tuple(s for s in run if s.page.kind == kind) for run in (ours, plain))) for kind in kinds]
    return "\n".join([_HEAD, *rows, _row("all", ours, plain)])


def _row(name: str, ours: Sequence[Scored], plain: Sequence[Scored]) -> str:
    turned = sum(scored.answer.rotation == scored.page.rotation for scored in ours)
    figures = " | ".join(f"{fmean(value(s) for s in run):.3f}" for value in (_f1, _cer) for run in (ours, plain))
    return f"| {name} | {len(ours)} | {figures} | {turned} |"


def _f1(scored: Scored) -> float:
    return scored.f1


def _cer(scored: Scored) -> float:
    return scored.cer
