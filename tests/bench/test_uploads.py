"""`bench uploads`: one small turn over a real server, and the pictures that it sends."""

import cv2
import numpy as np
import pytest

from bench import uploads
from tests.samples.files import jpeg_file


def pixels(picture: bytes) -> np.ndarray:
    found = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert found is not None
    return found


def test_every_upload_is_a_picture_of_its_own_with_the_same_pixels() -> None:
    picture = jpeg_file(np.full((60, 40, 3), 200, np.uint8))
    first, second = uploads.marked(picture), uploads.marked(picture)
    assert first != second
    assert np.array_equal(pixels(first), pixels(picture))


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_turn_measures_answers_with_advice_and_their_processor_time() -> None:
    waits = uploads.Waits()
    uploads.turn([jpeg_file(np.full((1400, 1000, 3), 250, np.uint8))], waits, workers=0)
    assert len(waits.milliseconds) == 1
    assert waits.milliseconds[0] > 0
    assert waits.processor > 0


def test_the_table_says_the_figures_of_both_cases() -> None:
    figures = uploads._figures(uploads.Waits([100.0, 200.0, 300.0], 0.3))
    facts = {"machine": "m", "rounds": 1, "uploads": 3, "megabytes": 0.5}
    text = uploads._text(facts, {"no worker": figures, "a worker reading": figures})
    assert "| a worker reading | 200 | 380 | 300 | 100 |" in text
