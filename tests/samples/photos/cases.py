"""Pictures with and without a fault, and what should be said of each."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from tests.samples.degrade import degrade
from tests.samples.fonts import BODY_FAMILIES
from tests.samples.make import make_paper
from tests.samples.papers import paper_types
from tests.samples.photos import faults, hands
from tests.samples.photos.scene import DESKS, Random, Scene, lit, photograph, sensed
from tests.samples.raster import Pixels, RenderedPage, render

FAULTS = ("blurred", "glare", "cut-edge", "too-dark", "too-bright", "low-resolution", "upside-down", "blank", "finger")
FAMILIES = ("tuning", "check")
_DPI = 200
_PAPERS = 48  # papers are drawn once and photographed several times
_X_HEIGHT = 0.36  # of a printed line's height; letters of the made papers, measured
_USABLE = frozenset({"", "upside-down"})


@dataclass(frozen=True, slots=True)
class Case:
    """A picture, the code of its one fault ("" for a good one), and how it was taken."""

    image: Pixels
    fault: str
    setting: str
    paper: str
    severity: float = 0.0

    @property
    def usable(self) -> bool:
        """Whether a paper can be filed by this picture; one that stands on its head is turned by the service."""
        return self.fault in _USABLE


def cases(seed: int, count: int, family: str = "tuning") -> Iterator[Case]:
    """Yield `count` pictures: every second one good, the faults in turn, papers, desks and severities drawn by seed."""
    for number in range(count):
        draw = random.Random(f"photo {family} {seed} {number}")
        fault = FAULTS[number // 2 % len(FAULTS)] if number % 2 else ""
        types = paper_types()
        kind = types[draw.randrange(len(types))]
        yield make_case(kind, draw.randrange(_PAPERS), fault, family, draw.randrange(2**31))


def make_case(kind: str, paper: int, fault: str, family: str, seed: int) -> Case:
    """Return one picture of the paper `kind` number `paper` (0 to 47)."""
    rng = np.random.default_rng([seed, *family.encode()])
    page = _page(kind, paper)
    severity = round(float(rng.uniform(0, 1)), 2)
    image, setting = _MAKERS[fault](page, family, severity, rng)
    return Case(image, fault, setting, kind, severity)


@lru_cache(maxsize=8)
def _page(kind: str, paper: int) -> RenderedPage:
    font = BODY_FAMILIES[paper % len(BODY_FAMILIES)] if paper % 2 else "tinos"
    return render(make_paper(kind, 7000 + paper), _DPI, font)[0]


def letter_of(page: RenderedPage, image: Pixels, fill: float) -> float:
    """Return about how high small letters are in a picture that `page` fills to the share `fill`, in pixels."""
    heights = sorted(line.box.y1 - line.box.y0 for line in page.lines)
    line = heights[len(heights) // 2] if heights else 30
    across = min(image.shape[0] / page.image.shape[0], image.shape[1] / page.image.shape[1])
    return float(_X_HEIGHT * line * across * fill)


def _scene(page: RenderedPage, family: str, rng: Random, fill: float, **options: object) -> Scene:
    desks = DESKS[family]
    shift = options.get("shift", (0.0, 0.0))
    desk = desks[int(rng.integers(len(desks)))]
    return photograph(_used(page.image, rng), desk, rng, fill=fill, shift=shift)  # type: ignore[arg-type]  # a pair


def _used(sheet: Pixels, rng: Random) -> Pixels:
    """Return the sheet as papers are: some off-white, some faded, some stamped."""
    draw = float(rng.random())
    if draw < 0.12:
        return degrade(sheet, "stamped", int(rng.integers(1 << 30)))
    if draw < 0.24:
        return np.asarray(255 - (255 - sheet.astype(np.float32)) * float(rng.uniform(0.45, 0.7)), np.uint8)
    tint = np.array([1.0, float(rng.uniform(0.94, 1)), float(rng.uniform(0.86, 1))], np.float32)
    return np.asarray(sheet * tint, np.uint8)


def _fill(rng: Random) -> float:
    return float(rng.uniform(0.78, 0.94))


def _good(page: RenderedPage, family: str, _: float, rng: Random) -> tuple[Pixels, str]:
    draw = float(rng.random())
    if draw < 0.32:
        profile = ("clean", "flatbed", "copier", "lowres", "stamped", "bleed")[int(rng.integers(6))]
        return _scan(page, profile, rng), profile
    if draw < 0.40:
        return sensed(lit(page.image, rng, depth=0.3), rng), "close"
    fill = _fill(rng)
    scene = _scene(page, family, rng, fill)
    if draw < 0.52:
        held = hands.with_finger(scene, rng, depth=float(rng.uniform(0.0, 0.02)))
        return _taken(held, rng), "held at the margin"
    blur = float(rng.uniform(0, 0.09)) * letter_of(page, scene.image, fill)
    soft = cv2.GaussianBlur(scene.image, (0, 0), blur) if blur > 0.3 else scene.image
    return _taken(np.asarray(soft, np.uint8), rng), "photo"


def _scan(page: RenderedPage, profile: str, rng: Random) -> Pixels:
    seed = int(rng.integers(1 << 30))
    if profile != "lowres":
        return degrade(page.image, profile, seed)
    dpi = float(rng.uniform(100, 126))
    small = cv2.resize(page.image, None, fx=dpi / _DPI, fy=dpi / _DPI, interpolation=cv2.INTER_AREA)
    return sensed(np.asarray(small, np.uint8), rng, exposure=1.0, grain=2.0, quality=80)


def _taken(image: Pixels, rng: Random) -> Pixels:
    return sensed(lit(image, rng), rng, exposure=float(rng.uniform(0.72, 0.98)), quality=int(rng.integers(65, 92)))


def _photo(page: RenderedPage, family: str, rng: Random) -> tuple[Scene, float]:
    fill = _fill(rng)
    scene = _scene(page, family, rng, fill)
    return scene, letter_of(page, scene.image, fill)


def _blurred(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    scene, letter = _photo(page, family, rng)
    ways = _BLURS[family]
    name = sorted(ways)[int(rng.integers(len(ways)))]
    return _taken(ways[name](scene.image, letter, severity, rng), rng), name


_BLURS: Mapping[str, Mapping[str, Callable[[Pixels, float, float, Random], Pixels]]] = {
    "tuning": {
        "defocused": lambda image, letter, severity, _: faults.defocused(image, letter, severity),
        "zoomed": lambda image, letter, severity, _: faults.zoomed(image, letter, severity),
        "shaken": faults.shaken,
        "doubled": faults.doubled,
    },
    "check": {
        "out of focus": lambda image, letter, severity, _: faults.out_of_focus(image, letter, severity),
        "jolted": faults.jolted,
    },
}


def _glare(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    scene, _ = _photo(page, family, rng)
    dull = Scene(np.asarray(lit(scene.image, rng) * 0.86, np.uint8), scene.corners, scene.sheet)
    burn = faults.lamp_spot if family == "tuning" else faults.window_streak
    return sensed(burn(dull, severity, rng), rng, exposure=1.0), "photo"


def _cut(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    if rng.random() < 0.35:
        return _cropped(page, severity, rng), "flatbed"
    side, fill = int(rng.integers(4)), float(rng.uniform(0.86, 0.96))
    depth = (1 - fill) / 2 + 0.15 + 0.12 * severity
    shift = ((-depth, 0.0), (depth, 0.0), (0.0, -depth), (0.0, depth))[side]
    return _taken(_scene(page, family, rng, fill, shift=shift).image, rng), "photo"


def _cropped(page: RenderedPage, severity: float, rng: Random) -> Pixels:
    """Cut one side of the scanned sheet off inside its print, as when it lies beyond the glass."""
    scan = degrade(page.image, "flatbed", int(rng.integers(1 << 30)))
    lines = [line.box for line in page.lines]
    share = 0.06 + 0.3 * severity
    cut = lines[int(share * len(lines))], lines[-1 - int(share * len(lines))]
    left, right = min(b.x0 for b in lines), max(b.x1 for b in lines)
    into = int((right - left) * (0.08 + 0.1 * severity))
    above, below = ((box.y0 + box.y1) // 2 for box in cut)
    sides = (np.s_[:, left + into :], np.s_[:, : right - into], np.s_[above:, :], np.s_[:below, :])
    return np.ascontiguousarray(scan[sides[int(rng.integers(4))]])


def _dark(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    scene, _ = _photo(page, family, rng)
    taken = _taken(scene.image, rng)
    dim = faults.dimmed if family == "tuning" else faults.under_exposed
    return dim(taken, severity, rng), "photo"


def _bright(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    flat = rng.random() < 0.4
    image = page.image if flat else lit(_photo(page, family, rng)[0].image, rng, depth=0.1)
    wash = faults.washed_out if family == "tuning" else faults.over_exposed
    return sensed(wash(image, severity), rng, exposure=1.0, grain=1.5), "flatbed" if flat else "photo"


def _small(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    flat = rng.random() < 0.5
    fill = 1.0 if flat else _fill(rng)
    image = page.image if flat else _taken(_scene(page, family, rng, fill).image, rng)
    shrink = faults.shrunk if family == "tuning" else faults.shrunk_hard
    small = shrink(image, letter_of(page, image, fill), severity)
    return sensed(small, rng, exposure=0.98, grain=1.5), "scan" if flat else "photo"


def _upside(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    image, setting = _good(page, family, severity, rng)
    return np.ascontiguousarray(image[::-1, ::-1]), setting


def _blank(page: RenderedPage, family: str, _: float, rng: Random) -> tuple[Pixels, str]:
    white = RenderedPage(np.full_like(page.image, int(rng.integers(235, 256))), (), page.dpi)
    if rng.random() < 0.5:
        return sensed(white.image, rng, exposure=1.0, grain=float(rng.uniform(0, 4))), "flatbed"
    desks = DESKS[family]
    scene = photograph(white.image, desks[int(rng.integers(len(desks)))], rng, fill=_fill(rng))
    return _taken(scene.image, rng), "photo"


def _finger(page: RenderedPage, family: str, severity: float, rng: Random) -> tuple[Pixels, str]:
    scene, _ = _photo(page, family, rng)
    hold = hands.with_finger if family == "tuning" else hands.with_thumbs
    return _taken(hold(scene, rng, depth=0.2 + 0.15 * severity), rng), "photo"


_MAKERS: Mapping[str, Callable[[RenderedPage, str, float, Random], tuple[Pixels, str]]] = {
    "": _good,
    "blurred": _blurred,
    "glare": _glare,
    "cut-edge": _cut,
    "too-dark": _dark,
    "too-bright": _bright,
    "low-resolution": _small,
    "upside-down": _upside,
    "blank": _blank,
    "finger": _finger,
}
