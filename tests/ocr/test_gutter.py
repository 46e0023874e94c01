"""Two facing pages are told from one page that lies across."""

import numpy as np
import pytest

from ocr.clean.arrays import Image
from ocr.clean.geometry import warp
from ocr.clean.gutter import Gutter, find_gutter
from ocr.clean.plan import make_plan
from ocr.clean.prepare import X_HEIGHT, prepare
from tests.samples import degrade, make_paper, render
from tests.samples.spreads import booklet, facing


def gutter(image: Image) -> tuple[Gutter | None, int]:
    """Return the gutter of a page as it came in, and the page's width."""
    plan = make_plan(image)
    upright = warp(image, plan.to_upright, plan.size)
    return find_gutter(upright, prepare(upright, plan.x_height).image, X_HEIGHT), plan.size[0]


@pytest.mark.parametrize("profile", ["clean", "flatbed", "phone", "copier", "lowres"])
def test_an_open_booklet_is_parted_in_its_middle(profile: str) -> None:
    found, width = gutter(degrade(booklet(503, 150, fold=0.2, lower=17).image, profile, 503))
    assert found is not None
    assert found.middle / width == pytest.approx(0.5, abs=0.06)


def test_a_fold_parts_pages_whose_rows_run_on_level() -> None:
    page = render(make_paper("decision", 11), 100)[0]
    assert gutter(facing(page, page).image)[0] is None
    assert gutter(facing(page, page, fold=0.5).image)[0] is not None


@pytest.mark.parametrize(
    ("slug", "variant"), [("fee-receipt", "form-01blp"), ("fee-receipt", "with-table"), ("unknown", "timetable")]
)
@pytest.mark.parametrize("profile", ["clean", "flatbed", "phone"])
def test_one_page_that_lies_across_is_not_parted(slug: str, variant: str, profile: str) -> None:
    for page in render(make_paper(slug, 21, variant), 150):
        assert gutter(degrade(page.image, profile, 21))[0] is None


def test_a_page_that_stands_is_not_parted() -> None:
    assert gutter(render(make_paper("decision", 11), 100)[0].image)[0] is None


@pytest.mark.parametrize("crossing", ["rule", "title"])
def test_what_crosses_the_middle_keeps_the_page_whole(crossing: str) -> None:
    spread = booklet(503, 150, lower=17).image
    assert gutter(spread)[0] is not None
    height, width = spread.shape[:2]
    if crossing == "rule":
        spread[height // 2 : height // 2 + 3, width // 4 : 3 * width // 4] = 0
    else:
        title = render(make_paper("decision", 11), 150)[0].image[600:700, 200:1000]
        spread[100:200, width // 2 - 400 : width // 2 + 400] = title
    assert gutter(spread)[0] is None


def test_a_picture_without_print_has_no_gutter() -> None:
    grain = np.random.default_rng(2).integers(0, 256, (600, 900), dtype=np.uint8)
    assert gutter(grain)[0] is None
    assert gutter(np.full((600, 900), 255, np.uint8))[0] is None
