import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import collapse, exact_key, fold, nfc

SAME_WORD = ("Đường", "đường", "ĐƯỜNG", unicodedata.normalize("NFD", "Đường"), "Ðường", "đường")


def test_nfc_composes_and_mends_the_lookalike_of_d_with_stroke() -> None:
    assert nfc("QÐ-UBND") == "QĐ-UBND"
    assert nfc(unicodedata.normalize("NFD", "ế ự")) == "ế ự"


@pytest.mark.parametrize("word", SAME_WORD)
def test_spellings_of_one_word_share_both_keys(word: str) -> None:
    assert exact_key(word) == "đường"
    assert fold(word) == "duong"


@pytest.mark.parametrize(
    ("new", "old"),
    [("hòa", "hoà"), ("Thủy", "Thuỷ"), ("khỏe", "khoẻ"), ("HÓA", "HOÁ"), ("xúy", "xuý"), ("thúy", "thuý")],
)
def test_tone_placement_does_not_count(new: str, old: str) -> None:
    assert exact_key(new) == exact_key(old)


@pytest.mark.parametrize(("one", "other"), [("hoa", "hòa"), ("qúy", "thúy"), ("ma", "mạ"), ("dân", "đân")])
def test_accents_do_count_in_the_exact_key(one: str, other: str) -> None:
    assert exact_key(one) != exact_key(other)


@pytest.mark.parametrize("word", ["hoàn", "toán", "quý", "quỳnh", "thuyền", "loại"])
def test_closed_syllables_and_qu_keep_their_mark_where_it_stands(word: str) -> None:
    assert exact_key(word) == word


def test_full_width_and_ligatures_are_what_they_look_like() -> None:
    assert fold("Ｈ１０ ﬁ") == "h10 fi"
    assert exact_key("Ｈ１０") == "h10"


def test_collapse_makes_any_white_space_one_blank() -> None:
    assert collapse(" Nguyễn\u00a0\t Văn\n A ") == "Nguyễn Văn A"


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    """A key of a key is the key: documents and queries may be folded once or twice alike."""
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)


@given(st.text(alphabet="aàáảãạăằâầeèêềiìoòôồơờuùưừyỳđhnqtgk "))
def test_exact_key_only_moves_tone_marks(text: str) -> None:
    assert fold(exact_key(text)) == fold(text)
    assert exact_key(exact_key(text)) == exact_key(text)
