"""What a run over a set of pages gave."""

from dataclasses import dataclass

from bench.pages import Page
from bench.readers import Answer


@dataclass(frozen=True, slots=True)
class Scored:
    """One page as one reader read it."""

    page: Page
    answer: Answer
    f1: float
    cer: float


@dataclass(frozen=True, slots=True)
class Run:
    """One reader over one set of pages: scores in the order of the pages, wall and CPU time, peak of one process."""

    pages: tuple[Scored, ...]
    seconds: float
    cpu: float
    peak_mb: float
