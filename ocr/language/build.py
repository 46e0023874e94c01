"""Builds the syllable statistics from a corpus: ``python -m ocr.language.build CORPUS OUT [--without FILE…]``.

The corpus is text, a line a line, plain or ``.xz``. Lines that share `SHARED` tokens in a row with a file named after
``--without`` are left out, so that no scan used for measuring has lent its words. The same input gives the same bytes.
"""

import argparse
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from ocr.language.store import Counts, write
from ocr.language.tokens import START, UNKNOWN, tokens, windows

SHARED = 8
"""Tokens in a row that make a line count as taken from a measured text."""

RARE_WORD = 3
"""Times a syllable must occur to be known; what is rarer is mostly a slip of the typist."""

RARE_PAIR = 2
"""Times a pair must occur to be kept."""


def build(lines: Iterable[str], without: Iterable[str] = ()) -> Counts:
    """Return the counts of syllables and of pairs in `lines`, without the lines that share text with `without`."""
    barred = {window for text in without for window in windows(tokens(text), SHARED)}
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for found in map(tokens, lines):
        if not barred or barred.isdisjoint(windows(found, SHARED)):
            words.update((START, *found))
            pairs.update(pairwise((START, *found)))
    return _prune(words, pairs)


def _prune(words: Counter[str], pairs: Counter[tuple[str, str]]) -> Counts:
    known = sorted(word for word, count in words.items() if count >= RARE_WORD)
    number = {word: index for index, word in enumerate(known)}
    frequent = ((pair, count) for pair, count in pairs.items() if count >= RARE_PAIR)
    kept = {
        (number[left], number[right]): count for (left, right), count in frequent if left in number and right in number
    }
    return Counts((*known, UNKNOWN), (*(words[word] for word in known), 1), kept)


def read_corpus(path: Path) -> Iterator[str]:
    """Yield the lines of a text file in UTF-8, plain or compressed by xz."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from lines


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m ocr.language.build", description="builds the syllable statistics")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="texts that must not have lent any line")
    given = parser.parse_args(arguments)
    texts = [path.read_text(encoding="utf-8") for path in given.without]
    given.out.write_bytes(write(build(read_corpus(given.corpus), texts)))


if __name__ == "__main__":
    main()
