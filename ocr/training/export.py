"""Makes the model that is used of a training that is done: mean of the last rounds, 8-bit weights, word lists."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ocr.training.components import component, eight_bit, replaced, without
from ocr.training.network import blend
from ocr.training.rounds import Trainer
from ocr.training.wordlists import GRAPHS

NAMES: Mapping[str, str] = {"fast": "vie-hoso", "best": "vie-hoso-best"}
"""Names under which the models are known to Tesseract and shipped, by the base's name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A float model and its error in per cent on the held-out lines."""

    name: str
    path: Path
    held_out: float


def candidates(trainer: Trainer, averaged: int) -> tuple[Candidate, ...]:
    """Return the last round's network and the mean of the last `averaged` ones, each measured."""
    done = trainer.done()
    last = trainer.model(done[-1].number)
    mean = trainer.folder / "mean.traineddata"
    nets = [component(trainer.model(one.number), "lstm") for one in done[-averaged:]]
    replaced(trainer.start, mean, {"lstm": blend(nets, [1 / len(nets)] * len(nets))})
    return (
        Candidate("last", last, done[-1].held_out),
        Candidate("mean", mean, trainer.measure(mean)),
    )


def best(found: Sequence[Candidate]) -> Candidate:
    """Return the candidate that reads the held-out lines with the fewest errors."""
    return min(found, key=lambda one: one.held_out)


def finish(model: Path, target: Path, lists: Mapping[str, bytes] | None) -> Path:
    """Write `model` with 8-bit weights to `target`, and return `target`.

    `lists` are components that replace its word lists; empty, it keeps its own; None takes them out.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    eight_bit(model, target)
    if lists is None:
        return without(target, target, GRAPHS)
    return replaced(target, target, lists) if lists else target


def digest(model: Path) -> str:
    """Return the SHA-256 of a model, as it is kept beside it."""
    return hashlib.sha256(model.read_bytes()).hexdigest()
