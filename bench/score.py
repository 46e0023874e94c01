"""Scores of a text against its truth that do not depend on reading order.

Both sides are brought to NFC, superscript digits to plain ones, runs of blanks to one blank, and leaders (three or
more dots, ellipses or underscores, which guide the eye on forms) to a blank. Accents and case count.
"""

import re
from collections import Counter

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from models.text import nfc

_LEADERS = re.compile(r"[.…_]{3,}")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_WORD = re.compile(r"\w+(?:[./,-]\w+)*")
_PLAIN = str.maketrans("²³", "23")


def normalise(text: str) -> str:
    """Return the form in which texts are compared; line breaks are kept."""
    return _BLANKS.sub(" ", _LEADERS.sub(" ", nfc(text).translate(_PLAIN))).strip()


def word_f1(truth: str, output: str, optional: str = "") -> float:
    """Return the harmonic mean of precision and recall over multisets of words (``12/QĐ-UBND`` is one); 0 to 1.

    Words of `optional` (what a certifying stamp says) may be in the output or not; two empty texts agree fully.
    """
    wanted, found, allowed = (Counter(_WORD.findall(normalise(text))) for text in (truth, output, optional))
    found -= (found - wanted) & allowed
    total = wanted.total() + found.total()
    return 2 * (wanted & found).total() / total if total else 1.0


def line_cer(truth: str, output: str) -> float:
    """Return the share of wrong characters: each line of the truth against its best-matching stretch of the output.

    A line costs at most its own length, so the rate lies between 0 and 1; text that is only in the output costs
    nothing here (`word_f1` sees it).
    """
    whole = normalise(output.replace("\n", " "))
    lines = [line for line in map(normalise, truth.split("\n")) if line]
    wrong = sum(_distance(line, whole) for line in lines)
    return wrong / max(sum(map(len, lines)), 1)


def _distance(line: str, whole: str) -> int:
    place = fuzz.partial_ratio_alignment(line, whole) if whole else None
    if place is None:
        return len(line)
    stretch = whole[place.dest_start : place.dest_end] if len(line) <= len(whole) else whole
    return min(len(line), Levenshtein.distance(line, stretch))
