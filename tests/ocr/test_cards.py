"""Cards on one sheet are found by their outlines."""

import numpy as np
import pytest

from ocr.clean.arrays import Image
from ocr.clean.cards import Card, find_cards
from ocr.clean.geometry import warp
from ocr.clean.plan import make_plan
from tests.samples import degrade, make_paper, paper_types, render
from tests.samples.spreads import card_papers, cards_on_a4


def cards(image: Image) -> tuple[Card, ...]:
    plan = make_plan(image)
    return find_cards(warp(image, plan.to_upright, plan.size))


@pytest.mark.parametrize("profile", ["clean", "flatbed", "phone"])
@pytest.mark.parametrize("across", [False, True])
def test_every_card_is_found_in_the_order_of_rows(profile: str, across: bool) -> None:
    spread = cards_on_a4(card_papers((40, 41)), across=across, dpi=200, tilt=2.5)
    found = cards(degrade(spread.image, profile, 40))
    assert len(found) == 4
    places = [(card.box.x0, card.box.y0) for card in found]
    assert [y for _, y in places] == sorted(y for _, y in places) or across
    if across:
        assert places[0][0] < places[1][0]
        assert places[1][1] < found[2].box.y0


def test_a_card_that_leans_is_laid_level() -> None:
    image = cards_on_a4(card_papers((40,)), dpi=200, tilt=4).image
    for card in find_cards(image):
        face = warp(image, card.to_card, card.size)
        assert card.size[0] / card.size[1] == pytest.approx(1.586, abs=0.06)
        assert np.median(face[5:-5, 5]) < 252  # the card's own ground reaches its edge


def test_a_single_card_and_no_card_are_left_to_the_page() -> None:
    image = cards_on_a4(card_papers((40,)), dpi=200).image
    assert find_cards(image[: len(image) // 2]) == ()
    assert find_cards(np.full((800, 600), 255, np.uint8)) == ()


@pytest.mark.parametrize("slug", [slug for slug in paper_types() if slug != "identity-card"])
def test_other_papers_have_no_cards(slug: str) -> None:
    for page in render(make_paper(slug, 31), 100):
        assert find_cards(page.image) == ()
