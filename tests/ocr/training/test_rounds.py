"""Packing lines and training on them, with the real programs, for a few seconds."""

from pathlib import Path

import numpy as np
import pytest

from models.errors import MissingTool, ServiceError
from ocr.training import export, network, tools
from ocr.training.components import component
from ocr.training.cut import CutLine, CutPage
from ocr.training.finder import LineFinder
from ocr.training.lines import Maker, trimmed
from ocr.training.pack import box_rows, pack
from ocr.training.rounds import Round, Trainer
from tests.ocr.pages import page


def test_a_part_is_made_once(maker: Maker) -> None:
    first = maker.part(0)
    stamp = first.stat().st_mtime_ns
    assert maker.part(0).stat().st_mtime_ns == stamp


def test_a_part_is_the_same_whenever_it_is_made(maker: Maker) -> None:
    first, again = maker.cut_pages(1), maker.cut_pages(1)
    assert sum(len(one.lines) for one in first) > 20
    for one, other in zip(first, again, strict=True):
        assert one.lines == other.lines
        assert np.array_equal(one.image, other.image)


def test_pages_without_lines_cannot_be_packed(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="no lines"):
        pack([CutPage(page(), ())], tmp_path / "none.lstmf")


def test_rows_of_a_box_file_count_from_the_bottom() -> None:
    rows = list(box_rows(CutPage(page(), (CutLine((10, 20, 110, 50), "Số: 5", ""),)), 3))
    height = page().shape[0]
    assert rows == [f"WordStr 10 {height - 50} 110 {height - 20} 3 #Số: 5", f"\t 110 {height - 50} 111 {height - 20} 3"]


def test_rounds_learn_are_kept_and_go_on(trainer: Trainer, maker: Maker) -> None:
    said: list[int] = []
    before = trainer.started()
    first = trainer.train(0.0005, 100, [maker.part(0)], lambda lines, _: said.append(lines))
    assert first == trainer.done()[0] == Round(0, 0.0005, 100, first.trained, first.held_out)
    assert said == [100]
    assert 0 <= first.held_out < before
    assert component(trainer.model(0), "lstm") != component(trainer.start, "lstm")
    second = Trainer(trainer.folder, trainer.start, trainer.held_out).train(0.0001, 100, [maker.part(0)], _silent)
    assert second.number == 1
    assert trainer.done() == (first, second)

    last, mean = export.candidates(trainer, 2)
    weights = [network.parse(component(trainer.model(i), "lstm")).matrices[3].weights for i in (0, 1)]
    blended = network.parse(component(mean.path, "lstm")).matrices[3].weights
    assert abs(blended - (weights[0] + weights[1]) / 2).max() < 1e-9
    assert export.best((last, mean)).held_out == min(last.held_out, mean.held_out)

    model = export.finish(last.path, trainer.folder / "done" / "vie-hoso.traineddata", {})
    assert model.stat().st_size < 2_000_000
    assert network.parse(component(model, "lstm")).matrices[0].eight_bit
    assert len(export.digest(model)) == 64
    finder = LineFinder(str(model.parent), export.NAMES["fast"])
    assert any("ủy ban nhân dân" in line.text.lower() for line in finder.find(page()))
    finder.close()


def test_a_round_without_lines_fails_aloud(trainer: Trainer, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="lstmtraining"):
        trainer.train(0.0001, 10, [tmp_path / "absent.lstmf"], _silent)
    assert trainer.done() == ()


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="tesseract-ocr"):
        tools.probe("lstmtraining")


def test_a_failing_program_says_why(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="combine_tessdata"):
        tools.run("combine_tessdata", "-e", str(tmp_path / "absent"), str(tmp_path / "x.lstm"))


def test_trimmed_boxes_move_by_a_pixel_at_most_and_stay_on_the_page() -> None:
    lines = tuple(CutLine((0, 0, page().shape[1], 40 + i), "chữ", "") for i in range(40))
    moved = trimmed(CutPage(page(), lines), "x").lines
    assert moved != lines
    for before, after in zip(lines, moved, strict=True):
        assert all(abs(a - b) <= 1 for a, b in zip(before.box, after.box, strict=True))
        assert min(after.box) >= 0
        assert after.box[2] <= page().shape[1]


def _silent(lines: int, error: float) -> None:
    """Nobody watches."""
