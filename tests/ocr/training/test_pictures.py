"""The two pictures: what is drawn stands where its figures say."""

from pathlib import Path

import numpy as np
from PIL import Image

from ocr.training.chart import Spot, draw_chart
from ocr.training.curve import draw_curve, held_out
from ocr.training.rounds import Round


def colour(path: Path, wanted: tuple[int, int, int]) -> np.ndarray:
    """Return the (row, column) of every pixel of exactly the wanted colour."""
    with Image.open(path) as image:
        return np.argwhere((np.asarray(image.convert("RGB")) == wanted).all(axis=2))


def test_the_curve_starts_at_the_published_network() -> None:
    rounds = (Round(0, 3e-4, 1600, 5.0, 9.0), Round(1, 1e-4, 800, 4.0, 7.0))
    assert held_out(14.0, rounds) == [(0.0, 14.0), (1600.0, 9.0), (2400.0, 7.0)]


def test_a_falling_error_is_drawn_falling(tmp_path: Path) -> None:
    draw_curve({"fast": [(0, 14), (1600, 9), (3200, 7)], "best": [(0, 12), (600, 8)]}, tmp_path / "a" / "curve.png")
    for name in ((36, 92, 150), (178, 58, 46)):
        spots = colour(tmp_path / "a" / "curve.png", name)
        spots = spots[spots[:, 1] < 820]  # without the legend
        left, right = spots[spots[:, 1].argmin()], spots[spots[:, 1].argmax()]
        assert left[0] < right[0]


def test_better_models_lie_lower_and_faster_ones_further_left(tmp_path: Path) -> None:
    spots = [Spot("published", 1.0, 0.04, 500_000, ours=False), Spot("ours", 0.5, 0.02, 500_000, ours=True)]
    draw_chart(spots, tmp_path / "chart.png")
    theirs, ours = (colour(tmp_path / "chart.png", c).mean(axis=0) for c in ((110, 118, 128), (178, 58, 46)))
    assert ours[0] > theirs[0]
    assert ours[1] < theirs[1]


def test_larger_models_are_larger_discs(tmp_path: Path) -> None:
    spots = [Spot("small", 1.0, 0.04, 500_000, ours=False), Spot("large", 0.5, 0.02, 1_700_000, ours=True)]
    draw_chart(spots, tmp_path / "chart.png")
    small, large = (len(colour(tmp_path / "chart.png", c)) for c in ((110, 118, 128), (178, 58, 46)))
    assert 2.5 < large / small < 4.5
