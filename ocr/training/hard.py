"""Lines that the network still misreads, gathered to be shown again."""

import random
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocr.training.packed import PackedLine, repack, unpack
from ocr.training.tools import run

HOPELESS = 0.3
"""Share of letters misread from which a line teaches nothing: too worn to read, or its truth is another line's."""

_READ = re.compile(r"^Truth:(.*)\nOCR  :(.*)$", re.MULTILINE)


def gather(model: Path, parts: Iterable[Path], targets: Sequence[Path], seed: int) -> None:
    """Deal the lines of `parts` that `model` misreads out to `targets`, as many to each, at random.

    `model` is a float ``.traineddata``. Nothing is done when all targets are there: then they are what they were.
    Raises ServiceError when the trainer's programs fail.
    """
    if all(target.is_file() for target in targets):
        return
    hard = [line for part in parts for line in misread(model, part)]
    random.Random(seed).shuffle(hard)
    for number, target in enumerate(targets):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(repack(hard[number :: len(targets)]))


def misread(model: Path, part: Path) -> Sequence[PackedLine]:
    """Return the lines of a part that `model` misreads, but not hopelessly."""
    listing = part.with_suffix(".list")
    listing.write_text(f"{part}\n", encoding="utf-8")
    said = run("lstmeval", "--model", str(model), "--eval_listfile", str(listing), "--verbosity", "2")
    listing.unlink()
    read = defaultdict[str, deque[str]](deque)
    for truth, text in _READ.findall(said):  # in the order of the file; a line may stand there twice
        read[truth].append(text)
    lines = unpack(part.read_bytes())
    return [line for line in lines if read[line.truth] and is_hard(line.truth, read[line.truth].popleft())]


def is_hard(truth: str, read: str) -> bool:
    """Return whether a line is misread, but not hopelessly."""
    return 0 < Levenshtein.distance(truth, read) <= HOPELESS * len(truth)
