"""Scores text without depending on reading order: word F1, and the letters of each true line in its best match.

The definitions are those by which the project's scans are scored everywhere: words are runs of letters and digits that
may hold ``. / , -`` inside, compared as multisets with exact marks in NFC; a true line is compared with the stretch of
the whole output that resembles it most, and the edit distances are added up.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from models.text import collapse

_WORD = re.compile(r"\w+(?:[./,-]\w+)*")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn
_SUPERSCRIPTS = str.maketrans("²³", "23")

CLASSES: Mapping[str, Callable[[str], bool]] = {
    "tone": lambda letter: not _TONES.isdisjoint(unicodedata.normalize("NFD", letter)),
    "shape": lambda letter: letter in "đĐ" or not _SHAPES.isdisjoint(unicodedata.normalize("NFD", letter)),
    "digit": str.isdigit,
    "capital": str.isupper,
}
"""Kinds of letters counted apart: with a tone mark; ă â ê ô ơ ư đ; digits; capitals."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one page was read. `f1` of words and `cer` of lines; `classes` gives the share of each kind misread."""

    f1: float
    cer: float
    letters: int
    classes: Mapping[str, tuple[int, int]]


def score(truth: str, read: str) -> Score:
    """Return how well `read` gives `truth` (one printed line a line)."""
    whole = normal(read.replace("\n", " "))
    errors = letters = 0
    classes = {name: [0, 0] for name in CLASSES}
    for line in filter(None, map(normal, truth.split("\n"))):
        window = _window(line, whole)
        errors += min(len(line), Levenshtein.distance(line, window))
        letters += len(line)
        wrong = _wrong(line, window)
        for name, belongs in CLASSES.items():
            members = [i for i, letter in enumerate(line) if belongs(letter)]
            classes[name][0] += sum(i in wrong for i in members)
            classes[name][1] += len(members)
    counted = {name: (bad, all_) for name, (bad, all_) in classes.items()}
    return Score(word_f1(truth, read), errors / max(letters, 1), letters, counted)


def word_f1(truth: str, read: str) -> float:
    """Return the harmonic mean of precision and recall over the multisets of words; 0 without a common word."""
    expected, found = Counter(_words(truth)), Counter(_words(read))
    common = sum((expected & found).values())
    return 2 * common / (sum(expected.values()) + sum(found.values())) if common else 0.0


def normal(text: str) -> str:
    """Return `text` as it is compared: NFC, superscripts as digits, single blanks."""
    return collapse(unicodedata.normalize("NFC", text).translate(_SUPERSCRIPTS))


def _words(text: str) -> list[str]:
    return _WORD.findall(normal(text))


def _window(line: str, whole: str) -> str:
    found = fuzz.partial_ratio_alignment(line, whole) if whole else None
    return whole[found.dest_start : found.dest_end] if found else ""


def _wrong(line: str, window: str) -> frozenset[int]:
    """Return the places in `line` whose letters were replaced or lost."""
    edits = Levenshtein.editops(line, window)
    return frozenset(edit.src_pos for edit in edits if edit.tag != "insert")
