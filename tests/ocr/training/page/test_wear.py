"""Worn pages: as large as before, still legible, the same for the same seed."""

import random

import cv2
import numpy as np
import pytest

from ocr.clean.geometry import apply
from ocr.training.page.damage import Damage, bilevel
from ocr.training.page.wear import PROFILES, bent_point, wear
from tests.ocr.pages import page

DAMAGES = sorted({damage for _, profile in PROFILES for damage, _ in profile}, key=lambda damage: damage.__name__)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damage_changes_the_page_but_not_its_size_nor_the_original(damage: Damage, seed: int) -> None:
    before = page()
    kept = before.copy()
    after = damage(before, random.Random(seed))
    assert after.shape[:2] == before.shape
    assert after.dtype == np.uint8
    assert np.array_equal(before, kept)
    assert not np.array_equal(after, before)


@pytest.mark.parametrize("damage", DAMAGES)
def test_print_stays_darker_than_paper(damage: Damage) -> None:
    sheet = page()
    print_, paper = sheet < 60, cv2.erode(sheet, np.ones((9, 9), dtype=np.uint8)) > 200
    after = damage(sheet, random.Random(5))
    grey = after if after.ndim == 2 else cv2.cvtColor(after, cv2.COLOR_RGB2GRAY)
    assert grey[print_].mean() + 60 < grey[paper].mean()


def test_the_same_seed_wears_alike() -> None:
    first, again, other = (wear(page(), random.Random(seed)) for seed in (8, 8, 9))
    assert np.array_equal(first.image, again.image)
    assert first.image.shape != other.image.shape or not np.array_equal(first.image, other.image)


def test_points_are_followed_to_where_they_come_to_lie() -> None:
    spots = [(300, 250), (900, 250), (300, 750), (900, 750)]
    blank = np.full((1000, 1240), 255, dtype=np.uint8)
    for x, y in spots:
        cv2.circle(blank, (x, y), 9, 0, -1)
    for seed in range(25):
        worn = wear(blank, random.Random(seed))
        grey = worn.image if worn.image.ndim == 2 else worn.image[:, :, 0]
        for x, y in spots:
            ((u, v),) = apply(worn.to_worn, [bent_point(x, y, worn.bend)])
            around = grey[round(v) - 3 : round(v) + 4, round(u) - 3 : round(u) + 4]
            assert around.mean() < grey.mean() - 60


def test_faxes_are_black_and_white() -> None:
    assert set(np.unique(bilevel(page(), random.Random(1)))) == {0, 255}
