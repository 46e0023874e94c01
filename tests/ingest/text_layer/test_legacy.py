import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text_layer import tcvn3, vni
from ingest.text_layer.glyphs import Glyph, unicode_glyphs
from ingest.text_layer.legacy import Encoding, decode, decoded_letters, encodings_of

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
ALPHABET = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
WHOLE_ALPHABET = ALPHABET + [letter.upper() for letter in ALPHABET]

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc; người được cấp giấy"
MOTTO_TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc; ng\xadêi ®\xadîc cÊp giÊy"
MOTTO_VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc; ngöôøi ñöôïc caáp giaáy"


def to_tcvn3(text: str) -> str:
    """Return small letters and plain capitals coded as TCVN3."""
    back = {letter: code for code, letter in tcvn3.TABLE.items() if code != "\u03bc"}
    return "".join(back.get(letter, letter) for letter in text)


def to_vni(text: str) -> str:
    """Return text coded as VNI, from the definition: whole letters, or a base and its mark."""
    out = []
    whole = {letter: code for code, letter in vni.LETTERS.items()}
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        horned = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES or not c))
        tone = "".join(c for c in parts if c in TONES and c)
        if letter in whole:
            out.append(whole[letter])
        elif horned in whole:
            out.append(whole[horned] + mark(tone, upper=letter.isupper()))
        else:
            quality = "".join(c for c in unicodedata.normalize("NFD", horned)[1:])
            out.append(parts[0] + (mark(quality + tone, upper=letter.isupper()) if quality + tone else ""))
    return "".join(out)


def mark(marks: str, *, upper: bool) -> str:
    return next(code for code, value in vni.MARKS.items() if value == marks and code.isupper() == upper)


def test_tcvn3_holds_every_small_letter_and_the_seven_capitals() -> None:
    held = set(tcvn3.TABLE.values())
    plain = {"a", "e", "i", "o", "u", "y"}
    assert set(ALPHABET) - plain <= held
    assert set("ĂÂÊÔƠƯĐ") <= held
    assert len(tcvn3.TABLE) == 67 + 7 + 5 + 1  # small, capitals, combining marks, and mu for the micro sign


def test_fonts_of_capitals_hold_every_capital() -> None:
    decoded = decode(" ".join(map(to_tcvn3, ALPHABET)), Encoding.TCVN3_CAPITALS)
    assert decoded.split() == [letter.upper() for letter in ALPHABET]


def test_vni_holds_every_letter_small_and_capital() -> None:
    assert decode(" ".join(map(to_vni, WHOLE_ALPHABET)), Encoding.VNI).split() == WHOLE_ALPHABET


def test_texts_as_they_stand_in_old_files() -> None:
    assert decode(MOTTO_TCVN3, Encoding.TCVN3) == MOTTO
    assert decode(MOTTO_VNI, Encoding.VNI) == MOTTO
    assert to_vni(MOTTO) == MOTTO_VNI


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ng-êi ®-îc", "người được"),
        ("th- ký, T- ph¸p", "thư ký, Tư pháp"),
        ("-u tiªn", "ưu tiên"),
        ("12/Q§-UBND", "12/QĐ-UBND"),
        ("§éc lËp - Tù do", "Độc lập - Tự do"),
        ("2004-2009", "2004-2009"),
    ],
)
def test_a_soft_hyphen_read_as_a_hyphen(seen: str, meant: str) -> None:
    assert decode(seen, Encoding.TCVN3) == meant


@pytest.mark.parametrize(
    ("font", "text", "encoding"),
    [
        ("ABCDEF+.VnTime", MOTTO_TCVN3, Encoding.TCVN3),
        (".VnTimeH", "céng hßa", Encoding.TCVN3_CAPITALS),
        (".VnTimeH,Bold", "céng hßa", Encoding.TCVN3_CAPITALS),
        (".VnArialH-Bold", "céng hßa", Encoding.TCVN3_CAPITALS),
        ("#2eVnTime", MOTTO_TCVN3, Encoding.TCVN3),
        ("VnTimes", MOTTO_TCVN3, Encoding.TCVN3),
        ("VNI-Times", MOTTO_VNI, Encoding.VNI),
        ("ABCDEF+VNI-Helve-Condense", MOTTO_VNI, Encoding.VNI),
        (".VnTime", MOTTO, Encoding.UNICODE),  # a proper Unicode map, whatever the name
        ("VNI-Times", MOTTO, Encoding.UNICODE),
        ("TimesNewRoman", MOTTO_TCVN3, Encoding.TCVN3),  # an innocent name
        ("Arial", MOTTO_VNI, Encoding.VNI),
        ("Arial", MOTTO, Encoding.UNICODE),
        ("Arial", "La société générale a été fondée à l'été, où les élèves étudièrent", Encoding.UNICODE),
        ("Arial", "Größe, Übung, Äpfel, öffnen, Straße, für, während", Encoding.UNICODE),
        ("Arial", "The quick brown fox", Encoding.UNICODE),
        ("Vnesh", "Größe, Übung, Äpfel, öffnen, Straße, für, während", Encoding.UNICODE),
    ],
)
def test_the_encoding_of_a_font(font: str, text: str, encoding: Encoding) -> None:
    assert encodings_of({font: text}) == {font: encoding}


@given(st.text(st.sampled_from(WHOLE_ALPHABET + list("bcdghklmnpqrstvxBCDGH -.,;0123456789")), max_size=60))
def test_letters_of_a_run_keep_their_places(text: str) -> None:
    for encoding, coded in ((Encoding.VNI, to_vni(text)), (Encoding.TCVN3, to_tcvn3(text))):
        letters = decoded_letters(list(coded), encoding)
        assert len(letters) == len(coded)
        assert unicodedata.normalize("NFC", "".join(letters)) == decode(coded, encoding)


@given(st.text(st.sampled_from([*WHOLE_ALPHABET, *"bcdghklmnpqrstvx "]), max_size=60))
def test_vni_there_and_back(text: str) -> None:
    assert decode(to_vni(text), Encoding.VNI) == text


def row(text: str, font: str) -> list[Glyph]:
    return [Glyph(c, 6.0 * n, 0, 6.0 * n + 6, 10, font, 10) for n, c in enumerate(text)]


def test_marks_join_the_letter_before_them() -> None:
    glyphs = unicode_glyphs(row(MOTTO_VNI, "VNI-Times"))
    assert "".join(glyph.text for glyph in glyphs) == MOTTO
    assert len(glyphs) == len(MOTTO)
    decomposed = unicode_glyphs(row(unicodedata.normalize("NFD", MOTTO), "Serif"))
    assert [glyph.text for glyph in decomposed] == list(MOTTO)


def test_a_heading_in_capitals_beside_text_in_small_letters() -> None:
    glyphs = [*row("céng hßa", ".VnTimeH"), *row("x· héi", ".VnTime")]
    assert "".join(glyph.text for glyph in unicode_glyphs(glyphs)) == "CỘNG HÒAxã hội"


def test_ligatures_are_spelt_out() -> None:
    assert unicode_glyphs(row("ﬁ", "Serif"))[0].text == "fi"
