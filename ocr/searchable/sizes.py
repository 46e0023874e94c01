"""How large a picture's page is on paper."""

from ocr.clean.geometry import Size

POINTS = 72.0
"""Points to the inch."""

_A4_LONG = 841.89
_LONGEST = 1700.0  # points, A2: a phone's picture that claims 72 dpi would be two metres high
_PLAUSIBLE = (50.0, 1300.0)


def page_size(pixels: Size, dpi: float | None) -> tuple[float, float]:
    """Return width and height in points of a page of `pixels` at `dpi`; as long as A4 when `dpi` cannot be true."""
    longest = max(pixels)
    if dpi is not None and _PLAUSIBLE[0] <= dpi <= _PLAUSIBLE[1] and longest * POINTS / dpi <= _LONGEST:
        scale = POINTS / dpi
    else:
        scale = _A4_LONG / longest
    return pixels[0] * scale, pixels[1] * scale
