"""Choosing an engine, finding its data, reading its table, and what it says when something is missing."""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from models.errors import MissingData, MissingTool, PageCrashed, PageTooSlow, UsageError
from models.page import Box, Raster
from ocr import recognizers
from ocr.clean.arrays import to_raster
from ocr.recognizers import pytesseract_engine, tesserocr_engine
from ocr.recognizers.pixels import grey_pixels, stated_dpi
from ocr.recognizers.tessdata import tessdata
from ocr.recognizers.tsv import parse_tsv
from tests.ocr.pages import page


def test_engines_are_found_by_their_files() -> None:
    assert recognizers.names() == ("null", "pytesseract", "tesserocr")
    assert recognizers.DEFAULT.partition(":")[0] in recognizers.names()


def test_an_unknown_name_is_answered_with_the_choices() -> None:
    with pytest.raises(UsageError) as caught:
        recognizers.create("abbyy")
    assert all(name in caught.value.vi and name in caught.value.en for name in recognizers.names())


def test_tessdata_prefix_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vie.traineddata").write_bytes(b"x")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert tessdata() == tmp_path


def test_tessdata_prefix_may_name_the_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "vie.traineddata").write_bytes(b"x")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert tessdata() == tmp_path / "tessdata"


def test_missing_language_data_names_the_package() -> None:
    with pytest.raises(MissingData, match="tesseract-ocr-tlh"):
        tessdata("tlh")


def test_missing_program_names_the_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="tesseract-ocr-vie"):
        recognizers.create("pytesseract")


def test_missing_module_names_the_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(MissingTool, match="pytesseract"):
        recognizers.create("tesserocr")


def test_spoilt_language_data_are_named(tmp_path: Path) -> None:
    (tmp_path / "vie.traineddata").write_bytes(b"not a model")
    engine = tesserocr_engine.TesserocrRecognizer(tesserocr_engine.probe(), str(tmp_path))
    with pytest.raises(MissingTool, match="tesseract-ocr-vie"):
        engine.recognize(to_raster(page()))


def test_a_crashing_program_is_the_pages_failure(tmp_path: Path) -> None:
    broken = tmp_path / "tesseract"
    broken.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "tesseract 5.3.0" && exit 0\necho boom >&2; exit 134\n')
    broken.chmod(0o755)
    engine = pytesseract_engine.PytesseractRecognizer(str(broken), str(tessdata()))
    with pytest.raises(PageCrashed) as caught:
        engine.recognize(to_raster(page()))
    assert "boom" in str(caught.value.facts["reason"])


def test_both_engines_keep_the_time_limit() -> None:
    program = pytesseract_engine.PytesseractRecognizer(shutil.which("tesseract") or "", str(tessdata()), timeout=0.01)
    inside = tesserocr_engine.TesserocrRecognizer(tesserocr_engine.probe(), str(tessdata()), timeout=0.001)
    for engine in (program, inside):
        with pytest.raises(PageTooSlow):
            engine.recognize(to_raster(page()))


def test_the_engine_inside_is_made_anew_now_and_then() -> None:
    engine = tesserocr_engine.TesserocrRecognizer(tesserocr_engine.probe(), str(tessdata()), pages=2)
    small = to_raster(page(("Kính gửi ủy ban",), 500, 120))
    first = engine._engine()
    engine.recognize(small)
    assert engine._engine() is not first
    engine.close()


def test_table_becomes_lines_of_words() -> None:
    table = "\n".join(
        [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
            "4\t1\t1\t1\t1\t0\t0\t0\t90\t20\t-1\t",
            "5\t1\t1\t1\t1\t1\t10\t5\t30\t12\t96.5\tÐa\u0302\u0301t",
            "5\t1\t1\t1\t1\t2\t50\t5\t9\t12\t30\t ",
            "5\t1\t1\t1\t2\t1\t10\t30\t30\t12\t101\tsố",
        ]
    )
    first, second = parse_tsv(table)
    assert [word.text for word in first.words] == ["Đất"]
    assert first.words[0].box == Box(10, 5, 40, 17)
    assert first.words[0].confidence == pytest.approx(0.965)
    assert second.words[0].confidence == 1.0


def test_an_empty_table_has_no_lines() -> None:
    assert parse_tsv("") == ()


def test_pixels_are_shared_not_copied() -> None:
    grey = page()
    assert np.shares_memory(grey_pixels(to_raster(grey)), grey)


@pytest.mark.parametrize(("dpi", "told"), [(None, 150), (300.0, 300), (1.0, 150), (9600.0, 150)])
def test_only_a_plausible_resolution_is_told(dpi: float | None, told: int) -> None:
    assert stated_dpi(Raster(bytes(1), 1, 1, 1, dpi)) == told


def test_a_model_is_chosen_after_a_colon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.traineddata").symlink_to(tessdata() / "vie.traineddata")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    for name in ("tesserocr", "pytesseract"):
        engine = recognizers.create(f"{name}:own")
        assert engine.name.endswith(", own)")
        assert engine.recognize(to_raster(page()))
        engine.close()


def test_a_model_that_is_not_there_is_missing_data() -> None:
    for name in ("tesserocr", "pytesseract"):
        with pytest.raises(MissingData, match="tlh"):
            recognizers.create(f"{name}:tlh")
