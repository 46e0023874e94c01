"""Pages of blanks know where they were written on, and what is fitted on them tells writing from print."""

import random

import numpy as np
import pytest

from bench.blank_pages import WEARS, BlankPage, blank_page
from bench.blanks import Counts, counted, material, table
from bench.perceptron import fit
from models.page import Box, Word
from ocr.training.page.faces import TRAINING
from tests.samples.figures import figure_base, make_hand, write_figures


@pytest.fixture(scope="module")
def page() -> BlankPage:
    return blank_page(3, None, (0.08, 0.15), TRAINING)


def test_a_page_is_that_of_its_seed_and_holds_writing_and_print_in_blanks(page: BlankPage) -> None:
    again = blank_page(3, None, (0.08, 0.15), TRAINING)
    assert np.array_equal(page.image, again.image)
    hand, typed = (mask[..., 0] < 128 for mask in (page.hand, page.typed))
    inked = page.image.min(axis=2) < 200
    assert 0.001 < hand.mean() < 0.1
    assert inked[hand].mean() > 0.95
    assert inked[typed].mean() > 0.95
    assert not np.array_equal(page.image, blank_page(4, None, (0.08, 0.15), TRAINING).image)


@pytest.mark.parametrize("wear", ["office", "bilevel", "turned"])
def test_masks_go_the_way_of_the_page(page: BlankPage, wear: str) -> None:
    worn = page.worn(wear, 5)
    assert worn.image.shape == worn.hand.shape == worn.typed.shape
    hand = worn.hand[..., 0] < 100
    assert np.median(worn.image.min(axis=2)[hand]) < np.median(worn.image.min(axis=2)) - 60


def test_a_hand_writes_figures_above_its_line() -> None:
    rng = random.Random(8)
    mask = write_figures("1974", 40, make_hand(rng, None), rng)
    rows, columns = np.nonzero(mask > 60)
    assert abs(int(rows.max()) - figure_base(40)) < 16
    assert 2 * (rows.max() - rows.min()) < columns.max() - columns.min()


def test_what_is_fitted_tells_writing_from_print() -> None:
    shapes, written = material(None, 2, WEARS.index("clean"))
    assert 0.02 < written.mean() < 0.6
    network = fit(shapes, written, 8, 150, 1)
    odds = network.odds(np.asarray(shapes / 255, np.float32))
    assert (odds[written][:, None] > odds[~written]).mean() > 0.85
    assert (odds[~written] > 0).mean() < 0.05


def test_counts_are_of_values_and_words_and_how_many_are_marked() -> None:
    hand, typed, marked = (np.zeros((200, 600), np.bool_) for _ in range(3))
    hand[40:70, 100:150] = hand[40:70, 300:350] = typed[120:140, 100:160] = True
    marked[35:75, 90:160] = True
    words = [Word("12", Box(100, 40, 150, 70), 0.5), Word("tháng", Box(155, 45, 230, 70), 0.9),
             Word("năm", Box(400, 45, 460, 70), 0.9), Word("28", Box(100, 120, 160, 140), 0.9)]  # fmt: skip
    found = counted(hand, typed, marked, words)
    assert found == Counts(2, 1, 1, 0, 3, 0)
    marked[100:200, :] = True
    assert counted(hand, typed, marked, words) == Counts(2, 1, 1, 1, 3, 1)


def test_the_table_gives_each_wear_and_all() -> None:
    rows = table({"clean": Counts(4, 3, 2, 0, 9, 1), "phone": Counts(1, 1, 1, 1, 1, 0)}).splitlines()
    assert rows[2] == "| clean | 4 | 3 | 2 | 0 | 9 | 1 |"
    assert rows[-1] == "| all | 5 | 4 | 3 | 1 | 10 | 1 |"
