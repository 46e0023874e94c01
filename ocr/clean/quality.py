"""Whether a page that was read is fit for reuse: what its picture looks like, and how surely it was read."""

from models.page import Quality
from ocr.advice import codes
from ocr.advice.assess import assess_glance
from ocr.advice.view import is_bare
from ocr.clean.arrays import Image
from ocr.clean.glance import Glance
from ocr.clean.plan import Plan

_UNREADABLE = 0.5  # mean confidence of the words: below, more words are wrong than right
_SURE = 0.85  # upright pages without a fault have this and more


def judge(picture: Glance, plan: Plan, confidence: float | None) -> Quality:
    """Return the quality of a page from its `picture` as it came in.

    `plan` is how it was found to lie, `confidence` the mean of its words, None where there are none. What the picture
    hides makes a page unusable however well the rest was read; what only makes print hard to read does not, where it
    was read surely.
    """
    seen = assess_glance(picture, plan.rotation, plan.x_height).advice
    if confidence is None or confidence < _UNREADABLE:
        return Quality(usable=False, advice=seen if set(seen) - codes.HARMLESS else (codes.UNREADABLE, *seen))
    passed = codes.HARMLESS | codes.LEGIBILITY if confidence >= _SURE else codes.HARMLESS
    return Quality(usable=not set(seen) - passed, advice=seen)


def judge_drawn(page: Image, confidence: float | None) -> Quality:
    """Return the quality of a born-digital page: it can only be blank."""
    blank = confidence is None and is_bare(page)
    return Quality(usable=not blank, advice=(codes.BLANK,) if blank else ())
