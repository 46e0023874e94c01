"""Keeps out of the training what stands on the pages by which the model is judged."""

import re
from collections.abc import Iterable
from pathlib import Path

from models.text import fold

LONG = 8
"""Words in a row that two texts share only when one quotes the other; shorter phrases are the genre's idiom."""

_WORD = re.compile(r"\w+")


def phrases(text: str, length: int = LONG) -> frozenset[int]:
    """Return the hashes of all runs of `length` words of `text`, accents, case and signs not counting."""
    words = _WORD.findall(fold(text))
    return frozenset(hash(tuple(words[i : i + length])) for i in range(len(words) - length + 1))


def scored_phrases(folder: Path) -> frozenset[int]:
    """Return the long phrases of all truth files (``*.txt``) in `folder`; none when there is no such folder.

    A file counts as one run of words, so that a sentence broken over two printed lines is found too.
    """
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    return frozenset[int]().union(*(phrases(text) for text in texts))


def leaks(text: str, scored: frozenset[int]) -> bool:
    """Tell whether `text` holds a long phrase that stands on a scored page."""
    return not scored.isdisjoint(phrases(text))


def without_leaks(lines: Iterable[str], scored: frozenset[int]) -> Iterable[str]:
    return (line for line in lines if not leaks(line, scored))
