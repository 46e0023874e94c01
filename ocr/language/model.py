"""How likely a syllable is after another: pairs with absolute discounting over single frequencies.

Ney, Essen and Kneser, *On structuring probabilistic dependences in stochastic language modelling*, 1994.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from models.errors import MissingData
from ocr.language.store import Floats, Keys, Tables, read
from ocr.language.tokens import UNKNOWN

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "syllables.npz"
"""Made by ``python -m ocr.language.build``; docs/language.md says from what."""

Numbers = npt.NDArray[np.int64]

_DISCOUNT = 0.75  # taken off each count of a pair for pairs never seen; the usual value for counts over one

_NEVER = 0.05  # count of an unknown syllable: a twentieth of one occurrence


@dataclass(frozen=True, slots=True, eq=False)
class SyllableModel:
    """Log probabilities of syllables (as `models.text.exact_key` gives them) after another.

    A model is equal to itself alone, so that what was looked up in it can be kept. `keys` are sorted pairs
    ``left × 65536 + right``; `bonus` is what each adds over its share of single frequencies.
    """

    number: Mapping[str, int]
    single: Floats
    rest: Floats
    keys: Keys
    bonus: Floats

    def knows(self, token: str) -> bool:
        return token in self.number and token != UNKNOWN

    def share(self, token: str) -> float:
        """Return the share of all text that is `token`."""
        return float(self.single[self.number.get(token, self.number[UNKNOWN])])

    def numbers(self, tokens: Sequence[str]) -> Numbers:
        """Return the numbers of `tokens`; what is not known has that of `UNKNOWN`."""
        unknown = self.number[UNKNOWN]
        return np.array([self.number.get(token, unknown) for token in tokens], dtype=np.int64)

    def log_probability(self, left: Numbers, right: Numbers) -> npt.NDArray[np.float64]:
        """Return ln P(right | left) for arrays of numbers of one length."""
        at, seen = self._find(left, right)
        bonus = np.where(seen, self.bonus[at], 0.0)
        return np.asarray(np.log(bonus + self.rest[left] * self.single[right]), dtype=np.float64)

    def has(self, left: Numbers, right: Numbers) -> npt.NDArray[np.bool_]:
        """Tell which pairs of numbers the corpus has often enough to be kept."""
        return self._find(left, right)[1]

    def _find(self, left: Numbers, right: Numbers) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        keys = np.asarray(left << 16 | right, dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return at, np.asarray(self.keys[at] == keys, dtype=np.bool_)


def model_of(tables: Tables) -> SyllableModel:
    """Return the model of the counts in a file. An unknown syllable is a twentieth as likely as one seen once."""
    left = tables.keys >> 16
    taken = np.maximum(tables.pairs - _DISCOUNT, 0.0) / tables.counts[left]
    rest = 1.0 - np.bincount(left, weights=taken, minlength=len(tables.words))
    number = {word: index for index, word in enumerate(tables.words)}
    counts = tables.counts.copy()
    counts[number[UNKNOWN]] = _NEVER
    floor = np.maximum(rest, 0.01).astype(np.float32)
    return SyllableModel(
        number, (counts / counts.sum()).astype(np.float32), floor, tables.keys, taken.astype(np.float32)
    )


@cache
def shipped() -> SyllableModel:
    """Return the model that comes with the programme, loaded once a process.

    Raises MissingData when its file is not there or damaged.
    """
    try:
        return model_of(read(SHIPPED.read_bytes()))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise MissingData(
            f"Không đọc được dữ liệu âm tiết {SHIPPED.name}; hãy cài lại chương trình.",
            f"The syllable data {SHIPPED.name} cannot be read; install the programme again.",
        ) from error
