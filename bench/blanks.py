"""Blanks filled in by hand: how many are marked, and how much print is; ``--fit`` makes the network that tells."""

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

import cv2
import numpy as np
import numpy.typing as npt

from bench.blank_pages import WEARS, BlankPage, blank_page
from bench.digits import real_digits
from bench.perceptron import fit
from models.page import Box, SourcePage, Word
from ocr.clean.arrays import Image, as_image, to_raster
from ocr.clean.components import components
from ocr.clean.geometry import warp
from ocr.clean.glance import glance
from ocr.clean.plan import make_plan
from ocr.clean.prepare import X_HEIGHT, prepare
from ocr.handwriting.glyphs import SHIPPED, Network
from ocr.handwriting.shapes import letters, shapes
from ocr.handwriting.traces import ink_of
from ocr.page import read_page
from ocr.recognizers import DEFAULT, create
from ocr.training.page.faces import HELD_OUT, TRAINING
from tests.samples.figures import RealDigits

FIRST_SEED = 7_900_000
_FIT_SEED = 7_800_000
_FIT_PAGES, _UNITS, _EPOCHS = 400, 48, 30
_PENS = (0.06, 0.22), (0.05, 0.25)  # width of strokes over the height of figures: to fit on, and to measure on
_WRITTEN, _PRINTED = 0.6, 0.12  # of a piece's pixels that are a hand's, from which and up to which it is one or print
_MARKED, _TOUCHED = 0.5, 0.3  # of a value's ink, of a printed word's box, that is marked
_JOINED = (1.6, 0.2)  # x-heights, across and up, over which ink is one value

_HEAD = "| wear | by hand | marked | typed | marked | printed words | marked |\n|---|---|---|---|---|---|---|"

_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of values written by hand, values printed into blanks, and printed words: how many there are, how many marked."""

    hand: int = 0
    hand_marked: int = 0
    typed: int = 0
    typed_marked: int = 0
    printed: int = 0
    printed_marked: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))


def run(arguments: Sequence[str]) -> int:
    """Read made-up pages full of blanks and print the table; return 1 where under 80 % of the writing is marked."""
    parser = argparse.ArgumentParser(prog="hoso bench blanks", description=__doc__)
    parser.add_argument("--pages", type=int, default=50, help="made-up pages to read (default %(default)s)")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="first seed of the pages")
    parser.add_argument("--fit", action="store_true", help="first make the network anew, of other digits and typefaces")
    options = parser.parse_args(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    ours, others = real_digits()
    if options.fit:
        write_network(fit(*material(ours, _FIT_PAGES, _FIT_SEED), _UNITS, _EPOCHS, _FIT_SEED))
    counts = measure(others, options.pages, options.seed)
    print(table(counts))
    total = sum(counts.values(), Counts())
    return 0 if total.hand_marked >= 0.8 * total.hand else 1


def write_network(network: Network) -> None:
    """Write the network that comes with the programme, in half precision: 37 kilobytes."""
    np.savez_compressed(SHIPPED, **{name: getattr(network, name).astype(np.float16) for name in Network.__slots__})


def material(digits: RealDigits | None, count: int, seed: int) -> tuple[npt.NDArray[np.uint8], _Mask]:
    """Return shapes (0 to 255) of all pieces of ink on `count` pages, and which of them are written by hand.

    Pieces that are partly written are left out. Of four pages one has digits of typefaces drawn by a pen.
    """
    found = [_pieces(blank_page(own, digits if own % 4 else None, _PENS[0], TRAINING).worn(_wear(own), own))
             for own in range(seed, seed + count)]  # fmt: skip
    return np.concatenate([each for each, _ in found]), np.concatenate([written for _, written in found])


def _pieces(page: BlankPage) -> tuple[npt.NDArray[np.uint8], _Mask]:
    plan = make_plan(page.image, glance(page.image))
    cleaned = prepare(warp(page.image, plan.to_upright, plan.size), plan.x_height)
    height, width = cleaned.image.shape
    hand = cv2.resize(_ink(warp(page.hand, plan.to_upright, plan.size)), (width, height), interpolation=cv2.INTER_AREA)
    written = cv2.dilate(cv2.threshold(hand, 127, 255, cv2.THRESH_BINARY)[1], np.ones((3, 3), np.uint8))
    pieces = components(ink_of(cleaned.image))
    share = np.bincount(pieces.labels.ravel(), written.ravel() > 0, len(pieces)) / np.maximum(pieces.area, 1)
    asked = letters(pieces, X_HEIGHT)
    asked = asked[(share[asked] > _WRITTEN) | (share[asked] < _PRINTED)]
    return np.asarray(shapes(cleaned.image, pieces, asked.tolist(), X_HEIGHT) * 255, np.uint8), share[asked] > _WRITTEN


def _ink(mask: Image) -> Image:
    """Return 255 where a mask is black; stamps are red."""
    return as_image(np.where(mask[..., 0] < 150, 255, 0))


def _wear(seed: int) -> str:
    return WEARS[seed % len(WEARS)]


def measure(digits: RealDigits, count: int, seed: int) -> dict[str, Counts]:
    """Return what was marked on `count` pages in typefaces that the network never saw, by wear."""
    recognizer, counts = create(DEFAULT), defaultdict[str, Counts](Counts)
    for own in range(seed, seed + count):
        page = blank_page(own, digits, _PENS[1], HELD_OUT).worn(_wear(own), own)
        reading, _ = read_page(SourcePage(1, to_raster(page.image, None)), recognizer)
        to_upright = np.linalg.inv(np.array(reading.to_source).reshape(3, 3))
        hand, typed = (
            _ink(warp(mask, to_upright, (reading.width, reading.height))) > 0 for mask in (page.hand, page.typed)
        )
        marked = _painted(reading.handwriting, hand.shape)
        words = [word for line in reading.lines for word in line.words]
        counts[_wear(own)] += counted(hand, typed, marked, words)
    return dict(counts)


def counted(hand: _Mask, typed: _Mask, marked: _Mask, words: Sequence[Word]) -> Counts:
    heights = [word.box.y1 - word.box.y0 for word in words] or [1]
    x_height = float(np.median(heights)) / 1.8  # words have capitals and tails
    by_hand, printed = (list(_shares(mask, marked, x_height)) for mask in (hand, typed))
    beside = [word.box for word in words if not _part(hand, word.box)[0]]
    return Counts(
        len(by_hand), sum(share >= _MARKED for share in by_hand),
        len(printed), sum(share >= _MARKED for share in printed),
        len(beside), sum(_part(marked, box)[1] > _TOUCHED for box in beside),
    )  # fmt: skip


def _part(mask: _Mask, box: Box) -> tuple[bool, float]:
    """Return whether a box holds more than specks of a mask, and which share of it the mask covers."""
    share = float(mask[box.y0 : box.y1, box.x0 : box.x1].mean()) if box.x0 < box.x1 and box.y0 < box.y1 else 0.0
    return share > 0.02, share


def _shares(mask: _Mask, marked: _Mask, x_height: float) -> Iterator[float]:
    """Yield, for each value of a mask, which share of its ink is marked; specks are none."""
    reach = np.ones([max(1, round(each * x_height)) for each in reversed(_JOINED)], np.uint8)
    values = components(as_image(cv2.dilate(mask.astype(np.uint8), reach)))
    ink = np.bincount(values.labels[mask], minlength=len(values))
    covered = np.bincount(values.labels[mask & marked], minlength=len(values))
    for number in range(1, len(values)):
        if values.heights[number] >= x_height and ink[number] >= x_height:
            yield float(covered[number] / ink[number])


def _painted(boxes: Sequence[Box], shape: tuple[int, ...]) -> _Mask:
    painted = np.zeros(shape, np.bool_)
    for x0, y0, x1, y1 in boxes:
        painted[y0:y1, x0:x1] = True
    return painted


def table(counts: dict[str, Counts]) -> str:
    """Return the figures as Markdown, a row a wear and one for all."""
    rows = [*counts.items(), ("all", sum(counts.values(), Counts()))]
    return "\n".join([_HEAD, *(f"| {wear} | {' | '.join(map(str, astuple(each)))} |" for wear, each in rows)])
