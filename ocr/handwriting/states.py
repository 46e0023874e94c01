"""Print and writing along a line: the likeliest sequence of both (Viterbi, Error bounds for convolutional codes)."""

from collections.abc import Sequence

Stretch = tuple[int, ...]


def written(odds: Sequence[float], into: float, switches: Sequence[float]) -> tuple[Stretch, ...]:
    """Return the stretches of places that are writing, each as the places in it, from the left.

    `odds` are the log odds of writing of one place after the other, `into` those against writing at the first place,
    `switches`, one fewer than places, those against a change between a place and the next.
    """
    print_, hand = 0.0, odds[0] - into
    back: list[tuple[bool, bool]] = []  # for each later place, whether print and writing best follow writing
    for more, switch in zip(odds[1:], switches, strict=True):
        back.append((hand - switch > print_, hand >= print_ - switch))
        print_, hand = max(print_, hand - switch), max(print_ - switch, hand) + more
    states = [hand > print_]
    for after_print, after_hand in reversed(back):
        states.append(after_hand if states[-1] else after_print)
    return _stretches(states[::-1])


def _stretches(states: Sequence[bool]) -> tuple[Stretch, ...]:
    starts = [at for at, by_hand in enumerate(states) if by_hand and not (at and states[at - 1])]
    ends = [at + 1 for at, by_hand in enumerate(states) if by_hand and not (at + 1 < len(states) and states[at + 1])]
    return tuple(tuple(range(start, end)) for start, end in zip(starts, ends, strict=True))
