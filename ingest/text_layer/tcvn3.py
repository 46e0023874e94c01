"""TCVN3 (ABC): one byte a letter, capitals with tone marks drawn by separate fonts whose names end in H.

Table: TCVN 5712:1993, form VN2/VN3, as the fonts .VnTime, .VnArial … carry it.
"""

from collections.abc import Mapping

_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_MARKS = {0xB0: "\u0300", 0xB1: "\u0309", 0xB2: "\u0303", 0xB3: "\u0301", 0xB4: "\u0323"}

TABLE: Mapping[str, str] = {
    **{chr(start + n): letter for start, letters in _LETTERS.items() for n, letter in enumerate(letters)},
    **{chr(code): mark for code, mark in _MARKS.items()},
    "\u03bc": "à",  # 0xB5 is the micro sign, which glyph names call mu
}
"""From the Latin-1 character that stands for a byte to the Vietnamese letter, or to a combining mark."""


def decode(text: str, *, capitals: bool) -> str:
    """Return the Unicode text (not yet composed) of letters in a TCVN3 font; `capitals` for a font that ends in H.

    Byte 0xAD, ``ư``, is the soft hyphen: PDF readers hand it out as ``-``, so a hyphen inside a word that goes on in
    small letters is taken for ``ư`` (``ng-êi`` is ``người``; ``Q§-UBND`` keeps its hyphen).
    """
    decoded = "".join(TABLE.get(letter, letter) for letter in _with_soft_hyphens(text))
    return decoded.upper() if capitals else decoded


def _with_soft_hyphens(text: str) -> str:
    letters = list(text)
    for n, letter in enumerate(letters):
        if letter == "-" and _stands_for_letter(letters, n):
            letters[n] = "\xad"
    return "".join(letters)


def _stands_for_letter(letters: list[str], n: int) -> bool:
    before = letters[n - 1] if n else " "
    after = letters[n + 1] if n + 1 < len(letters) else " "
    small_after = _small(after)
    if _small(before):
        return small_after or not (after.isalnum() or after in "§¡¢£¤¥¦")
    return (before.isalpha() and (small_after or after.isspace())) or (not before.strip() and small_after)


def _small(letter: str) -> bool:
    return "a" <= letter <= "z" or (letter in TABLE and letter not in "¡¢£¤¥¦§")
