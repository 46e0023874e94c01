"""Stamps of certified copies: their number, date, office and name are not the paper's own."""

from ocr.layout.rows import PageLayout, Segment

_BEGINNINGS = (
    "chungthucbansao",
    "chungthuccbansao",
    "bansaodungvoibanchinh",
    "saoydungvoibanchinh",
    "saoybanchinh",
)
_REACH = 12.0
"""A stamp has four or five lines: this many line heights at most."""


def on_stamp(segment: Segment, page: PageLayout) -> bool:
    """Tell whether a copy stamp begins above the segment, in its column and within the height of a stamp."""
    return any(
        stamp.letters.startswith(_BEGINNINGS)
        and 0 < segment.box.y0 - stamp.box.y1 < _REACH * segment.height
        and overlap(stamp, segment)
        for stamp in page.segments
    )


def overlap(one: Segment, other: Segment) -> bool:
    """Tell whether the middle of one segment lies above or below the other."""
    middle, centre = (one.box.x0 + one.box.x1) / 2, (other.box.x0 + other.box.x1) / 2
    return other.box.x0 <= middle <= other.box.x1 or one.box.x0 <= centre <= one.box.x1
