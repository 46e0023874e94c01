"""Free texts and addresses: kept as printed, trimmed of what is not part of them."""

import re

from models.text import collapse, fold, nfc
from ocr.extract.values.parsed import Parsed
from ocr.extract.values.spelling import mend

_EDGES = " \t.,;:…_-–—|'\"*•/"
_UNIT = r"tỉnh|huyện|quận|xã|phường|thành phố|thị trấn|thị xã"
_STOP = re.compile(rf"\.(?= (?:{_UNIT}) [^\W\d_])")
"""A full stop before the next unit of an address, in small letters: a comma was printed."""
_PLACE = re.compile(r"[^\W\d_]{2}")


def parse_text(text: str) -> Parsed | None:
    """Return the text without leader dots and punctuation at its ends; None when no letter or digit is left."""
    edges = _EDGES + "".join(pair for pair in ("“”", "«»") if (pair[0] in text) != (pair[1] in text))
    start = len(text) - len(text.lstrip(edges))
    end = len(text.rstrip(edges))
    if start >= end or not re.search(r"\w", text[start:end]):
        return None
    if text[end : end + 1] == "." and re.search(r"\.\w$", text[start:end]):
        end += 1
    return Parsed(collapse(nfc(text[start:end])), start, end, 0.95)


def parse_address(text: str) -> Parsed | None:
    """Return an address or the name of an agency: a text with a word in it; without a capital it is believed less."""
    parsed = parse_text(text)
    if not parsed or not _PLACE.search(parsed.value):
        return None
    value = mend(_STOP.sub(",", re.sub(r"\s+([,;])", r"\1", parsed.value)))
    likely = any(c.isupper() for c in value)
    return Parsed(value, parsed.start, parsed.end, 0.95 if likely else 0.5)


def parse_choice(text: str, choices: tuple[tuple[str, tuple[str, ...]], ...]) -> Parsed | None:
    """Return the value of the first choice that is printed; accents and case do not count."""
    plain = fold(nfc(text))
    found = [
        (match.start(), -len(printed), match.end(), value)
        for value, spellings in choices
        for printed in spellings
        if (match := re.search(rf"(?<!\w){re.escape(fold(printed))}(?!\w)", plain))
    ]
    if not found:
        return None
    start, _, end, value = min(found)
    return Parsed(value, start, min(end, len(text)), 1.0)
