"""Rebuilds the word list and the number patterns inside a model from official text.

The network's guesses are weighed against three lists kept as graphs (DAWG): words, number patterns in which a blank
stands for any digit, and punctuation patterns. The published ones come from general text; punctuation is kept.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from ocr.training.components import component
from ocr.training.text.corpus import Corpus
from ocr.training.tools import run

_LETTERS = re.compile(r"[^\W\d_]+")
_FREQUENT = 3  # times a word or pattern must be met in the sample; below it lie misspellings of the source
_LONGEST = 20

GRAPHS = ("lstm-word-dawg", "lstm-number-dawg", "lstm-punc-dawg")
"""The components that hold the lists. Parameters such as `load_system_dawg` do not reach the network's own copy."""


def words(corpus: Corpus) -> tuple[str, ...]:
    """Return the words of official lines, names and units: as printed, capitalised and in capitals; sorted."""
    counts = Counter(word.lower() for line in corpus.lines for word in _LETTERS.findall(line))
    known = {word for word, count in counts.items() if count >= _FREQUENT}
    names = (*corpus.surnames, *corpus.given, *corpus.units)
    known |= {word.lower() for name in names for word in _LETTERS.findall(name)}
    forms = {form for word in known if len(word) <= _LONGEST for form in (word, word.capitalize(), word.upper())}
    return tuple(sorted(forms))


def number_patterns(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the shapes of the numbers in `texts`, every digit a blank; sorted."""
    tokens = (token.strip(".,;:()") for text in texts for token in text.split())
    counts = Counter(re.sub(r"\d", " ", token) for token in tokens if any(map(str.isdigit, token)))
    return tuple(sorted(shape for shape, count in counts.items() if count >= _FREQUENT and len(shape) <= _LONGEST))


def graphs(traineddata: Path, corpus: Corpus, numbers: Iterable[str]) -> Mapping[str, bytes]:
    """Return the components that replace the lists of `traineddata`, in its own unicharset."""
    shapes = {*number_patterns((*corpus.lines, *numbers)), *published(traineddata, "lstm-number-dawg")}
    return {
        "lstm-word-dawg": _graph(words(corpus), traineddata),
        "lstm-number-dawg": _graph(sorted(shapes), traineddata),
    }


def published(traineddata: Path, name: str) -> tuple[str, ...]:
    """Return what a list inside a model holds, sorted."""
    with tempfile.TemporaryDirectory() as folder:
        unicharset, graph, out = (Path(folder) / part for part in ("unicharset", "graph", "words.txt"))
        unicharset.write_bytes(component(traineddata, "lstm-unicharset"))
        graph.write_bytes(component(traineddata, name))
        run("dawg2wordlist", str(unicharset), str(graph), str(out))
        return tuple(sorted(filter(None, out.read_text(encoding="utf-8").split("\n"))))


def _graph(entries: Iterable[str], traineddata: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        unicharset, listing, graph = (Path(folder) / part for part in ("unicharset", "words.txt", "graph"))
        unicharset.write_bytes(component(traineddata, "lstm-unicharset"))
        listing.write_text("".join(f"{entry}\n" for entry in entries), encoding="utf-8")
        run("wordlist2dawg", str(listing), str(graph), str(unicharset))
        return graph.read_bytes()
