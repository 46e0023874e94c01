"""Splitting stacks: boundaries found and missed, by what lies between the papers, on made-up piles of unseen seeds.

Once on the printed words with one in twelve spoilt by a wrong letter (many piles), once on piles rendered, spoilt as
scanners and copiers do, and read by the service itself (fewer).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from api.page_pool import ProcessPagePool
from api.services.reading import read_file
from api.settings import read_settings
from bench.document import keep, machine
from bench.pages import ROOT
from models.reading import Reading
from ocr.stack.propose import propose
from tests.samples import degrade
from tests.samples.files import scanned_pdf
from tests.samples.raster import Pixels
from tests.samples.stacks import StackedPage, make_stack, reading_of, truth_of

_FIRST_SEED = 70_000
_MISREAD = 1 / 12
_PROFILES = ("clean", "flatbed", "copier", "stamped", "bleed")
_DPI = 150
Pile = tuple[StackedPage, ...]
_NAMES = {"": "new paper, nothing between", "blank": "blank sheet", "separator": "separator sheet"}
_METHOD = (
    "{machine}. A boundary is right when a part begins on exactly the page on which a paper begins; the first page "
    "of a file does not count. Printed: words with one in twelve spoilt; scanned: 150 dpi, clean, flatbed, copier, "
    "stamped and bleed in turn, read by the service."
)


def run(arguments: Sequence[str]) -> int:
    """Measure both; return 1 when precision or recall of either is under 0.9."""
    parser = argparse.ArgumentParser(prog="hoso bench stacks", description=__doc__)
    parser.add_argument("--piles", type=int, default=60, help="piles of printed words")
    parser.add_argument("--scanned", type=int, default=4, help="piles that are really read")
    options = parser.parse_args(arguments)
    printed = ((pile, reading_of(pile, _MISREAD, seed)) for seed, pile in _piles(options.piles, 0))
    sets = {"printed": _counts(printed), "scanned": _counts(_read(_piles(options.scanned, 10_000)))}
    facts = {"machine": machine(), "sets": sets}
    text = _text(facts)
    print(text)
    keep(ROOT, "stacks", text, facts)
    return 0 if all(min(_scores(counts)) >= 0.9 for counts in sets.values()) else 1


def _piles(count: int, offset: int) -> Iterator[tuple[int, Pile]]:
    for seed in range(_FIRST_SEED + offset, _FIRST_SEED + offset + count):
        yield seed, make_stack(seed)


def _read(piles: Iterable[tuple[int, Pile]]) -> Iterator[tuple[Pile, Reading]]:
    """Yield piles with what the service read of their scans."""
    settings = replace(read_settings(), workers=1)
    pool = ProcessPagePool(settings)
    try:
        with TemporaryDirectory() as folder:
            for seed, pile in piles:
                path = Path(folder) / f"{seed}.pdf"
                path.write_bytes(scanned_pdf([_scan(item, seed + at) for at, item in enumerate(pile)], _DPI))
                yield pile, read_file(path, settings.limits, pool, images=False).digitisation.reading
    finally:
        pool.close()


def _scan(item: StackedPage, seed: int) -> Pixels:
    profile = _PROFILES[seed % len(_PROFILES)]
    return degrade(item.page.image, profile, seed)


def _counts(piles: Iterable[tuple[Pile, Reading]]) -> Mapping[str, int]:
    """Return how many pages and boundaries there are, how many were found by cue, and how many were made up."""
    counts: Counter[str] = Counter()
    for pile, reading in piles:
        truth = {page: cue for page, cue in truth_of(pile).items() if page > 1}
        first = min(truth_of(pile))
        found = {part.pages.first for part in propose(reading).parts if part.pages.first > first}
        counts["pages"] += len(pile)
        counts["false"] += len(found - set(truth))
        for page, cue in truth.items():
            counts[f"all:{cue}"] += 1
            counts[f"found:{cue}"] += page in found
    return counts


def _scores(counts: Mapping[str, int]) -> tuple[float, float]:
    """Return precision and recall."""
    right = sum(number for name, number in counts.items() if name.startswith("found:"))
    every = sum(number for name, number in counts.items() if name.startswith("all:"))
    return right / max(right + counts.get("false", 0), 1), right / max(every, 1)


def _text(facts: Mapping[str, object]) -> str:
    loaded = json.loads(json.dumps(facts))
    sets = loaded["sets"]
    titles = " | ".join(f"{name}: found" for name in sets)
    rows = [f"| between two papers | {titles} |", "|---" * (len(sets) + 1) + "|"]
    for cue, name in _NAMES.items():
        cells = [f"{counts.get(f'found:{cue}', 0)} of {counts.get(f'all:{cue}', 0)}" for counts in sets.values()]
        rows += [f"| {name} | " + " | ".join(cells) + " |"]
    scores = [_scores(counts) for counts in sets.values()]
    rows += ["| **precision, recall** | " + " | ".join(f"**{p:.3f}, {r:.3f}**" for p, r in scores) + " |"]
    rows += ["| pages | " + " | ".join(str(counts["pages"]) for counts in sets.values()) + " |"]
    head = "## Splitting stacks (`./hoso bench stacks`)"
    return "\n\n".join((head, _METHOD.format(**loaded), "\n".join(rows))) + "\n"
