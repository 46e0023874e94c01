"""Judges a picture of a page within a fraction of a second, before anybody reads it."""

from models.page import Quality
from ocr.advice import codes
from ocr.advice.edges import is_cut
from ocr.advice.hand import finger_over_text
from ocr.advice.light import has_glare, too_bright
from ocr.advice.sharpness import Sharpness, sharpness
from ocr.advice.turn import upside_down
from ocr.advice.view import View, look, look_again
from ocr.clean.arrays import Image
from ocr.clean.glance import Glance

_SOFT = (0.72, 0.25)  # pixels, and x-heights, over which ink may turn into paper (`LONGEST` pixels a page)
_LARGE = 11.0  # pixels of x-height: what seems larger on a soft page may be letters run together
_SMALL = 7.3  # pixels of x-height in the picture as it came in: below, ế, ề and ệ can no longer be told apart


def assess(image: Image, reduced: float = 1.0) -> Quality:
    """Return whether the page in `image` (RGB or grey) can be filed, and what to do better.

    `reduced` is the size of `image` over that of the picture as it came in. The advice most worth heeding is first.
    """
    return _verdict(_advice(look(image, reduced), None))


def assess_glance(seen: Glance, turn: int, size: float | None) -> Quality:
    """Return the same of a page that was looked at already.

    `turn` is its clockwise turn in degrees and `size` its x-height in pixels, as found.
    """
    return _verdict(_advice(look_again(seen, size), turn))


def _verdict(advice: tuple[str, ...]) -> Quality:
    return Quality(usable=not set(advice) - codes.HARMLESS, advice=advice)


def _advice(view: View, turn: int | None) -> tuple[str, ...]:
    if view.dark:
        return (codes.TOO_DARK,)
    if view.bare:
        return (codes.BLANK,)
    sharp = sharpness(view)
    if too_bright(view, sharp.contrast if sharp else view.contrast):
        return (codes.TOO_BRIGHT,)
    checks = {
        codes.FINGER: finger_over_text(view),
        codes.GLARE: has_glare(view),
        codes.CUT_EDGE: is_cut(view),
        codes.BLURRED: _blurred(view, sharp),
        codes.LOW_RESOLUTION: view.x_height is not None and view.x_height / view.factor < _SMALL,
        codes.UPSIDE_DOWN: upside_down(view) if turn is None else turn == 180,
    }
    return tuple(code for code, applies in checks.items() if applies)


def _blurred(view: View, sharp: Sharpness | None) -> bool:
    """Tell whether edges are soft for the size of the letters; print without a single letter is."""
    if sharp is None or view.x_height is None:
        return True
    return sharp.most > _SOFT[0] + _SOFT[1] * min(view.x_height, _LARGE)
