"""The pages that are read: made-up ones of seeds that no test uses, and real scans where their folder is at hand."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.samples import Paper, degrade, make_paper, paper_types, render, rotation_of, variants
from tests.samples.degrade import PROFILES
from tests.samples.files import jpeg_file
from tests.samples.fonts import BODY_FAMILIES

ROOT = Path(__file__).resolve().parent.parent
FIRST_SEED = 7_000_000
"""Seeds from here on belong to the bench."""

_TRUTH = ".printed.txt"


@dataclass(frozen=True, slots=True)
class Page:
    """One image with its printed text. `kind` is the profile of a made-up page, else ``real``.

    `type` and `rotation` are None and `fields` empty where they are not known (real scans). `optional` is printing that
    need not be read, a certifying stamp.
    """

    path: Path
    kind: str
    text: str
    type: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    rotation: int | None = None
    optional: str = ""


def rendered_pages(folder: Path, count: int, seed: int = FIRST_SEED) -> Iterator[Page]:
    """Write `count` made-up pages into `folder` as JPEG (quality 90) and yield them; profiles and types go round.

    Half of them are set in Tinos, as state papers are (Times New Roman), half in the other families. Variants of more
    than one page are left out: a file here is a page.
    """
    types, profiles = paper_types(), tuple(PROFILES)
    for number in range(count):
        slug, profile, own = types[number % len(types)], profiles[number % len(profiles)], seed + number
        paper = single_page(slug, own, number // len(types))
        font = "tinos" if number // len(profiles) % 2 == 0 else BODY_FAMILIES[number % len(BODY_FAMILIES)]
        page = render(paper, 300, font)[0]
        image = degrade(page.image, profile, own)
        path = folder / f"{number:03d}-{slug}-{profile}.jpg"
        dpi = round(300 * (image.size / page.image.size) ** 0.5)
        path.write_bytes(jpeg_file(image, dpi, 90))
        fields, turn = tuple(paper.fields.items()), rotation_of(profile, own)
        yield Page(path, profile, page.text, slug, fields, turn, page.optional)


def single_page(slug: str, seed: int, turn: int) -> Paper:
    """Return a made-up paper of one page; variants go round by `turn`, those of more pages left out."""
    names = sorted(name for name in variants(slug) if len(make_paper(slug, seed, name).pages) == 1)
    return make_paper(slug, seed, names[turn % len(names)])


def real_folder() -> Path:
    """Return where real scans are looked for: $HOSO_REAL_SCANS, else ``shared/data/real`` beside the repository."""
    return Path(os.environ.get("HOSO_REAL_SCANS") or ROOT.parent / "shared" / "data" / "real")


def real_pages() -> list[Page]:
    """Return the real scans, each with its typed text beside it (``name.printed.txt``); none when there are none."""
    folder = real_folder()
    images = sorted(p for p in folder.glob("*") if p.suffix.lower() in {".jpg", ".jpeg", ".png", ".tif", ".tiff"})
    truths = ((path, path.with_name(path.stem + _TRUTH)) for path in images)
    return [Page(path, "real", truth.read_text(encoding="utf-8")) for path, truth in truths if truth.is_file()]
