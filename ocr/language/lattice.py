"""The best way through the candidates of a stretch of text, and how sure each choice on it is (Viterbi 1967)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ocr.language.model import SyllableModel
from ocr.language.tokens import NUMBER, START

Vector = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_ONLY = np.zeros(1, dtype=np.int64)
_FIRM = 0.05  # P(right | left) of a pair that stands by itself: `thành phố`, `thẩm quyền`


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the text: what may stand there, the reading first.

    `score` is the log likelihood that the recogniser gives each; `trust` weighs what the model says about this place.
    """

    keys: tuple[str, ...]
    score: tuple[float, ...] = (0.0,)
    trust: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Number of the candidate chosen, and its probability (0 to 1) among them given its neighbours."""

    index: int
    probability: float


def choose(slots: Sequence[Slot], model: SyllableModel) -> list[Choice]:
    """Return the choice for each slot; an empty list for none."""
    if not slots:
        return []
    steps = _steps(slots, model)
    path = _best_path(slots, steps)
    return [_choice(slots, steps, path, at) for at in range(len(slots))]


def _steps(slots: Sequence[Slot], model: SyllableModel) -> list[Vector]:
    """Return ln P(right | left) between the candidates of neighbours: one matrix, left × right, for each pair."""
    shapes = [(len(one.keys), len(two.keys)) for one, two in pairwise(slots)]
    if not shapes:
        return []
    numbers = model.numbers([key for slot in slots for key in slot.keys])
    rows, columns = np.array(shapes).T
    firsts = np.cumsum(rows) - rows  # places in `numbers` of the first candidate of each pair's left slot
    ends = np.cumsum(rows * columns)
    pair = np.repeat(np.arange(len(shapes)), rows * columns)
    row, column = np.divmod(np.arange(ends[-1]) - (ends - rows * columns)[pair], columns[pair])
    flat = model.log_probability(numbers[firsts[pair] + row], numbers[(firsts + rows)[pair] + column])
    starts = [0, *ends.tolist()]
    return [flat[start:end].reshape(shape) for (start, end), shape in zip(pairwise(starts), shapes, strict=True)]


def _best_path(slots: Sequence[Slot], steps: Sequence[Vector]) -> list[int]:
    """Return the candidates of the likeliest way through; a step weighs as the mean trust of its two places."""
    total = np.array(slots[0].score)
    back: list[Numbers] = []
    for (one, two), step in zip(pairwise(slots), steps, strict=True):
        if step.size == 1:  # no choice on either side: most pairs
            back.append(_ONLY)
            continue
        ways = total[:, None] + _weight(one, two) * step
        back.append(np.argmax(ways, axis=0))
        total = np.max(ways, axis=0) + np.array(two.score)
    path = [int(np.argmax(total))]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


def _choice(slots: Sequence[Slot], steps: Sequence[Vector], path: Sequence[int], at: int) -> Choice:
    slot = slots[at]
    if len(slot.keys) == 1:
        return Choice(0, 1.0)
    score = np.array(slot.score)
    if at:
        score = score + _weight(slots[at - 1], slot) * steps[at - 1][path[at - 1]]
    if at + 1 < len(slots):
        score = score + _weight(slot, slots[at + 1]) * steps[at][:, path[at + 1]]
    share = np.exp(score - score.max())
    return Choice(path[at], float(share[path[at]] / share.sum()))


def _weight(one: Slot, two: Slot) -> float:
    """Return how much the step between two places counts: a place without a choice leaves it to the other."""
    open_places = [slot.trust for slot in (one, two) if len(slot.keys) > 1]
    return min(open_places, default=0.0)


def supported(slots: Sequence[Slot], choices: Sequence[Choice], model: SyllableModel) -> npt.NDArray[np.bool_]:
    """Tell which choices stand with a neighbour in a firm pair, or in pairs that are known with both."""
    if len(slots) < 2:
        return np.zeros(len(slots), dtype=np.bool_)
    keys = [slot.keys[choice.index] for slot, choice in zip(slots, choices, strict=True)]
    numbers = model.numbers(keys)
    left, right = numbers[:-1], numbers[1:]
    words = np.array([key not in (START, NUMBER) for key in keys])
    both = words[:-1] & words[1:]
    firm = both & (model.log_probability(left, right) >= np.log(_FIRM))
    seen = both & model.has(left, right)
    out = np.zeros(len(slots), dtype=np.bool_)
    out[:-1] |= firm
    out[1:] |= firm
    out[1:-1] |= seen[:-1] & seen[1:]
    return out
