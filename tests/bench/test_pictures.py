"""The pictures of the cleaning steps: each shows a change, is small, and stands in the document."""

from pathlib import Path

import numpy as np
import pytest

from bench.pictures import FOLDER, LARGEST, STEPS, picture

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reading.md"


@pytest.mark.parametrize("name", ["streaks", "worn"])
def test_a_step_changes_what_its_picture_shows(name: str) -> None:
    before, after = STEPS[name]()
    assert before.shape == after.shape
    assert np.count_nonzero(before != after) > 100


def test_a_picture_is_a_small_jpeg() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 420), dtype=np.uint8)
    data = picture((np.full((600, 300), 200, np.uint8), np.full((90, 800, 3), 90, np.uint8)))
    assert data.startswith(b"\xff\xd8")
    assert len(data) < LARGEST
    with pytest.raises(ValueError, match="no picture"):
        picture((noise, noise))


def test_every_step_has_its_picture_in_the_document() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in STEPS:
        assert f"images/clean/{name}.jpg" in text
        assert (FOLDER / f"{name}.jpg").stat().st_size <= LARGEST
