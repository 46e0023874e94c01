"""Turning the published 8-bit network into floats and back."""

from pathlib import Path

import numpy as np
import pytest

from models.errors import DamagedFile
from ocr.clean.arrays import resize
from ocr.recognizers.tessdata import tessdata
from ocr.training.components import component, eight_bit, replaced
from ocr.training.finder import LineFinder
from ocr.training.network import blend, parse, rewrite, to_float
from tests.ocr.pages import page

PUBLISHED = Path(tessdata()) / "vie.traineddata"


@pytest.fixture(scope="module")
def published() -> bytes:
    return component(PUBLISHED, "lstm")


def read(folder: Path) -> list[str]:
    finder = LineFinder(str(folder))
    try:
        return [line.text for line in finder.find(resize(page(), 0.78))]
    finally:
        finder.close()


def test_converting_keeps_what_is_read(published: bytes, tmp_path: Path) -> None:
    before = read(PUBLISHED.parent)
    replaced(PUBLISHED, tmp_path / "vie.traineddata", {"lstm": to_float(published)})
    assert len(before) > 8
    assert read(tmp_path) == before


def test_floats_made_eight_bit_again_are_the_published_weights(published: bytes, tmp_path: Path) -> None:
    floats = replaced(PUBLISHED, tmp_path / "float.traineddata", {"lstm": to_float(published)})
    again = component(eight_bit(floats, tmp_path / "int.traineddata"), "lstm")
    # the scales of rows are computed anew in single precision
    for after, before in zip(parse(again).matrices, parse(published).matrices, strict=True):
        assert after.eight_bit
        assert np.allclose(after.weights, before.weights, rtol=1e-6, atol=0)


def test_the_matrices_are_those_of_the_network_that_the_file_specifies(published: bytes) -> None:
    shapes = [matrix.weights.shape for matrix in parse(published).matrices]
    # [1,36,0,1 Ct3,3,16 Mp3,3 Lfys48 Lfx96 Lrx96 Lfx192 O1c1]: inputs are those of the layer below, its own, a bias
    assert shapes[0] == (16, 3 * 3 + 1)
    assert shapes[1:5] == [(48, 16 + 48 + 1)] * 4
    assert shapes[5:9] == [(96, 48 + 96 + 1)] * 4
    assert shapes[13:17] == [(192, 96 + 192 + 1)] * 4
    assert shapes[17][1] == 192 + 1
    assert all(matrix.eight_bit for matrix in parse(published).matrices)


def test_a_float_network_comes_back_as_it_is(published: bytes) -> None:
    floats = to_float(published)
    assert to_float(floats) == floats
    assert not any(matrix.eight_bit for matrix in parse(floats).matrices)


def test_a_blend_has_the_mean_weights(published: bytes) -> None:
    one = to_float(published)
    parsed = parse(one)
    other = rewrite(parsed, [matrix.weights * 3 for matrix in parsed.matrices])
    mean = parse(blend([one, other], [0.5, 0.5]))
    for matrix, before in zip(mean.matrices, parsed.matrices, strict=True):
        assert np.allclose(matrix.weights, before.weights * 2)


def test_blends_need_shares_that_make_one_and_networks_of_one_shape(published: bytes) -> None:
    with pytest.raises(ValueError, match="together 1"):
        blend([published, published], [0.5, 0.6])
    with pytest.raises(ValueError, match="together 1"):
        blend([], [])
    parsed = parse(to_float(published))
    smaller = rewrite(parsed, [*(m.weights for m in parsed.matrices[:-1]), parsed.matrices[-1].weights[:-1]])
    with pytest.raises(ValueError, match="shape"):
        blend([published, smaller], [0.5, 0.5])


@pytest.mark.parametrize("spoil", [lambda d: d[:5000], lambda d: b"\1" + d[1:], lambda d: d[:5] + b"\xff" + d[6:]])
def test_a_damaged_file_is_said_to_be_damaged(spoil: object, published: bytes) -> None:
    assert callable(spoil)
    with pytest.raises(DamagedFile, match="byte"):
        parse(spoil(published))
