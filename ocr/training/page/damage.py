"""Single damages to a page: pure functions of image and random generator, paper stays lighter than print.

Strengths are drawn so that a person can still read the text; an image is grey or RGB, 8 bits a channel.
"""

import random
from collections.abc import Callable

import cv2
import numpy as np

from ocr.clean.arrays import Image, as_image, resize

Damage = Callable[[Image, random.Random], Image]


def grow_ink(image: Image, rng: random.Random) -> Image:
    """Spread the ink: strokes thicken by part of a pixel or by one."""
    thick = cv2.erode(image, np.ones((2, 2), dtype=np.uint8))
    share = rng.uniform(0.2, 0.9)
    return as_image(cv2.addWeighted(thick, share, image, 1 - share, 0))


def lose_ink(image: Image, rng: random.Random) -> Image:
    """Thin the strokes as a worn toner or a light copy does."""
    thin = cv2.dilate(image, np.ones((2, 2), dtype=np.uint8))
    share = rng.uniform(0.15, 0.6)
    return as_image(cv2.addWeighted(thin, share, image, 1 - share, 0))


def lose_toner(image: Image, rng: random.Random) -> Image:
    """Leave pinholes and pale patches in the print."""
    noise = np.random.default_rng(rng.getrandbits(32))
    height, width = image.shape[:2]
    coarse = cv2.resize(noise.random((height // 24 + 2, width // 24 + 2), dtype=np.float32), (width, height))
    fine = noise.random((height, width), dtype=np.float32)
    holes = (fine < rng.uniform(0.01, 0.08)) | (coarse * fine > rng.uniform(0.75, 0.95))
    return np.where(holes, np.maximum(image, np.uint8(rng.randint(150, 255))), image)


def speck(image: Image, rng: random.Random) -> Image:
    """Scatter dark specks and a few hairs."""
    out = image.copy()
    height, width = image.shape[:2]
    for _ in range(rng.randint(10, 250)):
        centre = (rng.randrange(width), rng.randrange(height))
        cv2.circle(out, centre, rng.choice((0, 0, 1, 1, 2)), (rng.randint(0, 140),) * 3, -1)
    return out


def show_through(image: Image, rng: random.Random) -> Image:
    """Let the print of the back shine through, mirrored and soft."""
    back = cv2.GaussianBlur(image[:, ::-1], (0, 0), rng.uniform(1.0, 2.5))
    back = np.roll(back, (rng.randint(-60, 60), rng.randint(-60, 60)), (0, 1))
    ghost = 255 - (255 - back.astype(np.float32)) * rng.uniform(0.05, 0.22)
    return as_image(np.minimum(image, ghost))


def stamp(image: Image, rng: random.Random) -> Image:
    """Put a round red stamp and at times a blue signature over the print; the page turns RGB."""
    out = as_image(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB)) if image.ndim == 2 else image.copy()
    height, width = out.shape[:2]
    layer = np.full_like(out, 255)
    radius = round(width * rng.uniform(0.07, 0.11))
    centre = (rng.randrange(radius, width - radius), rng.randrange(height // 2, height - radius))
    red = (rng.randint(190, 240), rng.randint(20, 90), rng.randint(30, 100))
    for inner, thick in ((1.0, 3), (0.93, 1), (0.62, 1)):
        cv2.circle(layer, centre, round(radius * inner), red, max(1, thick * width // 1200), cv2.LINE_AA)
    for step in range(24):
        angle = step * 0.262
        spot = (round(centre[0] + 0.77 * radius * np.cos(angle)), round(centre[1] + 0.77 * radius * np.sin(angle)))
        size = radius / 130
        cv2.putText(layer, rng.choice("UBNDXATHOHIENGC"), spot, cv2.FONT_HERSHEY_SIMPLEX, size, red, 1, cv2.LINE_AA)
    if rng.random() < 0.6:
        _scribble(layer, centre, radius, rng)
    return as_image(cv2.multiply(out, layer, scale=1 / 255))


def grey_paper(image: Image, rng: random.Random) -> Image:
    """Print grey on grey: paper down to 190, ink up to 90."""
    ink, paper = rng.uniform(0, 90), rng.uniform(190, 255)
    return as_image(ink + image.astype(np.float32) * ((paper - ink) / 255))


def shade(image: Image, rng: random.Random) -> Image:
    """Let the light fall off across the page, as under a lamp or a hand."""
    height, width = image.shape[:2]
    corners = np.array([[rng.uniform(0.55, 1.0) for _ in range(3)] for _ in range(3)], dtype=np.float32)
    light = cv2.resize(corners, (width, height), interpolation=cv2.INTER_CUBIC).clip(0.4, 1.0)
    return as_image(image * (light if image.ndim == 2 else light[:, :, None]))


def blur(image: Image, rng: random.Random) -> Image:
    """Soften by a lens out of focus; the radius goes with the page's resolution."""
    return as_image(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 0.95) * image.shape[1] / 1240))


def noise(image: Image, rng: random.Random) -> Image:
    """Add the grain of a sensor."""
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(2, 14), image.shape[:2]).astype(np.float32)
    return as_image((image + (grain if image.ndim == 2 else grain[:, :, None])).clip(0, 255))


def jpeg(image: Image, rng: random.Random) -> Image:
    """Compress by JPEG of quality 25 to 90."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(25, 90)])
    return as_image(cv2.imdecode(data, cv2.IMREAD_UNCHANGED))


def bilevel(image: Image, rng: random.Random) -> Image:
    """Make it black and white as a fax or an old copier does, at a threshold of chance."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return as_image(np.where(grey > rng.randint(110, 190), 255, 0))


def coarse(image: Image, rng: random.Random) -> Image:
    """Lose detail by scanning at a lower resolution and enlarging again."""
    factor = rng.uniform(0.5, 0.85) if image.shape[1] > 1200 else rng.uniform(0.75, 0.95)
    small = resize(image, factor)
    return as_image(cv2.resize(small, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR))


def _scribble(layer: Image, centre: tuple[int, int], radius: int, rng: random.Random) -> None:
    """Draw a signature into `layer`, which `stamp` owns."""
    steps = np.linspace(0, 1, 90)
    x = centre[0] + radius * (0.2 + 2.0 * steps + rng.uniform(0.1, 0.4) * np.sin(steps * rng.uniform(20, 40)))
    y = centre[1] + radius * rng.uniform(0.3, 0.8) * np.sin(steps * rng.uniform(15, 45)) * (1 - 0.5 * steps)
    points = np.stack([x, y], axis=1).astype(np.int32)
    cv2.polylines(
        layer, [points], isClosed=False, color=(40, 60, 170), thickness=max(1, radius // 40), lineType=cv2.LINE_AA
    )
