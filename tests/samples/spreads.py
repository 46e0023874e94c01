"""Two pages or several cards on one scan: an open booklet, cards laid on a copier's glass."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from tests.samples.make import make_paper
from tests.samples.raster import Pixels, RenderedPage, render
from tests.samples.sheet import Paper

_MM_PER_INCH = 25.4
_A4 = (210.0, 297.0)
_BORDER = 3.0  # millimetres of white that `faces-2021` leaves around a card


@dataclass(frozen=True, slots=True)
class Spread:
    """One scan with the text of each of its pages or cards, in the order in which a person reads them."""

    image: Pixels
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def facing(left: RenderedPage, right: RenderedPage, *, fold: float = 0.0, lower: int = 0) -> Spread:
    """Return two pages side by side, the right one `lower` pixels further down, as a booklet lies open.

    `fold` from 0 (none) to 1 (black) darkens the paper towards the line where they meet.
    """
    sheets = [left.image, np.roll(right.image, lower, axis=0)]
    height = max(len(sheet) for sheet in sheets)
    both = np.hstack([_padded(sheet, height) for sheet in sheets]).astype(np.float32)
    away = np.abs(np.arange(both.shape[1]) - left.image.shape[1])
    light = 1 - fold * np.exp(-away / (0.012 * both.shape[1]))
    return Spread((both * light[None, :, None]).clip(0, 255).astype(np.uint8), (left.text, right.text))


def booklet(seed: int, dpi: int = 200, *, fold: float = 0.0, lower: int = 0) -> Spread:
    """Return a household book open at the page of the household and that of its members."""
    _, household, members = render(make_paper("household-book", seed, "booklet"), dpi)
    return facing(household, members, fold=fold, lower=lower)


def card_papers(seeds: Sequence[int]) -> list[Paper]:
    """Return one identity card of 2021 a seed: a page of its front and one of its back."""
    return [make_paper("identity-card", seed, "faces-2021") for seed in seeds]


def cards_on_a4(
    papers: Sequence[Paper], *, across: bool = False, dpi: int = 300, scale: float = 1.0, tilt: float = 0.0
) -> Spread:
    """Return both faces of each card on one A4 sheet: each person a row (`across`), else all faces one below the other.

    `scale` enlarges the cards, `tilt` turns every other one by so many degrees.
    """
    rows = [render(paper, dpi) for paper in papers]
    grid = rows if across else [[page] for row in rows for page in row]
    sheet = np.full((_pixels(_A4[1], dpi), _pixels(_A4[0], dpi), 3), 255, np.uint8)
    for down, row in enumerate(grid):
        for beside, page in enumerate(row):
            card = _card(page, dpi, scale, tilt * (-1) ** (down + beside))
            y = round((down + 0.5) * sheet.shape[0] / max(len(grid), 2)) - len(card) // 2
            x = round((beside + 0.5) * sheet.shape[1] / len(row)) - card.shape[1] // 2
            part = sheet[max(y, 0) : y + len(card), max(x, 0) : x + card.shape[1]]
            np.minimum(part, card[max(-y, 0) :, max(-x, 0) :][: part.shape[0], : part.shape[1]], out=part)
    return Spread(sheet, tuple(page.text for row in grid for page in row))


def _card(page: RenderedPage, dpi: int, scale: float, tilt: float) -> Pixels:
    edge = _pixels(_BORDER, dpi)
    card = page.image[edge:-edge, edge:-edge]
    if scale != 1.0:
        card = cv2.resize(card, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    if not tilt:
        return card
    room = round(0.06 * card.shape[1])
    card = np.pad(card, ((room, room), (room, room), (0, 0)), constant_values=255)
    middle = (card.shape[1] / 2, card.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(middle, -tilt, 1.0)
    size = (card.shape[1], card.shape[0])
    return cv2.warpAffine(card, turn, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)).astype(np.uint8)


def _padded(sheet: Pixels, height: int) -> Pixels:
    return np.pad(sheet, ((0, height - len(sheet)), (0, 0), (0, 0)), mode="edge")


def _pixels(millimetres: float, dpi: int) -> int:
    return round(millimetres / _MM_PER_INCH * dpi)
