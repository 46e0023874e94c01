"""The file of syllable statistics: counts rounded to one byte, pairs as gaps between sorted keys, all deflated."""

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

STEPS = 16
"""Steps of one natural log in which the counts of pairs are kept: an error of at most 3 %."""

Keys = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each of `words` occurs, and each pair of their numbers."""

    words: tuple[str, ...]
    counts: tuple[int, ...]
    pairs: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a model file holds. `keys` are ``left × 65536 + right``, sorted; `pairs` are their counts, beside them."""

    words: tuple[str, ...]
    counts: Floats
    keys: Keys
    pairs: Floats


def write(counts: Counts) -> bytes:
    """Return the file of `counts`; the same counts give the same bytes. Raises ValueError past 65,535 words."""
    if len(counts.words) > 0xFFFF:
        raise ValueError(f"{len(counts.words)} words do not fit in 16 bits")
    pairs = sorted((left << 16 | right, count) for (left, right), count in counts.pairs.items())
    keys = np.array([key for key, _ in pairs], dtype=np.uint32)
    steps = [min(round(STEPS * math.log(count)), 255) for _, count in pairs]
    gaps = np.diff(keys, prepend=np.uint32(0)).astype("<u4")
    out = io.BytesIO()
    np.savez_compressed(
        out,
        words=np.frombuffer("\n".join(counts.words).encode(), dtype=np.uint8),
        counts=np.array(counts.counts, dtype="<u4"),
        gaps=np.ascontiguousarray(gaps.view(np.uint8).reshape(-1, 4).T),
        pairs=np.array(steps, dtype=np.uint8),
    )
    return out.getvalue()


def read(data: bytes) -> Tables:
    """Return what `write` wrote. Raises what numpy raises on a damaged file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        gaps = np.ascontiguousarray(arrays["gaps"].T).view("<u4").ravel()
        return Tables(
            tuple(arrays["words"].tobytes().decode().split("\n")),
            arrays["counts"].astype(np.float32),
            np.cumsum(gaps, dtype=np.uint32),
            np.exp(arrays["pairs"].astype(np.float32) / STEPS),
        )
