"""Whether a piece of ink is print or was written by hand: a small network that looks at its shape.

One layer of 48 units between the pixels of `shapes` and the odds. ``./hoso bench blanks --fit`` makes it of print in
many typefaces and of real written digits (docs/doctypes.md).
"""

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from models.errors import MissingData
from ocr.handwriting.directions import Numbers
from ocr.handwriting.shapes import Shapes

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "handwriting.npz"


@dataclass(frozen=True, slots=True)
class Network:
    """Weights: `hidden` (`shapes.SIGNS`, units), `bias` (units,), `out` (units,) and `constant` (1,)."""

    hidden: Shapes
    bias: Shapes
    out: Shapes
    constant: Shapes

    def odds(self, shapes: Shapes) -> Numbers:
        """Return the log odds that each shape was written by hand, shape (shapes,); above 0 is handwriting."""
        units = np.maximum(shapes @ self.hidden + self.bias, 0)
        return np.asarray(units @ self.out + self.constant, np.float64)


def read_network(path: Path) -> Network:
    """Return the network kept at `path`. Raises MissingData when its file is not there or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            network = Network(*(kept[name].astype(np.float32) for name in Network.__slots__))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise MissingData(
            f"Không đọc được dữ liệu nhận biết chữ viết tay {path.name}; hãy cài lại chương trình.",
            f"The data that tell handwriting, {path.name}, cannot be read; install the programme again.",
        ) from error
    return network


@cache
def shipped() -> Network:
    """Return the network that comes with the programme, loaded once a process. Raises MissingData as `read_network`."""
    return read_network(SHIPPED)
