"""The grammar of a written Vietnamese syllable: onset, vowel, ending, one tone.

After Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (1977). It tells Vietnamese from other languages and from text decoded with
the wrong table, without a dictionary.
"""

import re
import unicodedata

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_VOWELS = (
    "oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|uao|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|"
    "ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_ENDING = "(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_VOWELS}){_ENDING}")

_COMMON = re.compile(
    "cua|cac|duoc|theo|trong|khong|nguoi|nam|ngay|thang|nhan|tinh|huyen|luat|quy|dinh|dieu|khoan|thuc|hien|viec|giay|"
    "chung|uy|thong|nha|nuoc|quan|phai|hoac|thu|tuc|nguyen|viet|cong|hoa|hoi|nghia|lap|hanh|phuc|cap|truong|phong|"
    "ve|voi|khi|tai|xa|tu|dong"
)


def is_syllable(word: str) -> bool:
    """Tell whether a word of letters only is spelt like a Vietnamese syllable, with one tone at most."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless, tones = _TONES.subn("", decomposed)
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)))


def is_marked(letter: str) -> bool:
    """Tell whether a letter carries a mark of Vietnamese, or is đ."""
    return letter in "đĐ" or (letter.isalpha() and len(unicodedata.normalize("NFD", letter)) > 1)


def marked_share(text: str) -> float:
    """Return the share of marked letters among all letters, from 0 to 1.

    Law texts have 0.26 on average; hidden layers written by an English OCR about 0.001.
    """
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(is_marked, letters)) / len(letters) if letters else 0.0


def unmarked_vietnamese_share(words: list[str]) -> float:
    """Return the share of words that are frequent Vietnamese syllables without their marks (``cua``, ``duoc``)."""
    plain = [word.lower() for word in words if word.isalpha()]
    return sum(_COMMON.fullmatch(word) is not None for word in plain) / len(plain) if plain else 0.0
