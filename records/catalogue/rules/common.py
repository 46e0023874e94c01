"""Rules that hold for texts, keys and days of every kind of thing. A finding is (column, Vietnamese, English)."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from models.text import collapse, nfc

Finding = tuple[str, str, str]

FIRST_YEAR, LAST_YEAR = 1945, 2199
"""Years outside are slips of the hand (0225, 20255); the state begins in 1945."""

LONGEST = 2000
"""Letters of the longest text; a cell of a spreadsheet holds 32,767."""

_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")


def text_findings(column: str, text: str, *, required: bool = True) -> Iterator[Finding]:
    """Find a text that is empty, too long, or not as all text is kept: NFC, single blanks, no control characters."""
    if required and not text:
        yield column, "để trống", "is empty"
    if len(text) > LONGEST:
        yield column, f"dài hơn {LONGEST} chữ", f"is longer than {LONGEST} letters"
    if text != collapse(nfc(text)) or any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
        yield column, "có ký tự lạ hoặc khoảng trắng thừa", "holds odd characters or blanks too many"


def key_findings(column: str, key: str) -> Iterator[Finding]:
    if not _KEY.fullmatch(key):
        vi = f"khóa “{key}” chỉ được gồm chữ thường không dấu, số và gạch nối, bắt đầu bằng chữ"
        yield column, vi, f"key “{key}” must be lower-case letters, digits and hyphens, a letter first"


def period_findings(valid_from: date, valid_to: date | None) -> Iterator[Finding]:
    if valid_to is not None and valid_to <= valid_from:
        yield "valid_to", "không ở sau ngày bắt đầu hiệu lực", "is not after the first day"
    for column, day in (("valid_from", valid_from), ("valid_to", valid_to)):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            vi = f"năm {day.year} không hợp lý (từ {FIRST_YEAR} đến {LAST_YEAR})"
            yield column, vi, f"year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}"
