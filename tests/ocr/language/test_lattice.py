"""The best way through the candidates is the best of all ways."""

import itertools
import random
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from ocr.language.lattice import Slot, choose
from ocr.language.model import shipped
from ocr.language.tokens import START

WORDS = ("thẩm", "thâm", "quyền", "quyên", "giải", "giai", "quyết", "cơ", "có", "cô", "quan", "xqzw")


def stretch(seed: int) -> list[Slot]:
    """Return a stretch with places of one and of several candidates."""
    draw = random.Random(seed)
    slots = [Slot((START,))]
    for _ in range(7):
        keys = tuple(draw.sample(WORDS, draw.choice((1, 1, 2, 3))))
        score = (0.0, *(-draw.uniform(0, 6) for _ in keys[1:]))
        slots.append(Slot(keys, score, draw.choice((0.5, 0.8)) if len(keys) > 1 else 0.0))
    return slots


def weighed(slots: Sequence[Slot], path: Sequence[int]) -> float:
    """Return the log likelihood of one way, told pair by pair."""
    model, total = shipped(), sum(slot.score[index] for slot, index in zip(slots, path, strict=True))
    for (one, left), (two, right) in pairwise(zip(slots, path, strict=True)):
        trusts = [slot.trust for slot in (one, two) if len(slot.keys) > 1]
        step = model.log_probability(model.numbers([one.keys[left]]), model.numbers([two.keys[right]]))
        total += min(trusts, default=0.0) * float(step[0])
    return total


@pytest.mark.parametrize("seed", range(12))
def test_no_way_is_likelier_than_the_one_chosen(seed: int) -> None:
    slots = stretch(seed)
    ways = itertools.product(*(range(len(slot.keys)) for slot in slots))
    best = max(weighed(slots, way) for way in ways)
    chosen = choose(slots, shipped())
    assert weighed(slots, [choice.index for choice in chosen]) == pytest.approx(best)
    assert all(choice.probability == 1.0 for choice, slot in zip(chosen, slots, strict=True) if len(slot.keys) == 1)
    assert all(0.0 < choice.probability <= 1.0 for choice in chosen)


def test_short_stretches_have_a_way_too() -> None:
    assert choose([], shipped()) == []
    (only,) = choose([Slot(("thẩm", "thâm"), (0.0, -1.0), 0.5)], shipped())
    assert only.index == 0
    assert only.probability == pytest.approx(1 / (1 + np.exp(-1)))
