"""Made-up pages full of blanks, some filled in by hand, some in print, with the truth of every pixel."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from ocr.training.page.faces import Families, load, pick
from tests.samples.degrade import PROFILES, degrade
from tests.samples.degrade.optics import flatbed, jpeg
from tests.samples.figures import Hand, RealDigits, figure_base, make_hand, write_figures
from tests.samples.pen import write
from tests.samples.raster import Pixels
from tests.samples.world import make_world

Mask = Pixels

_SIZE = (2480, 1850)  # the upper half of A4 at 300 dpi
_LEFT, _TOP, _BOTTOM = 240, 200, 1750
_INKS = ((28, 46, 150), (20, 34, 120), (44, 60, 170), (60, 50, 140), (24, 24, 30), (40, 40, 46))
_DIGIT = 0.66  # of a typeface's em that its digits are high
WEARS = (*PROFILES, "office", "bilevel")
"""The profiles of `degrade`, and scans of an office: 150 to 250 dpi, in grey or colours, and black and white."""

_LINES = (
    "Số: {n}/QĐ-UBND",
    "Số: {n}/CT-UBND",
    "Số: {n}/UBND-TTHC",
    "Số {n}/GXN-UBND",
    "<i>Mỹ Lộc, ngày {d} tháng {m} năm {y}",
    "<i>Mỹ Lộc, ngày {d} tháng {m} năm {y}",
    "<i>(Kèm theo Quyết định số {n}/QĐ-UBND ngày {d}/{m}/{y} của Chủ tịch)",
    "<i>(Ban hành kèm theo Quyết định số {n}/QĐ-UBND ngày {d} tháng {m} năm {y})",
    "<b>Số: {n}/TB-STC  ngày {d} tháng {m} năm {y}",
    "Giấy phép số {n} cấp ngày {d} tháng {m} năm {y}",
    "Sinh ngày: {d}/{m}/{y}  Số định danh: {id}",
    "Số CCCD: {id} cấp ngày {d}/{m}/{y}",
    "Số tiền: {n}.000 đồng  Quyển số: {m}",
    "Vào sổ số {n}, tờ số {d}, ngày {d} tháng {m} năm {y}",
    "Họ và tên: {name}",
    "Nơi cư trú: {home}",
    "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;",
    "<i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 1743/QĐ-BGTVT.",
    "<b>Chánh Văn phòng Ủy ban nhân dân, Giám đốc Sở và các tổ chức có liên quan",
    "<b>GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH 8.250.000 / 973.460",
)


@dataclass(frozen=True, slots=True)
class BlankPage:
    """A page; `hand` and `typed` are black on white where a blank holds writing, and print."""

    image: Pixels
    hand: Mask
    typed: Mask

    def worn(self, wear: str, seed: int) -> "BlankPage":
        """Return the page as the device `wear` (of `WEARS`) gives it; its masks go the same way."""
        return BlankPage(*(_worn(image, wear, seed) for image in (self.image, self.hand, self.typed)))


@dataclass(slots=True)
class _Sheet:
    """The three images while they are drawn on."""

    images: dict[str, Pillow.Image] = field(
        default_factory=lambda: {name: Pillow.new("RGB", _SIZE, "white") for name in ("image", "hand", "typed")}
    )

    def type(self, x: float, base: float, text: str, font: ImageFont.FreeTypeFont, blank: bool) -> float:
        for name in ("image", "typed") if blank else ("image",):
            ImageDraw.Draw(self.images[name]).text((x, base), text, (24, 24, 28), font, anchor="ls")
        return x + font.getlength(text)

    def ink(self, x: float, y: float, mask: Mask, ink: tuple[int, int, int]) -> None:
        for name, colour in (("image", ink), ("hand", (0, 0, 0))):
            self.images[name].paste(colour, (round(x), round(y)), Pillow.fromarray(mask))


def blank_page(seed: int, digits: RealDigits | None, pen: tuple[float, float], families: Families) -> BlankPage:
    """Return the page that `seed` gives, in one of `families`; `digits` and `pen` as for `make_hand`."""
    rng = random.Random(f"blanks {seed}")
    sheet, hands = _Sheet(), [make_hand(rng, digits, pen) for _ in range(2)]
    family = pick(rng, families)
    y, share = float(_TOP), rng.uniform(0.3, 0.9)
    while y < _BOTTOM:
        line = rng.choice(_LINES)
        size = round(rng.uniform(11, 14.5) * 300 / 72)
        face = family.at(bold=line.startswith("<b>"), italic=line.startswith("<i>") or rng.random() < 0.3)
        y += size * rng.uniform(1.5, 2.2)
        _line(
            sheet,
            line[3:] if line.startswith("<") else line,
            (rng.uniform(_LEFT, 2 * _LEFT), y),
            load(face, size),
            hands,
            share,
            rng,
        )
    return BlankPage(*(np.asarray(sheet.images[name]) for name in ("image", "hand", "typed")))


def _line(
    sheet: _Sheet, line: str, at: tuple[float, float], font: ImageFont.FreeTypeFont, hands: Sequence[Hand],
    share: float, rng: random.Random,
) -> None:  # fmt: skip
    """Set a line with its blanks filled in, by hand for about `share` of them."""
    by_hand, hand, ink = rng.random() < share, rng.choice(hands), rng.choice(_INKS)
    x = at[0]
    for number, part in enumerate(line.replace("}", "{").split("{")):
        if number % 2 == 0:
            x = sheet.type(x, at[1], part, font, blank=False)
            continue
        value = _value(part, rng)
        if not by_hand or (part == "y" and rng.random() < 0.7):
            x = sheet.type(x, at[1], value, font, blank=True)
        elif part in ("name", "home"):
            x = _words(sheet, value, (x, at[1]), font.size, ink)
        else:
            x = _figures(sheet, value, (x, at[1]), font.size, (hand, ink), rng)


def _figures(
    sheet: _Sheet, value: str, at: tuple[float, float], em: float, pen: tuple[Hand, tuple[int, int, int]],
    rng: random.Random,
) -> float:  # fmt: skip
    """Write figures 0.85 to 1.9 times as high as print into a blank that is tight or wide; return where it ends."""
    height = max(12, round(_DIGIT * em * rng.uniform(0.85, 1.9)))
    mask = write_figures(value, height, pen[0], rng)
    columns = np.flatnonzero(mask.max(axis=0))
    left, right = int(columns[0]), int(columns[-1])
    before, after = (em * max(-0.05, rng.gauss(0.25, 0.3)) for _ in range(2))
    base = at[1] + em * rng.gauss(0.0, 0.12)
    sheet.ink(at[0] + before - left, base - figure_base(height), mask, pen[1])
    if rng.random() < 0.15:
        _dots(sheet, at, at[0] + before + right - left + after, em)
    return at[0] + before + right - left + after


def _dots(sheet: _Sheet, at: tuple[float, float], end: float, em: float) -> None:
    dots = ImageDraw.Draw(sheet.images["image"])
    for x in np.arange(at[0], end, 0.25 * em):
        dots.ellipse((x - 2, at[1] - 4, x + 2, at[1]), (24, 24, 28))


def _words(sheet: _Sheet, value: str, at: tuple[float, float], em: float, ink: tuple[int, int, int]) -> float:
    width, height = round(min(0.75 * em * len(value), 1500)), round(2.4 * em)
    mask = np.asarray(write(width, height, value).getchannel("A"))
    sheet.ink(at[0] + 0.3 * em, at[1] - 0.66 * height, mask, ink)
    return at[0] + width + 0.6 * em


def _value(part: str, rng: random.Random) -> str:
    world = make_world(rng.randrange(10**6))
    return {
        "n": str(int(10 ** rng.uniform(0.6, 3.6))),
        "d": f"{rng.randint(1, 31):02d}",
        "m": rng.choice((f"{rng.randint(1, 12):02d}", str(rng.randint(1, 12)))),
        "y": str(rng.randint(1980, 2026)),
        "id": world.owner.id,
        "name": world.owner.name,
        "home": world.home,
    }[part]


def _worn(image: Pixels, wear: str, seed: int) -> Pixels:
    if wear in PROFILES:
        return degrade(image, wear, seed)
    rng = np.random.default_rng([seed, *wear.encode()])
    scanned = flatbed(image, rng)
    factor, grey = float(rng.uniform(150, 250)) / 300, rng.random() < 0.6
    small = cv2.resize(scanned, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    if wear == "bilevel":
        level = float(rng.uniform(130, 190))
        return np.where(small.mean(axis=2, keepdims=True) > level, 255, 0).astype(np.uint8).repeat(3, axis=2)
    if grey:
        small = cv2.merge([cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)] * 3)
    return jpeg(np.asarray(small, np.uint8), int(rng.integers(60, 92)))
