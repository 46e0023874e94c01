"""Conditions harder than the usual profiles, and unlike them: what phones, folds, old ribbons and fax lines do.

``folded``    a letter folded in three and across, scanned: shaded creases, panels that lie at slightly other angles
``curled``    a photographed sheet that does not lie flat: lines of print bend, light follows the bend
``keystone``  photographed from below, the shadow of a hand across
``thermal``   faded thermal or old print: pale violet-brown ink that comes and goes, yellowed paper
``dim``       a photograph in low light: dark, grainy in brightness and colour, smeared by the camera, JPEG quality 60
``askew``     turned by 0, 90, 180 or 270 degrees and lying 2 to 4 degrees aslant on top of it
``chat``      a flat photograph sent through a chat application: 1,280 to 1,600 pixels high, compressed twice
``tiny``      a scan sent through a chat application: 576 pixels wide, compressed twice
``fax``       a fax of normal resolution: 204 × 98 dots an inch, bilevel, brought back to square pixels
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.samples.degrade.optics import jpeg, noisy, phone, rotate, toned
from tests.samples.raster import Pixels

Field = NDArray[np.float32]
Profile = Callable[[Pixels, np.random.Generator], Pixels]


def folded(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Crease the sheet at thirds and down the middle; each fold shades its sides and shifts its panels."""
    height, width = image.shape[:2]
    x, y = _grid(width, height)
    light = np.ones((height, width), np.float32)
    for at in (height / 3, height * 2 / 3):
        place = at + float(rng.uniform(-0.02, 0.02)) * height
        y = y + np.where(y > place, float(rng.uniform(-0.004, 0.004)) * (x - width / 2), 0).astype(np.float32)
        light *= _crease(y - place, height, rng)
    light *= _crease(x - width / 2, height, rng)
    bent = _bent(image, x, y)
    return jpeg(noisy(rotate(_times(bent, light), float(rng.uniform(-1.5, 1.5)), 235), rng, 4.0), 80)


def curled(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Bend the sheet along its width as one or one and a half waves of 0.6 to 1.2 % of its height, then photograph."""
    height, width = image.shape[:2]
    x, y = _grid(width, height)
    phase, waves = float(rng.uniform(0, 2 * np.pi)), float(rng.uniform(0.6, 1.2))
    angle = 2 * np.pi * waves * x / width + phase
    rise = float(rng.uniform(0.006, 0.012)) * height * np.sin(angle) * (0.5 + y / height)
    bent = _bent(image, x, (y + rise).astype(np.float32))
    return phone(_times(bent, (1 - 0.12 * np.cos(angle)).astype(np.float32).clip(0, 1)), rng)


def keystone(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Narrow the far edge by 18 to 26 %, on a dark table, a hand's shadow from one side; JPEG quality 75."""
    height, width = image.shape[:2]
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    narrow, top = float(rng.uniform(0.09, 0.13)) * width, float(rng.uniform(0.06, 0.12)) * height
    left, right, bottom = rng.uniform(0.02, 0.05, 3) * (width, width, height)
    corners = [(left + narrow, top), (width - right - narrow, top + 0.02 * height * rng.random())]
    corners += [(width - right, height - bottom), (left, height - bottom)]
    matrix = cv2.getPerspectiveTransform(frame, np.array(corners, np.float32))
    table = tuple(float(tone) for tone in rng.integers(35, 90, 3))
    photo = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=table)
    soft = cv2.GaussianBlur(_times(photo.astype(np.uint8), _hand(width, height, rng)), (0, 0), 1.0)
    return jpeg(noisy(soft.astype(np.uint8), rng, 5.0), 75)


def thermal(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Reduce ink to 22–50 % of its darkness in patches, tint it violet-brown, yellow the paper; ±1° of skew."""
    height, width = image.shape[:2]
    coarse = rng.uniform(0.22, 0.5, (7, 5)).astype(np.float32)
    strength = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).clip(0.2, 0.55)
    bands = 1 - 0.3 * (rng.random((height // 40 + 1, 1)) < 0.15).astype(np.float32)
    strength = strength * cv2.resize(bands, (width, height), interpolation=cv2.INTER_LINEAR)
    ink = (255 - cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)).astype(np.float32) / 255 * strength
    paper, print_ = np.array([246, 238, 216], np.float32), np.array([70, 45, 80], np.float32)
    page = paper + ink[..., None] * (print_ - paper)
    soft = cv2.GaussianBlur(page.astype(np.uint8), (0, 0), 1.0).astype(np.uint8)
    return jpeg(noisy(rotate(soft, float(rng.uniform(-1, 1)), 235), rng, 3.0), 80)


def dim(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Photograph at 30–45 % of the light: grain of 9–14 grey levels, coloured blotches, a smear, JPEG quality 60."""
    photo = toned(phone(image, rng), float(rng.uniform(0.3, 0.45)), 6)
    height, width = photo.shape[:2]
    grainy = noisy(photo, rng, float(rng.uniform(9, 14)))
    blotches = rng.normal(0, 6, (height // 8, width // 8, 3)).astype(np.float32)
    mixed = grainy + cv2.resize(blotches, (width, height), interpolation=cv2.INTER_LINEAR)
    smeared = cv2.bilateralFilter(mixed.clip(0, 255).astype(np.uint8), 5, 25, 2)
    return jpeg(smeared.astype(np.uint8), 60)


def askew(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Turn clockwise by what `turn_of_askew` draws and by a further 2 to 4 degrees to either side."""
    straight = np.ascontiguousarray(np.rot90(image, -(turn_of_askew(rng) // 90)))
    degrees = float(rng.uniform(2, 4)) * float(rng.choice([-1, 1]))
    return jpeg(noisy(rotate(straight, degrees, 248), rng, 4.0), 80)


def turn_of_askew(rng: np.random.Generator) -> int:
    """Return the clockwise quarter turn in degrees that `askew` draws first from `rng`."""
    return int(rng.integers(0, 4)) * 90


def chat(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Photograph flat, reduce to a height of 1,280 to 1,600 pixels, compress twice (quality 70, then 60)."""
    shadow = _times(rotate(image, float(rng.uniform(-2, 2)), 180), _hand(image.shape[1], image.shape[0], rng, 0.75))
    return _sent(noisy(shadow, rng, 6.0), float(rng.uniform(1280, 1600)) / image.shape[0], (70, 60))


def tiny(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Reduce to 576 pixels of width, compress twice (quality 80, then 70)."""
    return _sent(noisy(image, rng, 3.0), 576 / image.shape[1], (80, 70))


def fax(image: Pixels, rng: np.random.Generator) -> Pixels:
    """Scan at 204 × 98 dots an inch (the page taken for 300), black and white only, shown with square pixels."""
    height, width = image.shape[:2]
    grey = cv2.cvtColor(rotate(image, float(rng.uniform(-0.7, 0.7)), 255), cv2.COLOR_RGB2GRAY)
    coarse = cv2.resize(grey, (round(width * 204 / 300), round(height * 98 / 300)), interpolation=cv2.INTER_AREA)
    bilevel = np.where(coarse + rng.normal(0, 8, coarse.shape) > rng.uniform(150, 175), 255, 0).astype(np.uint8)
    square = cv2.resize(bilevel, (bilevel.shape[1], round(height * 204 / 300)), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.merge([square] * 3), np.uint8)


HARD: Mapping[str, Profile] = {
    "folded": folded,
    "curled": curled,
    "keystone": keystone,
    "thermal": thermal,
    "dim": dim,
    "askew": askew,
    "chat": chat,
    "tiny": tiny,
    "fax": fax,
}


def spoil(image: Pixels, condition: str, seed: int) -> Pixels:
    """Return a new RGB image of the page in a hard condition (a key of `HARD`); the same arguments, the same pixels."""
    return HARD[condition](image, _generator(condition, seed))


def hard_rotation_of(condition: str, seed: int) -> int:
    """Return the clockwise turn in degrees (0, 90, 180, 270) that `spoil` with these arguments gives the page."""
    return turn_of_askew(_generator(condition, seed)) if condition == "askew" else 0


def _generator(condition: str, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, *condition.encode()])


def _grid(width: int, height: int) -> tuple[Field, Field]:
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x.astype(np.float32), y.astype(np.float32)


def _bent(image: Pixels, x: Field, y: Field) -> Pixels:
    paper = (252, 252, 252)
    return np.asarray(
        cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper), np.uint8
    )


def _crease(distance: Field, height: int, rng: np.random.Generator) -> Field:
    """Return the light beside a fold: one side darker, fading over a tenth of the page, a thin dark line on it."""
    reach, depth = 0.1 * height, float(rng.uniform(0.1, 0.25))
    side = np.where(distance * float(rng.choice([-1, 1])) > 0, np.exp(-np.abs(distance) / reach), 0)
    line = np.exp(-((distance / (0.0008 * height)) ** 2))
    return np.asarray((1 - depth * side) * (1 - 0.35 * line), np.float32)


def _hand(width: int, height: int, rng: np.random.Generator, dark: float = 0.5) -> Field:
    """Return the light under a hand and arm that reach in from one side, soft at the edges."""
    light = np.ones((96, 64), np.float32)
    tip = (int(rng.integers(20, 44)), int(rng.integers(30, 70)))
    start = (int(rng.choice([-4, 68])), int(rng.integers(50, 100)))
    cv2.line(light, start, tip, dark, 12)
    cv2.circle(light, tip, 9, dark, -1)
    return np.asarray(cv2.resize(cv2.GaussianBlur(light, (0, 0), 1.5), (width, height)), np.float32)


def _times(image: Pixels, light: Field) -> Pixels:
    return np.asarray(cv2.multiply(image, cv2.merge([light] * 3), dtype=cv2.CV_8U), np.uint8)


def _sent(image: Pixels, share: float, qualities: tuple[int, int]) -> Pixels:
    """Return what arrives: reduced by the application, compressed there and once more where it is saved."""
    size = (round(image.shape[1] * share), round(image.shape[0] * share))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return jpeg(jpeg(small, qualities[0]), qualities[1])
