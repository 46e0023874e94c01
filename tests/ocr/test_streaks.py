import cv2
import numpy as np

from ocr.clean.streaks import erase_streaks
from tests.ocr.pages import page

X_HEIGHT = 16.0


def test_a_streak_from_top_to_bottom_goes_and_the_print_beside_it_stays() -> None:
    bare = page()
    streaked = bare.copy()
    cv2.line(streaked, (400, 0), (406, bare.shape[0]), 170, 2)
    cleaned = erase_streaks(streaked, X_HEIGHT)
    assert np.array_equal(cleaned[:, :390], bare[:, :390])
    assert np.array_equal(cleaned[:, 416:], bare[:, 416:])
    assert (cleaned[20:60, 390:416] > 250).all()  # between the edge and the first line


def test_print_darker_than_the_streak_stays() -> None:
    bare = page()
    streaked = np.minimum(bare, np.where(np.arange(bare.shape[1]) // 2 == 200, 190, 255)).astype(np.uint8)
    cleaned = erase_streaks(streaked, X_HEIGHT)
    assert not np.array_equal(cleaned, streaked)
    assert np.array_equal(cleaned < 100, bare < 100)


def test_rules_of_tables_are_no_streaks() -> None:
    table = page()
    cv2.line(table, (400, 200), (400, 800), 60, 2)
    assert erase_streaks(table, X_HEIGHT) is table


def test_lines_along_the_edge_are_left_to_the_cutting_of_borders() -> None:
    edged = page()
    edged[:, 4:7] = 90
    assert erase_streaks(edged, X_HEIGHT) is edged


def test_many_lines_are_a_pattern() -> None:
    lined = page()
    lined[:, 60:-60:60] = 150
    assert erase_streaks(lined, X_HEIGHT) is lined


def test_a_page_without_streaks_or_of_a_few_rows_is_untouched() -> None:
    clean, scrap = page(), np.full((20, 600), 255, dtype=np.uint8)
    assert erase_streaks(clean, X_HEIGHT) is clean
    assert erase_streaks(scrap, X_HEIGHT) is scrap
