"""Fitting a network of one hidden layer: what tells written pieces of ink from print (`ocr.handwriting.glyphs`)."""

import numpy as np
import numpy.typing as npt

from ocr.handwriting.glyphs import Network

Floats = npt.NDArray[np.float32]

_BATCH = 256
_RATE = 2e-3
_DECAYS = 0.9, 0.999
_TINY = 1e-14  # keeps averages of nothing from becoming so small that processors slow down


def fit(shapes: npt.NDArray[np.uint8], written: npt.NDArray[np.bool_], units: int, epochs: int, seed: int) -> Network:
    """Return the network of `units` that tells which of the `shapes` (0 to 255 for 0 to 1) were `written`.

    Logistic loss, Adam (Kingma and Ba, 2015), the rate falling along half a cosine. The same arguments give the same
    weights.
    """
    rng = np.random.default_rng(seed)
    signs = shapes.shape[1]
    weights = [
        np.asarray(rng.standard_normal((signs, units)) * np.sqrt(2 / signs), np.float32),
        np.zeros(units, np.float32),
        np.asarray(rng.standard_normal(units) * np.sqrt(1 / units), np.float32),
        np.zeros(1, np.float32),
    ]
    means, squares = ([np.zeros_like(each) for each in weights] for _ in range(2))
    steps = epochs * (len(shapes) // _BATCH)
    order = np.concatenate([rng.permutation(len(shapes))[: steps // epochs * _BATCH] for _ in range(epochs)])
    for step, rows in enumerate(order.reshape(steps, _BATCH), 1):
        slopes = _slopes(weights, np.multiply(shapes[rows], 1 / 255, dtype=np.float32), written[rows])
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for at, slope in enumerate(slopes):
            means[at] = _DECAYS[0] * means[at] + (1 - _DECAYS[0]) * slope + _TINY
            squares[at] = _DECAYS[1] * squares[at] + (1 - _DECAYS[1]) * slope**2 + _TINY
            mean, square = (each[at] / (1 - decay**step) for each, decay in zip((means, squares), _DECAYS, strict=True))
            weights[at] = np.asarray(weights[at] - rate * mean / (np.sqrt(square) + 1e-8), np.float32)
    return Network(*weights)


def _slopes(weights: list[Floats], shapes: Floats, written: npt.NDArray[np.bool_]) -> tuple[Floats, ...]:
    """Return the gradients of the mean loss by each of the weights."""
    hidden, bias, out, constant = weights
    units = np.maximum(shapes @ hidden + bias, 0)
    wrong = np.asarray((1 / (1 + np.exp(-(units @ out + constant))) - written) / len(shapes), np.float32)
    back = np.outer(wrong, out) * (units > 0)
    return shapes.T @ back, back.sum(axis=0), units.T @ wrong, wrong.sum(keepdims=True)
