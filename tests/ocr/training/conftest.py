"""A maker of training lines and a trainer, small enough for tests."""

from pathlib import Path

import pytest

from ocr.recognizers.tessdata import tessdata
from ocr.training import network
from ocr.training.components import alphabet, component, replaced
from ocr.training.finder import LineFinder
from ocr.training.lines import Maker
from ocr.training.rounds import Trainer
from tests.ocr.training.outside import FREE_SERIF, corpus

PUBLISHED = tessdata() / "vie.traineddata"


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    folder = tmp_path_factory.mktemp("lines")
    finder = LineFinder(str(tessdata()))
    return Maker(corpus(), finder, alphabet(PUBLISHED), folder, 1, FREE_SERIF, "part", pages=1)


@pytest.fixture
def trainer(maker: Maker, tmp_path: Path) -> Trainer:
    listing = tmp_path / "held-out.txt"
    listing.write_text(f"{maker.part(0)}\n", encoding="utf-8")
    floats = network.to_float(component(PUBLISHED, "lstm"))
    (tmp_path / "start.lstm").write_bytes(floats)
    start = replaced(PUBLISHED, tmp_path / "start.traineddata", {"lstm": floats})
    return Trainer(tmp_path, start, listing)
