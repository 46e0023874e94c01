"""Logistic regression of right and wrong on a few signs."""

from collections.abc import Sequence

import numpy as np

Signs = tuple[float, ...]

_RIDGE = 0.01
"""Penalty on the squared weights, the constant aside: with no wrong judgment at all they would grow without end."""

_STEPS = 50
_SMALL = 1e-9


def fit_logistic(outcomes: Sequence[tuple[Signs, bool]]) -> tuple[float, ...]:
    """Return the constant and one weight for each sign, by Newton's method, four decimals.

    Right counts as (n + 1) / (n + 2) and wrong as 1 / (m + 2) of n right and m wrong outcomes, as Platt has it (1999),
    so that no curve promises certainty. Raises ValueError without outcomes.
    """
    if not outcomes:
        raise ValueError("nothing to fit weights on")
    right = sum(good for _, good in outcomes)
    targets = ((right + 1) / (right + 2), 1 / (len(outcomes) - right + 2))
    wanted = np.array([targets[0] if good else targets[1] for _, good in outcomes])
    signs = np.array([(1.0, *each) for each, _ in outcomes])
    ridge = np.diag([_SMALL, *[_RIDGE] * (signs.shape[1] - 1)])
    weights = np.zeros(signs.shape[1])
    for _ in range(_STEPS):
        share = 1.0 / (1.0 + np.exp(-signs @ weights))
        slope = signs.T @ (wanted - share) - ridge @ weights
        bend = (signs.T * (share * (1.0 - share))) @ signs + ridge + _SMALL * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return tuple(round(float(weight), 4) for weight in weights)
