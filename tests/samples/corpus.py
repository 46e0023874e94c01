"""A mixed corpus: every paper type in every condition and file format, in equal parts, by seed."""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.samples.degrade import PROFILES, degrade, rotation_of
from tests.samples.digital import digital_pdf
from tests.samples.files import SINGLE, jpeg_file, mixed_pdf, scanned_pdf, tiff_file
from tests.samples.fonts import BODY_FAMILIES
from tests.samples.make import make_paper
from tests.samples.papers import paper_types
from tests.samples.raster import DEFAULT_FONT, Pixels, RenderedPage, render
from tests.samples.sheet import Paper

_DPI = 300
_SCANS_PER_DIGITAL = 9  # one file in ten is born digital or mixed


@dataclass(frozen=True, slots=True)
class PageTruth:
    """What stands on one page and how it came: printed lines in reading order, clockwise turn in degrees."""

    text: str
    rotation: int
    profile: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reader should make of one file."""

    type: str
    variant: str
    seed: int
    font: str
    fields: Mapping[str, str]
    pages: tuple[PageTruth, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up file with its truth."""

    file_name: str
    data: bytes
    truth: Truth


def corpus(seed: int, n: int) -> Iterator[Sample]:
    """Yield `n` samples: types and profiles go round, fonts, variants and formats are drawn from the seed."""
    types, profiles = paper_types(), tuple(PROFILES)
    for number in range(n):
        rng = random.Random(f"corpus {seed} {number}")
        paper = make_paper(types[number % len(types)], rng.randrange(2**31))
        font = DEFAULT_FONT if rng.random() < 0.5 else rng.choice(BODY_FAMILIES)
        if number % (_SCANS_PER_DIGITAL + 1) == _SCANS_PER_DIGITAL:
            yield _digital(paper, font, number, rng)
        else:
            yield scan(paper, profiles[number % len(profiles)], font, number, rng)


def scan(paper: Paper, profile: str, font: str, number: int, rng: random.Random) -> Sample:
    """Return the paper rendered, degraded by `profile` and written in a format that fits its pages."""
    pages = render(paper, _DPI, font)
    seeds = [paper.seed + page for page in range(len(pages))]
    images = [degrade(page.image, profile, seed) for page, seed in zip(pages, seeds, strict=True)]
    dpi = round(_DPI * math.sqrt(images[0].size / pages[0].image.size))
    extension, data = _file(images, profile, dpi, rng)
    turns = [rotation_of(profile, seed) for seed in seeds]
    return Sample(
        f"{number:04d}-{paper.type}-{profile}.{extension}",
        data,
        _truth(paper, font, pages, turns, [profile] * len(pages)),
    )


def _digital(paper: Paper, font: str, number: int, rng: random.Random) -> Sample:
    """Return a born-digital PDF, or (for half of them) one with a scan of the first page appended."""
    pages, profiles = render(paper, _DPI, font), ["digital"] * len(paper.pages)
    if rng.random() < 0.5:
        data = digital_pdf(paper, font)
    else:
        data = mixed_pdf(paper, [degrade(pages[0].image, "flatbed", paper.seed)], _DPI, font)
        pages, profiles = [*pages, pages[0]], [*profiles, "flatbed"]
    truth = _truth(paper, font, pages, [0] * len(pages), profiles)
    return Sample(f"{number:04d}-{paper.type}-{profiles[-1]}.pdf", data, truth)


def _file(images: list[Pixels], profile: str, dpi: int, rng: random.Random) -> tuple[str, bytes]:
    if len(images) > 1:
        return ("tif", tiff_file(images, dpi)) if rng.random() < 0.5 else ("pdf", scanned_pdf(images, dpi))
    if profile == "phone":
        return rng.choice([("jpg", jpeg_file(images[0], 72)), ("heic", SINGLE["heic"](images[0]))])
    kind = rng.choice(("jpg", "jpg", "png", "webp", "tif", "pdf"))
    if kind in SINGLE:
        return kind, SINGLE[kind](images[0])
    return kind, (tiff_file if kind == "tif" else scanned_pdf)(images, dpi)


def _truth(paper: Paper, font: str, pages: list[RenderedPage], turns: list[int], profiles: list[str]) -> Truth:
    truths = tuple(PageTruth(p.text, t, k) for p, t, k in zip(pages, turns, profiles, strict=True))
    return Truth(paper.type, paper.variant, paper.seed, font, paper.fields, truths)
