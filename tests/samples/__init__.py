"""Made-up Vietnamese papers with their ground truth, and the ways in which they arrive at a counter.

``make_paper`` → ``render`` → ``degrade`` → a file; ``corpus`` does all of it. Everything is a function of its seed.
No person, place or number on these papers is real. ``python -m tests.samples OUT --seed 1 --count 80`` writes files.
"""

from tests.samples.corpus import Sample, Truth, corpus
from tests.samples.degrade import degrade, rotation_of
from tests.samples.make import make_paper
from tests.samples.papers import paper_types, variants
from tests.samples.raster import RenderedLine, RenderedPage, render
from tests.samples.sheet import Paper

__all__ = [
    "Paper",
    "RenderedLine",
    "RenderedPage",
    "Sample",
    "Truth",
    "corpus",
    "degrade",
    "make_paper",
    "paper_types",
    "render",
    "rotation_of",
    "variants",
]
