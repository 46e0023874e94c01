"""Draws a sheet in grey: black print on white paper."""

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from ocr.clean.arrays import Image
from ocr.training.page.faces import load
from ocr.training.page.sheet import Rule, Sheet, Word


def draw(sheet: Sheet, ink: int = 0) -> Image:
    """Return the sheet as a grey image (height, width); `ink` is the level of the print, paper is 255."""
    image = Pillow.new("L", (sheet.width, sheet.height), 255)
    pen = ImageDraw.Draw(image)
    for rule in sheet.rules:
        _rule(pen, rule, ink)
    for word in sheet.words:
        _word(pen, word, ink)
    return np.asarray(image, dtype=np.uint8).copy()


def _word(pen: ImageDraw.ImageDraw, word: Word, ink: int) -> None:
    font = load(word.face, word.pixels)
    if not word.spacing:
        pen.text((word.x, word.base), word.text, fill=ink, font=font, anchor="ls")
        return
    x = word.x
    for letter in word.text:
        pen.text((x, word.base), letter, fill=ink, font=font, anchor="ls")
        x += font.getlength(letter) + word.spacing


def _rule(pen: ImageDraw.ImageDraw, rule: Rule, ink: int) -> None:
    if not rule.pitch:
        pen.line((rule.x0, rule.y0, rule.x1, rule.y1), fill=ink, width=max(1, round(rule.thick)))
        return
    radius = rule.thick / 2
    for x in np.arange(rule.x0, rule.x1, rule.pitch):
        pen.ellipse((x - radius, rule.y0 - radius, x + radius, rule.y0 + radius), fill=ink)
