"""Whole texts in exact and in folded form, letter for letter."""

import random
import unicodedata

from models.text import exact_key, fold
from records.index import letters
from records.index.words import clean, forms
from tests.records.index import sure
from tests.records.index.test_sought import made_up

VIETNAMESE = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"


def test_every_vietnamese_letter_is_a_usual_one() -> None:
    for letter in VIETNAMESE + VIETNAMESE.lower() + "FJWZfjwz0123456789":
        for tone in (
            ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323") if letter in "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy" else ("",)
        ):
            printed = unicodedata.normalize("NFC", letter + tone)
            assert letters.both(printed) == (exact_key(printed), fold(printed))


def test_a_form_is_as_long_as_its_text_and_has_words_blanks_and_marks_of_strange_letters() -> None:
    text = "Số: 12/QĐ-UBND — ½ thửa ж"
    assert letters.folded(text) == "so  12 qd ubnd   \x01 thua \x01"
    assert letters.both(text) == ("số  12 qđ ubnd   \x01 thửa \x01", letters.folded(text))
    assert letters.folded("") == ""


def test_texts_have_the_forms_that_their_words_have() -> None:
    chance = random.Random(20261123)
    for _ in range(2000):
        text = made_up(chance)
        assert forms(text) == sure.forms(text), text


def test_every_character_beside_words_has_the_form_that_it_has_alone() -> None:
    for code in (*range(1, 0x2200), *range(0x2200, 0xD800, 17), *range(0xE000, 0x2FFFF, 37)):
        text = clean(f"hoà{chr(code)}quý {chr(code)} oà")
        assert forms(text) == sure.forms(text), hex(code)


def test_tones_are_put_in_their_place_at_the_end_of_words_alone() -> None:
    assert forms("Hoà, hoàn; QUÝ thuý loè_")[0] == "hòa hoàn quý thúy lòe"
