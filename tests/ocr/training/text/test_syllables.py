"""Random syllables and where their tone mark goes."""

import random
import unicodedata

import pytest

from ocr.training.text.syllables import syllable, toned

ACUTE = "\u0301"


@pytest.mark.parametrize(
    ("rime", "written"),
    [
        *(("a", "á"), ("ai", "ái"), ("oan", "oán"), ("uyên", "uyến"), ("ươi", "ưới"), ("oa", "oá"), ("oai", "oái")),
        *(("uynh", "uýnh"), ("iêu", "iếu"), ("ua", "úa"), ("ăng", "ắng"), ("ươu", "ướu"), ("ưa", "ứa"), ("ia", "ía")),
    ],
)
def test_the_tone_stands_on_the_vowel_that_bears_it(rime: str, written: str) -> None:
    assert toned(rime, ACUTE) == written


def test_syllables_are_nfc_and_bear_one_tone_at_most() -> None:
    rng = random.Random(3)
    drawn = [syllable(rng) for _ in range(2000)]
    assert len(set(drawn)) > 1200
    for word in drawn:
        assert word == unicodedata.normalize("NFC", word)
        tones = [c for c in unicodedata.normalize("NFD", word) if c in "\u0300\u0301\u0303\u0309\u0323"]
        assert len(tones) <= 1
        if word.endswith(("c", "ch", "p", "t")):
            assert tones in (["\u0301"], ["\u0323"])


def test_c_is_never_written_before_a_front_vowel() -> None:
    rng = random.Random(4)
    for word in (syllable(rng) for _ in range(2000)):
        plain = unicodedata.normalize("NFD", word)
        assert not plain.startswith(("ce", "ci", "cy"))
        assert not plain.startswith(("nge", "ngi", "ngy"))
