"""Piles of different papers scanned in one go, with the truth of where each paper begins."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np

from models.page import IDENTITY, Box, Code, Line, PageReading, TextSource, Word
from models.reading import Reading
from models.split import SEPARATOR
from tests.samples.make import make_paper
from tests.samples.papers import paper_types
from tests.samples.parts import head, place_date, title
from tests.samples.raster import DEFAULT_FONT, Pixels, RenderedLine, RenderedPage, render_sheet
from tests.samples.sheet import Block, Gap, Sheet, Text
from tests.samples.world import World, make_world

_DPI = 150
NUMBERINGS = ("none", "plain", "dashes", "of")
_CLAUSES = (
    "Bên A có trách nhiệm bàn giao tài sản đúng thời hạn, đúng hiện trạng đã thỏa thuận và chịu chi phí phát sinh.",
    "Bên B thanh toán đủ số tiền nêu tại hợp đồng này bằng chuyển khoản trong vòng mười ngày kể từ ngày ký.",
    "Mọi tranh chấp phát sinh được giải quyết bằng thương lượng; không thương lượng được thì do Tòa án giải quyết.",
    "Hai bên cam kết thực hiện đầy đủ các điều khoản đã ghi, bên nào vi phạm phải bồi thường theo quy định.",
)


@dataclass(frozen=True, slots=True)
class StackedPage:
    """One page of a stack: its picture and lines, whether a paper begins on it, and what parts it from the one before.

    `kind` is the paper's type, ``blank`` or ``separator``.
    """

    page: RenderedPage
    kind: str
    begins: bool
    cue: str = ""
    qr: str = ""


def make_stack(seed: int, papers: int = 5) -> tuple[StackedPage, ...]:
    """Return a pile of `papers` papers, some of several pages, some parted by a blank or a separator sheet."""
    rng = random.Random(f"stack {seed}")
    pages: list[StackedPage] = []
    for number in range(papers):
        cue = rng.choice(("", "", "blank", "separator")) if number else ""
        if cue:
            pages.append(_between(cue))
        pages += _paper(rng, cue)
    return tuple(pages)


def reading_of(stack: tuple[StackedPage, ...], misread: float = 0.0, seed: int = 0) -> Reading:
    """Return the stack as a reader would see it, a share `misread` of its words spoilt by one wrong letter."""
    rng = random.Random(f"misread {seed}")
    return Reading(tuple(_page_reading(item, number, misread, rng) for number, item in enumerate(stack, 1)))


def truth_of(stack: tuple[StackedPage, ...]) -> Mapping[int, str]:
    """Return the numbers of the pages on which a paper begins, with what lies before each."""
    return {number: item.cue for number, item in enumerate(stack, 1) if item.begins}


def _paper(rng: random.Random, cue: str) -> list[StackedPage]:
    seed = rng.randrange(2**31)
    kind = rng.choice((*paper_types(), "contract", "contract", "decision", "decision"))
    numbering = rng.choice(NUMBERINGS)
    if kind == "contract":
        pages = [_rendered(sheet) for sheet in contract(make_world(seed), rng.randint(2, 4), numbering)]
    else:
        pages = [_rendered(sheet) for sheet in make_paper(kind, seed).pages]
        empty_back = len(pages) == 1 and rng.random() < 0.1
        pages += [_white(pages[0])] if empty_back and not cue else []
    return [StackedPage(page, kind if page.lines else "blank", number == 0, cue) for number, page in enumerate(pages)]


def contract(world: World, pages: int, numbering: str) -> tuple[Sheet, ...]:
    """Return a contract over several pages, numbered in one of `NUMBERINGS`."""
    first: tuple[Block, ...] = (
        head((f"{world.place.commune.upper()}",), f"Số: {world.number(300)}/HĐ", place_date(world.town, world.day)),
        *title("HỢP ĐỒNG THUÊ NHÀ"),
        Text(f"Bên A: {world.owner.name}, thường trú tại {world.home}.", 13),
    )
    sheets = []
    article = 1
    for number in range(1, pages + 1):
        blocks: list[Block] = [*_number(number, pages, numbering, foot=False)]
        blocks += first if number == 1 else ()
        for _ in range(5 if number == 1 else 8):
            blocks.append(Text(f"<b>Điều {article}.</b> {_CLAUSES[article % len(_CLAUSES)]}", 13, "justify", before=2))
            article += 1
        blocks += (Gap(2), *_number(number, pages, numbering, foot=True))
        sheets.append(Sheet(tuple(blocks)))
    return tuple(sheets)


def _number(number: int, pages: int, numbering: str, *, foot: bool) -> tuple[Block, ...]:
    """Return the page number: in the head from page 2 on as decree 30/2020 wants it, or in the foot of every page."""
    if numbering == "plain" and not foot and number > 1:
        return (Text(str(number), 13, "center"),)
    if numbering == "dashes" and not foot:
        return (Text(f"- {number} -", 12, "center"),)
    if numbering == "of" and foot:
        return (Text(f"Trang {number}/{pages}", 11, "right"),)
    return ()


def _between(cue: str) -> StackedPage:
    white = np.full((1754, 1240, 3), 255, np.uint8)
    if cue == "blank":
        return StackedPage(RenderedPage(white, (), _DPI), "blank", False)
    code = cv2.QRCodeEncoder.create().encode(SEPARATOR)
    big = cv2.resize(code, (500, 500), interpolation=cv2.INTER_NEAREST)
    white[400:900, 370:870] = big[..., None]
    lines = (RenderedLine("TỜ PHÂN CÁCH", Box(400, 250, 840, 300)),)
    return StackedPage(RenderedPage(white, lines, _DPI), "separator", False, qr=SEPARATOR)


def _rendered(sheet: Sheet) -> RenderedPage:
    return render_sheet(sheet, _DPI, DEFAULT_FONT)


def _white(like: RenderedPage) -> RenderedPage:
    return replace(like, image=_blank_like(like.image), lines=())


def _blank_like(image: Pixels) -> Pixels:
    return np.full_like(image, 255)


def _page_reading(item: StackedPage, number: int, misread: float, rng: random.Random) -> PageReading:
    height, width = item.page.image.shape[:2]
    lines = tuple(line for printed in item.page.lines if (line := _line(printed, misread, rng)))
    codes = (Code("qr", item.qr, Box(0, 0, 10, 10)),) if item.qr else ()
    return PageReading(number, width, height, width, height, 0, 0.0, IDENTITY, lines, TextSource.OCR, codes=codes)


def _line(printed: RenderedLine, misread: float, rng: random.Random) -> Line | None:
    """Return a printed line as words, side by side over its width."""
    words = printed.text.split()
    letters = max(sum(map(len, words)) + len(words), 1)
    box, at, placed = printed.box, 0, []
    for word in words:
        left = box.x0 + (box.x1 - box.x0) * at // letters
        at += len(word) + 1
        right = max(box.x0 + (box.x1 - box.x0) * (at - 1) // letters, left + 1)
        placed.append(Word(_spoilt(word, misread, rng), Box(left, box.y0, right, max(box.y1, box.y0 + 1)), 0.9))
    return Line(tuple(placed)) if placed else None


def _spoilt(word: str, misread: float, rng: random.Random) -> str:
    if rng.random() >= misread:
        return word
    at = rng.randrange(len(word))
    return word[:at] + rng.choice("aeiocnrtlh1") + word[at + 1 :]
