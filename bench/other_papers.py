"""Made-up pages of no known type, pages written on by hand, and pictures that are no papers."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.pages import Page
from tests.samples import Paper, degrade, render
from tests.samples.degrade import PROFILES
from tests.samples.files import jpeg_file
from tests.samples.fonts import BODY_FAMILIES
from tests.samples.foreign import foreign_kinds, make_foreign
from tests.samples.handwritten import handwritten_kinds, make_handwritten
from tests.samples.raster import Pixels

_DPI = 300


def foreign_pages(folder: Path, seed: int) -> Iterator[Page]:
    """Write one page of each kind of foreign paper and each picture of no paper; conditions and fonts go round."""
    for number, kind in enumerate(foreign_kinds()):
        font = "tinos" if number % 2 else BODY_FAMILIES[number % len(BODY_FAMILIES)]
        yield _page(folder, make_foreign(kind, seed + number), tuple(PROFILES)[(number + seed) % len(PROFILES)], font)
    for name, image in _pictures(seed).items():
        path = folder / f"picture-{name}.jpg"
        path.write_bytes(jpeg_file(image, 72, 85))
        yield Page(path, "picture", "", "unknown")


def written_pages(folder: Path, count: int, seed: int) -> Iterator[Page]:
    """Write `count` pages that were filled in by hand; their fields are those that are handwritten."""
    kinds, profiles = handwritten_kinds(), tuple(PROFILES)
    for number in range(count):
        paper = make_handwritten(kinds[number % len(kinds)], seed + number)
        yield _page(folder, paper, profiles[number % len(profiles)], "tinos")


def _page(folder: Path, paper: Paper, profile: str, font: str) -> Page:
    rendered = render(paper, _DPI, font)[0]
    image = degrade(rendered.image, profile, paper.seed)
    path = folder / f"{paper.variant}-{profile}-{paper.seed}.jpg"
    path.write_bytes(jpeg_file(image, round(_DPI * (image.size / rendered.image.size) ** 0.5), 90))
    return Page(path, profile, rendered.text, paper.type, tuple(paper.fields.items()))


def _pictures(seed: int) -> dict[str, Pixels]:
    """Return what is photographed and scanned by mistake: a blank sheet, a landscape, a wall, a scrap, a wide strip."""
    rng = np.random.default_rng(seed)
    rows = np.linspace(0, 1, 1200)[:, None, None]
    sky = np.array([120, 170, 220]) * (1 - rows) + np.array([70, 90, 40]) * rows
    hills = (np.sin(np.arange(1600) / 130 + rng.uniform(0, 6)) * 120 + 700)[None, :] < np.arange(1200)[:, None]
    landscape = np.where(hills[..., None], sky * 0.5, sky) + rng.normal(0, 8, (1200, 1600, 3))
    bricks = np.full((1200, 1600, 3), (150, 80, 60)) + rng.normal(0, 12, (1200, 1600, 1))
    bricks[::80] = bricks[:, ::200] = 190
    scenes = {
        "blank": 246 + rng.normal(0, 3, (3508, 2480, 1)) * np.ones(3),
        "landscape": landscape,
        "wall": bricks,
        "scrap": rng.uniform(0, 255, (20, 20, 3)),
        "strip": 240 + rng.normal(0, 4, (400, 12_000, 1)) * np.ones(3),
    }
    return {name: np.clip(scene, 0, 255).astype(np.uint8) for name, scene in scenes.items()}
