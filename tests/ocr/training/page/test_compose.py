"""Composed pages: everything in its place, everything true."""

import random

import numpy as np
import pytest

from models.errors import MissingData
from ocr.training.page import blocks
from ocr.training.page.blocks import Maker, Setting
from ocr.training.page.compose import compose
from ocr.training.page.draw import draw
from ocr.training.page.faces import HELD_OUT, TRAINING, load, pick
from ocr.training.page.sheet import Sheet, Word
from ocr.training.page.typeset import Style, set_text
from ocr.training.text.source import Source
from tests.ocr.training.outside import FREE_SERIF, corpus

MAKERS = (blocks.heading, blocks.title, blocks.paragraph, blocks.form_line, blocks.table, blocks.loose, blocks.foot)
LETTERS = "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỶỷỸỹĐđƠơƯư"


def setting(seed: int = 1) -> Setting:
    rng = random.Random(seed)
    return Setting(Source(corpus(), rng), pick(rng, FREE_SERIF), 28, 150.0, 1150.0)


def test_the_same_seed_gives_the_same_page() -> None:
    first, again, other = (compose(corpus(), seed, FREE_SERIF) for seed in ("a", "a", "b"))
    assert first == again
    assert first.words != other.words


def test_pages_are_full_and_words_stay_on_them() -> None:
    for seed in range(12):
        sheet = compose(corpus(), str(seed), FREE_SERIF)
        assert len(sheet.words) > 20
        for word in sheet.words:
            assert word.text
            assert 0 <= word.x < sheet.width
            assert 0 < word.base < sheet.height


@pytest.mark.parametrize("maker", MAKERS)
def test_every_block_fills_its_height_below_its_top(maker: Maker) -> None:
    for seed in range(8):
        block = maker(setting(seed), 300.0)
        assert block.words
        assert block.height > 0
        assert min(word.base for word in block.words) > 300
        assert max(word.base for word in block.words) < 300 + block.height + 28


def test_a_paragraph_is_broken_at_the_column_and_says_its_text() -> None:
    text = "một hai ba bốn năm sáu bảy tám chín mười " * 4
    style = Style(pick(random.Random(1), FREE_SERIF), 30, "justify")
    block = set_text(text, style, 100, 50, 600)
    assert " ".join(word.truth for word in block.words) == text.strip()
    assert len({word.base for word in block.words}) > 2
    assert max(word.x + word.width for word in block.words) == pytest.approx(700, abs=1)


def test_centred_text_stands_in_the_middle() -> None:
    style = Style(pick(random.Random(1), FREE_SERIF), 30, "center")
    (word,) = set_text("GIẤY", style, 100, 50, 600).words
    assert word.x + word.width / 2 == pytest.approx(400, abs=1)


def test_superscripts_are_drawn_raised_and_read_plain() -> None:
    style = Style(pick(random.Random(1), FREE_SERIF), 30)
    words = set_text("120 m² và 3 m³", style, 0, 0, 600).words
    assert [word.text for word in words] == ["120", "m²", "và", "3", "m³"]
    assert [word.truth for word in words] == ["120", "m2", "và", "3", "m3"]


def test_ink_is_where_the_words_are() -> None:
    face = pick(random.Random(1), FREE_SERIF)
    wide = load(face, 40).getlength("Đường")
    sheet = Sheet(400, 200, 150, (Word("Đường", "Đường", 50, 120, wide, face, 40),))
    image = draw(sheet)
    rows, columns = np.nonzero(image < 128)
    assert 70 < rows.min() < 120 < rows.max() < 135
    assert columns.min() >= 48
    assert columns.max() <= 52 + wide


def test_spaced_letters_are_drawn_as_wide_as_they_are_set() -> None:
    face = pick(random.Random(1), FREE_SERIF)
    style = Style(face, 40, spacing=6.0)
    block = set_text("QUYẾT ĐỊNH", style, 20, 20, 900)
    image = draw(Sheet(900, 120, 150, block.words))
    columns = np.nonzero((image < 128).any(axis=0))[0]
    last = block.words[-1]
    assert columns.max() == pytest.approx(last.x + last.width, abs=4)


def test_families_for_training_and_for_judging_are_different() -> None:
    assert not TRAINING.keys() & HELD_OUT.keys()
    assert not {stem for stem, _, _ in TRAINING.values()} & {stem for stem, _, _ in HELD_OUT.values()}


def test_the_faces_have_all_vietnamese_letters() -> None:
    for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
        font = load(pick(random.Random(1), FREE_SERIF).at(bold=bold, italic=italic), 40)
        missing = bytes(font.getmask("\U0010ffff"))
        assert not [letter for letter in LETTERS if bytes(font.getmask(letter)) == missing]


def test_a_missing_font_is_named_with_its_packages() -> None:
    with pytest.raises(MissingData, match="fonts-croscore"):
        load(pick(random.Random(1), {"tinos": ("NoSuchFont", ("",) * 4, 1.0)}), 20)
