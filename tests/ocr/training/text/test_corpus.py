"""Sampling the outside texts."""

from pathlib import Path

import pytest

from models.errors import MissingData
from ocr.training.text.corpus import printed, read_corpus
from tests.ocr.training.outside import lines, write_folder


def test_held_out_lines_are_never_trained_on(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data")
    trained = set(read_corpus(folder, 1000, 1, held_out=False).lines)
    held_out = set(read_corpus(folder, 1000, 1, held_out=True).lines)
    assert len(held_out) == 10
    assert trained | held_out == {printed(line) for line in lines()}
    assert not trained & held_out


def test_the_sample_goes_by_the_seed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data")
    first, again, other = (read_corpus(folder, 20, seed, held_out=False).lines for seed in (1, 1, 2))
    assert len(first) == 20
    assert first == again != other


def test_lines_that_stand_on_scored_pages_stay_out(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data")
    quoted = "Phí và lệ phí thu theo mức do\nHội đồng nhân dân cấp tỉnh quy định"
    (folder / "real" / "page.printed.txt").write_text(quoted, encoding="utf-8")
    sample = read_corpus(folder, 1000, 1, held_out=False).lines
    assert sample
    assert not any("lệ phí thu theo mức" in line for line in sample)


def test_names_come_with_weights_and_units_as_addresses(tmp_path: Path) -> None:
    corpus = read_corpus(write_folder(tmp_path / "data"), 5, 1, held_out=False)
    assert dict(zip(corpus.surnames, corpus.surname_weights, strict=True)) == {"Nguyễn": 31.5, "Lò": 0.5}
    assert corpus.given == ("Bảo Quốc", "Đức", "Thu Hương")
    assert corpus.units == ("Phường An Thượng, Tỉnh Sơn Bình", "Xã Cẩm Đường, Huyện Tân Hòa, Tỉnh Sơn Bình")


def test_a_missing_folder_is_named_with_the_way_to_give_it(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="HOSO_CORPUS"):
        read_corpus(tmp_path, 5, 1, held_out=False)


def test_signs_are_those_of_the_network() -> None:
    assert printed("điểm a – b, “c”  d’e…\u00ad") == "điểm a - b, “c” d'e..."
