"""File names as they were received: data to show, never part of a path."""

import re
import unicodedata

from models.text import collapse, nfc

MAX_LENGTH = 150
_LONGEST_EXTENSION = 12
_NAMELESS = "khong-ten"
_SEPARATORS = re.compile(r"[/\\\u2044\u2215\u29f8\uff0f\uff3c]+")
_QUOTES = str.maketrans({'"': "”", "'": "’", "`": "’", "<": "‹", ">": "›", "&": "＆"})


def display_name(raw: str) -> str:
    r"""Return a name of 1 to 150 characters, NFC, without control characters or path parts, its extension kept.

    Only the part behind the last separator counts (``C:\Users\a.pdf`` and ``../../a.pdf`` give ``a.pdf``). Quotes,
    angle brackets and ampersands become look-alikes that mean nothing to HTML, headers and shells.
    """
    # `\ud800`-like halves of characters cannot be stored as UTF-8; C* also holds controls and direction overrides.
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in raw)
    parts = [collapse(part).strip(". ") for part in _SEPARATORS.split(visible)]
    name = next((part for part in reversed(parts) if part), _NAMELESS)
    return _cut(nfc(name).translate(_QUOTES))


def _cut(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _LONGEST_EXTENSION:
        return name[:MAX_LENGTH].rstrip()
    return f"{stem[: MAX_LENGTH - len(extension) - 1].rstrip()}.{extension}"
