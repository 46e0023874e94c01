"""Pictures of every cleaning step, before and after, for docs/reading.md: ``python -m bench.pictures [FOLDER]``.

They show made-up papers only. The same version of the libraries gives the same pictures.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image, resize, to_grey
from ocr.clean.background import flatten
from ocr.clean.geometry import warp
from ocr.clean.leaders import erase_leaders
from ocr.clean.plan import Plan, make_plan
from ocr.clean.prepare import X_HEIGHT
from ocr.clean.stamps import fade_stamps
from ocr.clean.streaks import erase_streaks
from ocr.clean.tables import find_tables, spread
from ocr.clean.worn import thicken_worn
from tests.samples import degrade, make_paper, render

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images" / "clean"
LARGEST = 60_000
"""Bytes of one picture at most."""

_WIDTH, _HEIGHT = 420, 300  # pixels of each half
_GAP = 8
_QUALITIES = (80, 65, 50)  # of JPEG, best first

Pair = tuple[Image, Image]


def _page(slug: str, seed: int, profile: str) -> Image:
    return degrade(render(make_paper(slug, seed), 300)[0].image, profile, seed)


def _upright(image: Image) -> tuple[Image, Plan, float]:
    """Return the page as the plan sees it, scaled to the usual x-height, and what its print then measures."""
    plan = make_plan(image)
    factor = X_HEIGHT / (plan.x_height or X_HEIGHT)
    return resize(warp(image, plan.to_upright, plan.size), factor), plan, X_HEIGHT


def _planned(image: Image) -> Pair:
    plan = make_plan(image)
    return image, warp(image, plan.to_upright, plan.size)


def _edged() -> Image:
    page = _page("decision", 41, "clean")
    return as_image(cv2.copyMakeBorder(page, 90, 0, 150, 0, cv2.BORDER_CONSTANT, value=(18.0, 18.0, 18.0)))


def _light() -> Pair:
    grey = to_grey(_upright(_page("decision", 41, "phone"))[0])
    return grey, flatten(grey)


def _stamps() -> Pair:
    page, _, size = _upright(_page("application", 44, "stamped"))
    return _changed(to_grey(page), fade_stamps(page, size))


def _streaks() -> Pair:
    page, _, size = _upright(_page("application", 53, "copier"))
    grey = flatten(to_grey(page))
    return _changed(grey, erase_streaks(grey, size))


def _worn() -> Pair:
    image = _page("criminal-record", 8_100_004, "copier")
    plan = make_plan(image)
    size = plan.x_height or X_HEIGHT
    page = warp(image, plan.to_upright, plan.size)
    before, after = (to_grey(resize(each, X_HEIGHT / size)) for each in (page, thicken_worn(page, size)))
    return _changed(before, after)


def _leaders() -> Pair:
    page, _, size = _upright(_page("marital-status", 43, "clean"))
    grey = flatten(to_grey(page))
    return _changed(grey, erase_leaders(grey, size))


def _tables() -> Pair:
    page, _, size = _upright(_page("residence-confirmation", 46, "flatbed"))
    grey = flatten(to_grey(page))
    tables, rules = find_tables(grey, size)
    box = tables[0].box
    return grey[box.y0 - 8 : box.y1 + 8, box.x0 - 8 : box.x1 + 8], spread(grey, rules, tables[0], size).image


STEPS: Mapping[str, Callable[[], Pair]] = {
    "sheet": lambda: _planned(_page("decision", 41, "phone")),
    "light": _light,
    "turn": lambda: _planned(_page("decision", 42, "turned")),
    "slope": lambda: _planned(_page("marital-status", 43, "flatbed")),
    "edges": lambda: _planned(_edged()),
    "stamps": _stamps,
    "streaks": _streaks,
    "worn": _worn,
    "leaders": _leaders,
    "tables": _tables,
}


def _changed(before: Image, after: Image) -> Pair:
    """Return the part of both pages in which most has changed."""
    difference = cv2.absdiff(before, after).astype(np.float32)
    height, width = min(_HEIGHT, before.shape[0]), min(_WIDTH, before.shape[1])
    sums = cv2.boxFilter(difference, -1, (width, height), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    inside = sums[: before.shape[0] - height + 1, : before.shape[1] - width + 1]
    top, left = (int(at) for at in np.unravel_index(int(np.argmax(inside)), inside.shape))
    part = (slice(top, top + height), slice(left, left + width))
    return before[part], after[part]


def picture(pair: Pair) -> bytes:
    """Return both halves side by side as the best JPEG of at most `LARGEST` bytes; ValueError when there is none."""
    halves = [_half(half) for half in pair]
    gap = np.full((_HEIGHT, _GAP, 3), 90, np.uint8)
    sheet = cv2.cvtColor(np.hstack([halves[0], gap, halves[1]]), cv2.COLOR_RGB2BGR)
    for quality in _QUALITIES:
        data = cv2.imencode(".jpg", sheet, (cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1))[1]
        if data.size <= LARGEST:
            return data.tobytes()
    raise ValueError(f"no picture of at most {LARGEST} bytes")


def _half(image: Image) -> Image:
    """Return `image` in RGB, fitted into a half and centred on grey."""
    fitted = resize(image, min(_WIDTH / image.shape[1], _HEIGHT / image.shape[0]))
    colours = fitted if fitted.ndim == 3 else as_image(cv2.cvtColor(fitted, cv2.COLOR_GRAY2RGB))
    half = np.full((_HEIGHT, _WIDTH, 3), 128, np.uint8)
    top, left = (_HEIGHT - colours.shape[0]) // 2, (_WIDTH - colours.shape[1]) // 2
    half[top : top + colours.shape[0], left : left + colours.shape[1]] = colours
    return half


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, step in STEPS.items():
        (folder / f"{name}.jpg").write_bytes(picture(step()))


if __name__ == "__main__":
    main(sys.argv[1:])
