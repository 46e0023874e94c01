"""Reads and rewrites the weights inside the LSTM component of a ``.traineddata`` file.

Layout, after Tesseract 5's `lstm/network.cpp`, `weightmatrix.cpp` and `lstmrecognizer.cpp`; integers are little-endian,
32 bits where nothing else is said, strings are a length and bytes. A *network* is a zero byte, the name of its class,
two bytes (training, needs backpropagation), flags, inputs, outputs, number of weights, its own name, and then what its
class adds: plumbing holds networks, an LSTM its number of states and four weight matrices (gates), a dense layer one
matrix. A *weight matrix* is a mode byte, rows, columns, one filler element and the elements; with bit 0 of the mode
set they are signed bytes followed by a count and one double a row by which its bytes are multiplied, else they are
doubles. After the network come its specification and the trainer's flags, of which bit 0 says "8-bit".
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.errors import DamagedFile

_PLUMBING = frozenset(
    {"Series", "Parallel", "ParBidiLSTM", "DepParUDLSTM", "Par2dLSTM", "Replicated"}
    | {"RTLReversed", "TTBReversed", "XYTranspose"}
)
_DENSE = frozenset({"Logistic", "Posclip", "Symclip", "Tanh", "Relu", "Linear", "Softmax", "SoftmaxNoCTC"})
_FIXED = {"Input": 20, "Convolve": 8, "Maxpool": 8, "Reconfig": 8}  # bytes that these classes add
_INT8 = 1  # bit of a matrix's mode
_OWN_RATES = 64  # bit of a network's flags: a learning rate for each layer follows
_INT_MODE = 1  # bit of the trainer's flags

Weights = npt.NDArray[np.float64]
"""One weight matrix, shape (outputs, inputs + 1); the last column is the bias."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One weight matrix and the bytes ``start:end`` of the component that it takes; `mode` without the 8-bit mark."""

    start: int
    end: int
    mode: int
    eight_bit: bool
    weights: Weights


@dataclass(frozen=True, slots=True)
class Component:
    """A parsed LSTM component: its bytes, its weight matrices in order, and where the trainer's flags stand."""

    data: bytes
    matrices: tuple[Matrix, ...]
    flags_at: int


def parse(data: bytes) -> Component:
    """Return the component whose bytes are `data`. Raises DamagedFile where the layout is not as described above."""
    reader = _Reader(data)
    matrices = tuple(reader.network())
    reader.text()  # the network's specification
    return Component(data, matrices, reader.position)


def to_float(data: bytes) -> bytes:
    """Return an 8-bit component with float weights, from which training can go on.

    What is lost is only the rounding that the 8-bit file already had; a float component comes back as it is.
    """
    component = parse(data)
    return rewrite(component, [matrix.weights for matrix in component.matrices])


def blend(components: Sequence[bytes], shares: Sequence[float]) -> bytes:
    """Return the component whose weights are the weighted mean of those of `components`, all of one shape.

    Mean weights of several states of one training read better than the last state alone (Izmailov and others 2018,
    *Averaging weights leads to wider optima*). Raises ValueError for components that do not fit together.
    """
    if len(components) != len(shares) or not components or abs(sum(shares) - 1) > 1e-6:
        raise ValueError("one share for each component, together 1")
    parsed = [parse(data) for data in components]
    shapes = {tuple(matrix.weights.shape for matrix in component.matrices) for component in parsed}
    if len(shapes) != 1:
        raise ValueError("the networks differ in shape")
    columns = zip(*(component.matrices for component in parsed), strict=True)
    means = [np.sum([s * m.weights for s, m in zip(shares, column, strict=True)], axis=0) for column in columns]
    return rewrite(parsed[0], means)


def rewrite(component: Component, weights: Sequence[Weights]) -> bytes:
    """Return the component's bytes with `weights` in place of its own, as floats."""
    output, position = bytearray(), 0
    for matrix, values in zip(component.matrices, weights, strict=True):
        output += component.data[position : matrix.start]
        output += bytes([matrix.mode]) + struct.pack("<IId", *values.shape, 0.0)
        output += np.ascontiguousarray(values, dtype="<f8").tobytes()
        position = matrix.end
    flags = struct.unpack_from("<i", component.data, component.flags_at)[0]
    output += component.data[position : component.flags_at] + struct.pack("<i", flags & ~_INT_MODE)
    return bytes(output) + component.data[component.flags_at + 4 :]


class _Reader:
    """Walks through a component once, from its first byte."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int) -> bytes:
        piece = self.data[self.position : self.position + size]
        if len(piece) != size:
            raise _damaged(self.position)
        self.position += size
        return piece

    def number(self) -> int:
        return int(struct.unpack("<I", self.take(4))[0])

    def text(self) -> str:
        start = self.position
        try:
            return self.take(self.number()).decode("ascii")
        except UnicodeDecodeError as error:
            raise _damaged(start) from error

    def network(self) -> Iterator[Matrix]:
        start = self.position
        if self.take(1) != b"\0":
            raise _damaged(start)
        kind = self.text()
        self.take(2)
        flags = self.number()
        self.take(12)
        self.text()
        if kind in _PLUMBING:
            for _ in range(self.number()):
                yield from self.network()
            if flags & _OWN_RATES:
                self.take(4 * self.number())
        elif kind in _FIXED:
            self.take(_FIXED[kind])
        elif kind in {"LSTM", "SummLSTM"}:
            self.number()
            for _ in range(4):
                yield self.matrix()
        elif kind in _DENSE:
            yield self.matrix()
        else:
            raise _damaged(start)

    def matrix(self) -> Matrix:
        start = self.position
        mode = self.take(1)[0]
        rows, columns = self.number(), self.number()
        if mode & _INT8:
            self.take(1)
            cells = np.frombuffer(self.take(rows * columns), dtype=np.int8).reshape(rows, columns)
            scales = np.frombuffer(self.take(8 * self.number()), dtype="<f8")[:rows]
            weights = cells.astype(np.float64) * scales[:, None]
        else:
            self.take(8)
            weights = np.frombuffer(self.take(8 * rows * columns), dtype="<f8").reshape(rows, columns)
        return Matrix(start, self.position, mode & ~_INT8, bool(mode & _INT8), weights)


def _damaged(position: int) -> DamagedFile:
    return DamagedFile(
        f"Tệp mạng nơ-ron không đúng cấu trúc ở byte {position}; hãy tải lại gói dữ liệu.",
        f"The network's file is not laid out as expected at byte {position}; fetch its package again.",
        position=position,
    )
