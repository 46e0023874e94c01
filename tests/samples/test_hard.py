"""Hard conditions: deterministic, of the sizes that their devices give, the text still on them."""

import numpy as np
import pytest

from tests.samples import make_paper, render
from tests.samples.degrade.hard import HARD, hard_rotation_of, spoil


@pytest.mark.parametrize("condition", sorted(HARD))
def test_one_seed_gives_the_same_pixels_and_leaves_its_input_alone(condition: str) -> None:
    page = render(make_paper("fee-receipt", 2), 120)[0].image
    before = page.copy()
    first, second = spoil(page, condition, 9), spoil(page, condition, 9)
    assert first.dtype == np.uint8
    assert first.shape[2] == 3
    assert first.tobytes() == second.tobytes()
    assert page.tobytes() == before.tobytes()
    assert first.shape != page.shape or (first != page).mean() > 0.01


def test_chat_and_fax_have_the_sizes_of_their_devices() -> None:
    page = render(make_paper("fee-receipt", 2), 300)[0].image
    assert spoil(page, "tiny", 1).shape[1] == 576
    assert 1280 <= spoil(page, "chat", 1).shape[0] <= 1700
    fax = spoil(page, "fax", 1)
    assert set(np.unique(fax)) == {0, 255}
    assert fax.shape[:2] == (round(page.shape[0] * 204 / 300), round(page.shape[1] * 204 / 300))


def test_only_pages_that_lie_askew_are_turned() -> None:
    assert {hard_rotation_of("askew", seed) for seed in range(40)} == {0, 90, 180, 270}
    assert hard_rotation_of("fax", 1) == 0
    page = render(make_paper("decision", 2), 100)[0].image
    seed = next(seed for seed in range(40) if hard_rotation_of("askew", seed) == 90)
    turned = spoil(page, "askew", seed)
    assert turned.shape[0] < turned.shape[1]
