"""Names of persons, in the case they are printed in."""

import re
from collections.abc import Mapping
from itertools import pairwise

from models.text import collapse, fold, nfc
from ocr.extract.values.doubts import confusable
from ocr.extract.values.parsed import Parsed
from ocr.extract.values.surnames import is_printed_surname, is_surname, mended

_SALUTATION = re.compile(
    r"\W*(?:[Hh]ộ\s+)?(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]háu)(?:\s*[/(,]\s*(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s*\)?)?\s*[:.;]?\s+"
)
_RANK = re.compile(
    r"\W*(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:PGS|GS|ThS|TS|BS|KS|CN|LS|Ths|Ts)\.(?:\s*(?:TS|BS)\.)?)\s*"
)
_LEAD = re.compile(r"[\W_]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?|[^\W\d_]['’][^\W\d_]+")
_LABELS: Mapping[str, tuple[str, ...]] = {
    "sinh": ("ngay", "nam", "tai"), "gioi": ("tinh",), "quoc": ("tich",), "chuc": ("vu", "danh"), "cap": ("ngay",),
    "ngay": ("",), "tich": ("",),
}  # fmt: skip
"""Words that begin a label behind a name, with how they go on: Quốc and Sinh alone are names."""
_MOST_WORDS = 7
_SHORT = 2  # letters of a last word that may be in small letters behind capitals
_MIDDLES = frozenset({
    "thi", "van", "ngoc", "huu", "dinh", "quoc", "nhu", "minh", "thanh", "thu", "lan", "anh", "gia", "bich", "tuyet",
    "phuong", "khanh", "duc", "xuan",
})  # fmt: skip
"""Common middle names: where one begins a name of two words, a surname was more likely lost."""
_FEW, _TWO = 2, 0.9
"""Names of so few words, and the factor on them: one in ten people has such a name, and a lost word leaves one too."""
_VOWELS = frozenset("aeiouy")
_MARK = 0.97
"""Factor for each mark that recognisers confuse, behind the surname: of names surer than 0.9 with none 0.5 in 100 were
wrong, with one 2.2, with more 3.4."""
_FOREIGN = re.compile("[äëïöüÿåæøßçñÄËÏÖÜŸÅÆØÇÑ]")
"""Letters that no Vietnamese name holds, though recognisers give them; a person should look."""


def parse_person(text: str) -> Parsed | None:
    """Return the name that begins `text`: two to seven words of letters, each capitalised; salutations are left out.

    One word alone, an unknown surname, letters that are not Vietnamese are believed less; running text gives None.
    """
    begin = next(match.end() for lead in (_SALUTATION, _RANK, _LEAD) if (match := lead.match(text)))
    words = _words(text, begin)
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    value = _unglued(nfc(text[start:end])).rstrip(".-'’")
    parts = value.split()
    if len(parts) > 2 and len(parts[0]) == 1 and is_surname(parts[1]):
        parts = parts[1:]  # a table's rule read as a letter
    surname = mended(parts[0])
    validity = (1.0 if is_printed_surname(surname) else 0.75) * (1.0 if len(parts) > 1 else 0.5)
    validity *= 1.0 if surname == parts[0] else 0.9
    if parts[-1][1:].islower() and parts[0].isupper() and len(parts[0]) > 1:
        parts, validity = [*parts[:-1], parts[-1].upper()], 0.8 * validity
    whole = [*(part for part in parts[:-1] if len(part) > 1), parts[-1]]  # initials stand before the last word
    voiceless = any(part.isalpha() and not _VOWELS & set(fold(part)) for part in whole)
    doubtful = voiceless or _FOREIGN.search(value) or (len(parts) == 2 and fold(parts[0]) in _MIDDLES)
    trust = _MARK ** sum(map(confusable, parts[1:])) * (_TWO if len(parts) == _FEW else 1.0)
    return Parsed(" ".join([surname, *parts[1:]]), start, end, validity * (0.6 if doubtful else 1.0), trust)


def _unglued(name: str) -> str:
    """Return the name with a blank before each capital behind a small letter: ``HàNhậtKý`` was three words."""
    letters = (f" {c}" if c.isupper() and before.islower() else c for before, c in pairwise(" " + name))
    return collapse("".join(letters))


def _words(text: str, position: int) -> list[re.Match[str]]:
    """Return the words of the name from `position`, up to the first thing that no name holds."""
    words: list[re.Match[str]] = []
    while len(words) < _MOST_WORDS:
        match = _WORD.match(text, position)
        if not match or not _fits(match.group(), words, text[match.end() :]):
            break
        words.append(match)
        position = match.end()
        blank = re.match(r"\s+", text[position:])
        if not blank:
            break
        position += blank.end()
    return words


def _fits(word: str, before: list[re.Match[str]], rest: str) -> bool:
    """Tell whether a word goes on with a name: capitalised, and in the same style as the words before it.

    `rest` is the text behind it. Only a short word at the end of the text may be in small letters behind capitals: Ỹ
    and ỹ, Ô and ô look alike alone.
    """
    last = not rest
    if not word[0].isupper() or (before and not word.isupper() and _begins_label(word, rest)):
        return False
    if before and before[0].group().isupper() and len(before[0].group()) > 1 and not word.isupper():
        return last and len(before) > 1 and len(word) <= _SHORT and word.isalpha()
    return word.isupper() or word.isalpha() or "'" in word or "’" in word or len(word) == 1 or "." in word


def _begins_label(word: str, rest: str) -> bool:
    return fold(rest).lstrip().startswith(_LABELS.get(fold(word), ()))
