"""Reads pages with one model through the project's own pipeline and scores what comes out."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from models.ports.recognizer import TextRecognizer
from ocr.page import read_page
from ocr.training.evaluation.scoring import CLASSES, Score, score
from ocr.training.evaluation.sets import Sample

_SURE = 0.6  # confidence from which a word read where nothing is printed counts as invented


@dataclass(frozen=True, slots=True)
class Figures:
    """What one model does on one set: means over pages of word F1, line CER and CPU seconds a page.

    `classes` gives the share of each kind of letter that was misread, over all pages. `invented` counts the words of
    two letters and more that were read with confidence on pages without print, over all pages.
    """

    pages: int
    f1: float
    cer: float
    seconds: float
    classes: Mapping[str, float]
    invented: int
    page_cer: Mapping[str, float]


def measure(samples: Iterable[Sample], recognizer: TextRecognizer) -> Figures:
    """Return the figures of `recognizer` on `samples`, of which there must be one at least."""
    scores: dict[str, Score] = {}
    invented, seconds = 0, 0.0
    for sample in samples:
        began = time.process_time()
        reading, _ = read_page(sample.page, recognizer)
        seconds += time.process_time() - began
        scores[sample.name] = score(sample.truth, reading.text)
        if not sample.truth:
            words = [word for line in reading.lines for word in line.words]
            invented += sum(word.confidence >= _SURE and sum(map(str.isalpha, word.text)) >= 2 for word in words)
    return Figures(
        pages=len(scores),
        f1=fmean(one.f1 for one in scores.values()),
        cer=fmean(one.cer for one in scores.values()),
        seconds=seconds / len(scores),
        classes={name: _share(scores.values(), name) for name in CLASSES},
        invented=invented,
        page_cer={name: one.cer for name, one in scores.items()},
    )


def _share(scores: Iterable[Score], name: str) -> float:
    pairs = [one.classes[name] for one in scores]
    return sum(bad for bad, _ in pairs) / max(sum(count for _, count in pairs), 1)
