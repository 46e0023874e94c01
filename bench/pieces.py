"""Pages that do not show what paper they are of: halves and middles of pages, later pages, quoted titles."""

import random
from collections.abc import Iterator
from pathlib import Path

from bench.pages import Page, single_page
from bench.quoting import quoting_paper
from tests.samples import RenderedPage, degrade, make_paper, paper_types, render
from tests.samples.degrade import PROFILES
from tests.samples.files import jpeg_file
from tests.samples.fonts import BODY_FAMILIES
from tests.samples.foreign import foreign_kinds, make_foreign
from tests.samples.raster import Pixels, render_sheet
from tests.samples.stacks import NUMBERINGS, contract
from tests.samples.world import make_world

_DPI = 300
_LATER = (("household-book", "booklet"), ("land-certificate", "booklet-2009"))
"""Known papers of more than one page. A decision's annex is a paper of its own, and among the foreign ones."""

_CUTS = {"upper": (0.0, 0.5), "lower": (0.5, 1.0), "middle": (0.3, 0.75)}
"""Parts of a page that are kept, as shares of its height."""

KINDS = ("known upper", "known lower", "known middle", "known later", "quoting", "other part", "other later", "quoting")
"""Kinds of pages, in the order in which they go round: half of known papers, half of none."""


def piece_pages(folder: Path, count: int, seed: int) -> Iterator[Page]:
    """Write `count` such pages as JPEG; kinds, types, conditions and fonts go round. A page's `kind` is one of `KINDS`.

    A page's type is that of the paper it was cut from.
    """
    profiles = tuple(PROFILES)
    for number in range(count):
        kind, turn, own = KINDS[number % len(KINDS)], number // len(KINDS), seed + number
        font = "tinos" if turn % 2 == 0 else BODY_FAMILIES[number % len(BODY_FAMILIES)]
        slug, rendered = _rendered(kind, number, own, font)
        profile = profiles[(number + turn) % len(profiles)]
        image = degrade(_cut(rendered.image, kind, own), profile, own)
        path = folder / f"{number:03d}-{slug}-{kind.replace(' ', '-')}-{profile}.jpg"
        path.write_bytes(jpeg_file(image, _DPI, 90))
        yield Page(path, kind, rendered.text, slug)


def _rendered(kind: str, number: int, seed: int, font: str) -> tuple[str, RenderedPage]:
    """Return the type and the whole page that a piece of `kind` is cut from."""
    turn = number // len(KINDS)
    if kind == "known later":
        slug, variant = _LATER[turn % len(_LATER)]
        pages = make_paper(slug, seed, variant).pages[1:]
        return slug, render_sheet(pages[seed % len(pages)], _DPI, font)
    if kind == "other later":
        sheets = contract(make_world(seed), 4, NUMBERINGS[turn % len(NUMBERINGS)])
        return "unknown", render_sheet(sheets[1 + turn % 3], _DPI, font)
    if kind == "quoting":
        return "unknown", render(quoting_paper(number, seed), _DPI, font)[0]
    if kind == "other part":
        names = foreign_kinds()
        return "unknown", render(make_foreign(names[seed % len(names)], seed), _DPI, font)[0]
    slugs = tuple(slug for slug in paper_types() if slug not in ("identity-card", "unknown"))
    slug = slugs[turn % len(slugs)]
    return slug, render(single_page(slug, seed, turn), _DPI, font)[0]


def _cut(image: Pixels, kind: str, seed: int) -> Pixels:
    """Return the part of a page that its kind keeps; of other papers any part."""
    part = random.Random(f"part {seed}").choice(tuple(_CUTS)) if kind == "other part" else kind.rsplit(maxsplit=1)[-1]
    top, bottom = _CUTS.get(part, (0.0, 1.0))
    return image[round(top * image.shape[0]) : round(bottom * image.shape[0])]
