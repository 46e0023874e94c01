"""Personal ids: 12 digits (*số định danh cá nhân*) or 9 on old cards (*CMND*).

Grammar of the 12 digits: Decree 137/2015/NĐ-CP art. 13 and Circular 59/2021/TT-BCA art. 4: province 3, century and sex
1 (0/1 for 19xx male/female, 2/3 for 20xx, and so on), year 2, random 6.
"""

import re

from ocr.extract.values.parsed import Parsed

_SLIPS = str.maketrans("OoQDIlíìiZSB", "000011111258")
_ID = re.compile(r"(?<![\dA-Za-z/])(?:[\dOoQIlZSB][ .]?){8,11}[\dOoQIlZSB](?![\d/])")

# Codes of Circular 59/2021/TT-BCA, annex 1: 63 provinces and cities; they stay in ids after the mergers of 2025.
PROVINCES = frozenset({
    "001", "002", "004", "006", "008", "010", "011", "012", "014", "015", "017", "019", "020", "022", "024", "025",
    "026", "027", "030", "031", "033", "034", "035", "036", "037", "038", "040", "042", "044", "045", "046", "048",
    "049", "051", "052", "054", "056", "058", "060", "062", "064", "066", "067", "068", "070", "072", "074", "075",
    "077", "079", "080", "082", "083", "084", "086", "087", "089", "091", "092", "093", "094", "095", "096",
})  # fmt: skip


def parse_personal_id(text: str) -> Parsed | None:
    """Return the first id of 12, else of 9 digits; blanks torn inside and letters misread for digits are mended.

    A 12-digit number whose province or century does not exist has validity 0.4: misread, or no id at all.
    """
    found = [parsed for match in _ID.finditer(text) if (parsed := _id(match))]
    return max(found, key=lambda parsed: (len(parsed.value), -parsed.start), default=None)


def _id(match: re.Match[str]) -> Parsed | None:
    printed = re.sub(r"[ .]", "", match.group())
    digits = printed.translate(_SLIPS)
    if len(digits) not in (9, 12) or not digits.isdigit() or sum(map(str.isdigit, printed)) < len(printed) - 2:
        return None
    validity = (1.0 if digits == printed else 0.8) * (fits(digits) if len(digits) == 12 else 0.85)
    return Parsed(digits, match.start(), match.end(), validity)


def fits(digits: str) -> float:
    """Return 1 for a 12-digit id of an existing province and a person born 1900 to 2099, else 0.4."""
    return 1.0 if digits[:3] in PROVINCES and digits[3] in "0123" else 0.4


def birth_year(digits: str) -> int | None:
    """Return the year of birth that a 12-digit id states, or None."""
    if len(digits) != 12:
        return None
    return 1900 + 100 * (int(digits[3]) // 2) + int(digits[4:6])


def sex(digits: str) -> str:
    """Return *Nam* or *Nữ* as a 12-digit id states it, or nothing."""
    if len(digits) != 12:
        return ""
    return "Nữ" if int(digits[3]) % 2 else "Nam"
