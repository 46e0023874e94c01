"""The faults, each a pure function of a scene: once for tuning, once by another method for the check.

Every fault is as strong as people at a counter would send back; `severity` runs from 0 (just) to 1 (hopeless).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.samples.photos.scene import Random, Scene
from tests.samples.raster import Pixels


def defocused(image: Pixels, letter: float, severity: float) -> Pixels:
    """Blur by a Gaussian of 0.3 to 0.7 x-heights; `letter` is the x-height in pixels."""
    return _pixels(cv2.GaussianBlur(image, (0, 0), letter * (0.3 + 0.4 * severity)))


def out_of_focus(image: Pixels, letter: float, severity: float) -> Pixels:
    """Blur by a disc, as a lens does, of a radius of 0.6 to 1.4 x-heights."""
    radius = max(1, round(letter * (0.6 + 0.8 * severity)))
    disc = np.zeros((2 * radius + 1,) * 2, np.float32)
    cv2.circle(disc, (radius, radius), radius, 1.0, -1)
    return _pixels(cv2.filter2D(image, -1, disc / disc.sum()))


def shaken(image: Pixels, letter: float, severity: float, rng: Random) -> Pixels:
    """Move the camera along a straight line by 1.1 to 2.4 x-heights."""
    length = letter * (1.1 + 1.3 * severity)
    angle = float(rng.uniform(0, np.pi))
    return _moved(image, np.linspace(-0.5, 0.5, 60)[:, None] * length * np.array([np.cos(angle), np.sin(angle)]))


def jolted(image: Pixels, letter: float, severity: float, rng: Random) -> Pixels:
    """Move the camera along a bent path of 1.3 to 2.6 x-heights with a rest at one end."""
    length, angle = letter * (1.3 + 1.3 * severity), float(rng.uniform(0, 2 * np.pi))
    along = np.linspace(-0.5, 0.5, 60) ** 2 * 2 * np.sign(np.linspace(-0.5, 0.5, 60))
    bend = np.sin(np.linspace(0, np.pi, 60)) * float(rng.uniform(0.1, 0.25))
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    return _moved(image, np.stack([along, bend], axis=1) @ turn.T * length)


def doubled(image: Pixels, letter: float, severity: float, rng: Random) -> Pixels:
    """Jerk the camera once: two pictures 0.8 to 1.6 x-heights apart, each soft, lie over one another."""
    length, angle = letter * (0.8 + 0.8 * severity), float(rng.uniform(0, 2 * np.pi))
    share = float(rng.uniform(0.35, 0.65))
    step = np.array([(1, 0, length * np.cos(angle)), (0, 1, length * np.sin(angle))], np.float32)
    height, width = image.shape[:2]
    other = cv2.warpAffine(image, step, (width, height), borderMode=cv2.BORDER_REPLICATE)
    both = cv2.addWeighted(image, share, other, 1 - share, 0)
    return _pixels(cv2.GaussianBlur(both, (0, 0), 0.12 * letter))


def zoomed(image: Pixels, letter: float, severity: float) -> Pixels:
    """Enlarge a far too small picture: every detail below 0.5 to 0.9 x-heights is gone."""
    height, width = image.shape[:2]
    factor = 1 / (letter * (0.5 + 0.4 * severity))
    size = (max(8, round(width * factor)), max(8, round(height * factor)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return _pixels(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC))


def _moved(image: Pixels, path: NDArray[np.float64]) -> Pixels:
    reach = int(np.ceil(np.abs(path).max())) + 1
    kernel = np.zeros((2 * reach + 1,) * 2, np.float32)
    for x, y in path:
        kernel[round(y) + reach, round(x) + reach] += 1
    return _pixels(cv2.filter2D(image, -1, cv2.GaussianBlur(kernel, (0, 0), 0.5) / kernel.sum()))


def lamp_spot(scene: Scene, severity: float, rng: Random) -> Pixels:
    """Let a lamp mirror in the sheet: an ellipse burnt white that covers 3 to 12 % of it, fading around."""
    return _burnt(scene, 0.10 + 0.10 * severity, float(rng.uniform(1, 2)), rng, 1.6)


def window_streak(scene: Scene, severity: float, rng: Random) -> Pixels:
    """Let a window mirror in a glossy sheet: a long bright band with hard sides."""
    return _burnt(scene, 0.07 + 0.06 * severity, float(rng.uniform(4, 7)), rng, 1.25)


def _burnt(scene: Scene, size: float, stretch: float, rng: Random, peak: float) -> Pixels:
    height, width = scene.image.shape[:2]
    weights = rng.dirichlet([1.5] * 4)
    x, y = (weights[:, None] * (scene.corners * 0.7 + scene.corners.mean(axis=0) * 0.3)).sum(axis=0)
    side = float(np.sqrt(cv2.contourArea(scene.corners)))
    angle = float(rng.uniform(0, np.pi))
    rows, columns = np.indices((height // 4, width // 4), np.float32) * 4
    u = (columns - x) * np.cos(angle) + (rows - y) * np.sin(angle)
    v = -(columns - x) * np.sin(angle) + (rows - y) * np.cos(angle)
    distance = np.sqrt((u / stretch) ** 2 + (v * stretch**0.2) ** 2) / (side * size)
    light = cv2.resize(((peak - distance) * 1.6).clip(0, 1).astype(np.float32), (width, height))[..., None]
    return np.asarray((scene.image * (1 - light) + 262 * light).clip(0, 255), np.uint8)


def dimmed(image: Pixels, severity: float, rng: Random) -> Pixels:
    """Take the picture in the dark: 12 to 26 % of the light, more grain."""
    grain = rng.standard_normal(image.shape[:2], dtype=np.float32)[..., None] * 4
    return np.asarray((image * (0.26 - 0.14 * severity) + grain).clip(0, 255), np.uint8)


def under_exposed(image: Pixels, severity: float, rng: Random) -> Pixels:
    """Crush the shadows by a curve and leave a yellowish dusk, paper at 25 to 70 levels."""
    curve = (np.arange(256) / 255.0) ** 1.6 * (70 - 45 * severity)
    dusk = cv2.LUT(image, curve.astype(np.uint8)).astype(np.float32) * np.array([1.1, 1.0, 0.8], np.float32)
    grain = rng.standard_normal(image.shape, dtype=np.float32) * 3
    return np.asarray((dusk + grain).clip(0, 255), np.uint8)


def washed_out(image: Pixels, severity: float) -> Pixels:
    """Expose far too long: paper burnt white, print left with 9 to 18 % of its darkness."""
    keep = 0.18 - 0.09 * severity
    return np.asarray((255 - (255 - image.astype(np.float32)) * keep + 4).clip(0, 255), np.uint8)


def over_exposed(image: Pixels, severity: float) -> Pixels:
    """Burn the picture by a factor: print lifted to near white by a flare over all of it."""
    lift = 222 + 16 * severity
    flare = image.astype(np.float32) * (1 - lift / 255) * 1.3 + lift
    return np.asarray(flare.clip(0, 255), np.uint8)


def shrunk(image: Pixels, letter: float, severity: float) -> Pixels:
    """Reduce the picture until small letters are 4.4 down to 3 pixels high."""
    factor = (4.4 - 1.4 * severity) / letter
    size = (max(8, round(image.shape[1] * factor)), max(8, round(image.shape[0] * factor)))
    return _pixels(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def shrunk_hard(image: Pixels, letter: float, severity: float) -> Pixels:
    """Reduce it likewise by dropping pixels, as cheap fax software does, after a slight blur."""
    factor = (4.4 - 1.4 * severity) / letter
    size = (max(8, round(image.shape[1] * factor)), max(8, round(image.shape[0] * factor)))
    soft = cv2.GaussianBlur(image, (0, 0), 0.35 / factor)
    return _pixels(cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR))


def _pixels(image: object) -> Pixels:
    return np.asarray(image, np.uint8)
