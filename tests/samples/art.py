"""What is drawn rather than set: seals, signatures, portraits, QR codes. Each gives an RGBA image of a given size."""

import math
import random
from collections.abc import Callable, Mapping

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageDraw

from tests.samples.fonts import Face, load
from tests.samples.pen import write
from tests.samples.sheet import BLUE, RED, Art

_OVERSAMPLE = 2


def paint(art: Art, dots_per_mm: float) -> Image.Image:
    """Return the drawing as RGBA, transparent where nothing is drawn."""
    width, height = (max(8, round(v * dots_per_mm)) for v in (art.width, art.height))
    big = _PAINTERS[art.kind](width * _OVERSAMPLE, height * _OVERSAMPLE, art.data)
    kind = Image.Resampling.BOX if art.kind == "qr" else Image.Resampling.LANCZOS
    return big.resize((width, height), kind)


def qr_code(data: str) -> np.ndarray:
    """Return a QR code of `data` (UTF-8) with a quiet zone of two modules, one pixel a module, uint8 grey."""
    code = cv2.QRCodeEncoder.create().encode(data)
    return np.asarray(code)


def _seal(width: int, height: int, data: str) -> Image.Image:
    """A round seal: two rings, the agency around, a star in the middle, worn by patches without ink."""
    image = Image.new("RGBA", (width, height), (*RED, 0))
    pen = ImageDraw.Draw(image)
    side = min(width, height)
    for inset, thick in ((0.02, 0.018), (0.055, 0.008), (0.25, 0.008)):
        at = side * inset
        pen.ellipse((at, at, side - at, side - at), outline=(*RED, 230), width=max(1, int(side * thick)))
    pen.polygon(_star(side / 2, side / 2, side * 0.13), fill=(*RED, 230))
    _ring_text(image, data.upper(), side)
    return _worn(image, data)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    corners = []
    for step in range(10):
        length = radius * (1 if step % 2 == 0 else 0.4)
        angle = math.pi * step / 5 - math.pi / 2
        corners.append((x + length * math.cos(angle), y + length * math.sin(angle)))
    return corners


def _ring_text(image: Image.Image, text: str, side: int) -> None:
    font = load(Face("arimo", bold=True), max(6, int(side * 0.085)))
    step = min(0.19, 5.2 / max(len(text), 1))
    for number, letter in enumerate(text):
        angle = -math.pi / 2 + step * (number - (len(text) - 1) / 2)
        cell = Image.new("RGBA", (int(side * 0.14),) * 2, (*RED, 0))
        ImageDraw.Draw(cell).text((cell.width / 2, cell.height / 2), letter, (*RED, 230), font, anchor="mm")
        cell = cell.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        x, y = (side / 2 + side * 0.345 * f(angle) - cell.width / 2 for f in (math.cos, math.sin))
        image.alpha_composite(cell, (int(x), int(y)))


def _worn(image: Image.Image, data: str) -> Image.Image:
    rng = np.random.default_rng(sum(data.encode()) + image.width)
    coarse = rng.uniform(0.45, 1.0, (12, 12)).astype(np.float32)
    patches = cv2.resize(coarse, image.size, interpolation=cv2.INTER_CUBIC).clip(0, 1)
    image.putalpha(ImageChops.multiply(image.getchannel("A"), Image.fromarray((patches * 255).astype(np.uint8))))
    return image


def _scribble(width: int, height: int, data: str) -> Image.Image:
    """A signature in blue ink: a few loops and a flourish."""
    rng = random.Random(data)
    image = Image.new("RGBA", (width, height), (*BLUE, 0))
    points: list[tuple[float, float]] = []
    loops, phase = rng.uniform(3, 6), rng.uniform(0, 3)
    for step in range(160):
        t = step / 159
        swing = math.sin(t * loops * 2 * math.pi + phase)
        points.append((width * (0.08 + 0.8 * t + 0.06 * swing), height * (0.5 + 0.36 * swing * (1 - 0.6 * t))))
    points += [(width * 0.98, height * 0.3), (width * rng.uniform(0.2, 0.5), height * 0.85)]
    ImageDraw.Draw(image).line(points, (*BLUE, 215), max(2, height // 30), joint="curve")
    return image


def _portrait(width: int, height: int, data: str) -> Image.Image:
    rng = random.Random(data)
    image = Image.new("RGBA", (width, height), (188, 214, 232, 255))
    pen = ImageDraw.Draw(image)
    skin = (rng.randint(198, 228), rng.randint(160, 182), rng.randint(130, 152), 255)
    pen.ellipse((-width * 0.1, height * 0.68, width * 1.1, height * 1.5), fill=(70, 76, 92, 255))
    pen.ellipse((width * 0.22, height * 0.1, width * 0.78, height * 0.62), fill=(28, 24, 24, 255))
    pen.ellipse((width * 0.28, height * 0.2, width * 0.72, height * 0.74), fill=skin)
    for eye in (0.4, 0.6):
        pen.ellipse((width * (eye - 0.04), height * 0.42, width * (eye + 0.04), height * 0.46), fill=(30, 26, 26, 255))
    pen.arc((width * 0.4, height * 0.5, width * 0.6, height * 0.62), 20, 160, (140, 70, 70, 255), max(2, width // 60))
    return image


def _qr(width: int, height: int, data: str) -> Image.Image:
    return Image.fromarray(qr_code(data)).resize((width, height), Image.Resampling.NEAREST).convert("RGBA")


def _emblem(width: int, height: int, _: str) -> Image.Image:
    """A red disc with a golden star, after the national emblem."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, width - 1, height - 1), fill=(200, 30, 36, 255), outline=(222, 178, 60, 255), width=width // 14)
    pen.polygon(_star(width / 2, height * 0.45, width * 0.26), fill=(240, 204, 66, 255))
    return image


def _guilloche(width: int, height: int, data: str) -> Image.Image:
    """Fine waves as printed behind the text of cards and certificates; `data` is the colour ``r,g,b``."""
    colour = tuple(int(part) for part in data.split(","))
    image = Image.new("RGBA", (width, height), (*colour, 0))
    pen = ImageDraw.Draw(image)
    for number in range(24):
        amplitude, base = height / 7, height * number / 23
        wave = [(x, base + amplitude * math.sin(x / width * 9 + number * 0.7)) for x in range(0, width, 8)]
        pen.line(wave, (*colour, 90), _OVERSAMPLE)
    return image


def _chip(width: int, height: int, _: str) -> Image.Image:
    image = Image.new("RGBA", (width, height), (214, 182, 96, 255))
    pen = ImageDraw.Draw(image)
    for share in (0.33, 0.66):
        pen.line((0, height * share, width, height * share), (130, 104, 40, 255), 3)
        pen.line((width * share, 0, width * share, height), (130, 104, 40, 255), 3)
    return image


_PAINTERS: Mapping[str, Callable[[int, int, str], Image.Image]] = {
    "seal": _seal,
    "scribble": _scribble,
    "portrait": _portrait,
    "qr": _qr,
    "emblem": _emblem,
    "guilloche": _guilloche,
    "chip": _chip,
    "pen": write,
}
