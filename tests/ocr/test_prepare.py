import numpy as np
import pytest

from ocr.clean.glyphs import find_glyphs, ink, x_height
from ocr.clean.prepare import X_HEIGHT, prepare, scale_for
from tests.ocr.pages import page, shaded


@pytest.mark.parametrize("size", [18, 36, 60])
def test_print_comes_to_the_size_that_engines_like(size: int) -> None:
    upright = page(width=35 * size, height=30 * size, size=size)
    printed = prepare(upright, 0.45 * size)
    found = x_height(find_glyphs(ink(printed.image)))
    assert found == pytest.approx(X_HEIGHT, abs=1.6)
    assert printed.factor == pytest.approx(printed.image.shape[1] / upright.shape[1])


def test_shadow_is_gone_and_colour_too() -> None:
    colour = np.repeat(shaded(page())[:, :, None], 3, axis=2)
    printed = prepare(colour, 16.0)
    assert printed.image.ndim == 2
    assert np.percentile(printed.image, 20) > 235


def test_grain_of_the_paper_becomes_white() -> None:
    grain = np.random.default_rng(5).integers(0, 9, page().shape, dtype=np.uint8)
    printed = prepare(page() - np.minimum(grain, page()), 16.0).image
    assert not ((printed > 246) & (printed < 255)).any()
    assert (printed == 255).mean() > 0.6
    assert (printed < 128).mean() > 0.02


@pytest.mark.parametrize(("height", "longest", "factor"), [
    (None, 1000, 1.0),
    (13.2, 1000, 1.0),
    (26.0, 4000, 0.5),
    (2.0, 300, 4.0),
    (300.0, 4000, 0.2),
    (4.0, 3000, 2.0),
])  # fmt: skip
def test_scale_is_bounded(height: float | None, longest: int, factor: float) -> None:
    assert scale_for(height, longest) == pytest.approx(factor)
