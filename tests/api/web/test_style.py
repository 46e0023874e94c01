"""Colours that can be read: every text colour on every ground that it stands on has a contrast of 4.5 or more."""

import re

import pytest

from api.web.assets import STATIC

PAIRS = {
    "ink": ("paper", "sheet", "wash", "warn-wash", "bad-wash"),
    "quiet": ("paper", "sheet"),
    "deep": ("paper", "sheet", "wash"),
    "deep-ink": ("deep",),
    "good": ("paper", "sheet"),
    "warn": ("paper", "sheet", "warn-wash"),
    "bad": ("paper", "sheet", "bad-wash"),
}


def colours() -> dict[str, str]:
    root = (STATIC / "style.css").read_text("utf-8").partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", root))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), [(text, ground) for text, grounds in PAIRS.items() for ground in grounds])
def test_text_stands_out(text: str, ground: str) -> None:
    darker, lighter = sorted(luminance(colours()[name]) for name in (text, ground))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
