"""Whether a text layer says what a person sees on the page. If in doubt the page is read by OCR, which costs a second.

Seen in real dossiers: hidden layers written by an English OCR (``UY BAN MAN DAN TiNH``), layers that hold nothing but
the signature's ``Ký bởi …``, fonts without a Unicode map.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.text_layer.syllables import is_syllable, marked_share, unmarked_vietnamese_share
from models.page import Line


class Fault(StrEnum):
    """Why a layer is not believed."""

    EMPTY = "empty"
    OVER_IMAGE = "over-image"  # part of what is seen is an image that the layer may not cover
    INVISIBLE = "invisible"  # drawn without ink (render mode 3): the work of some OCR
    TURNED = "turned"  # letters that do not stand upright
    TOO_LITTLE = "too-little"  # a signature, a page number
    BROKEN_MAP = "broken-map"  # private, replacement or control characters, unmapped glyphs
    NO_WORDS = "no-words"  # letters that form no words: a wrong Unicode map
    MARKS_LOST = "marks-lost"  # Vietnamese without its marks


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else is known of the page.

    Shares from 0 to 1: of the area that images cover; of the letters that are invisible; of those that do not stand
    upright. `nothing_else` says that the page draws nothing but its letters, that could be a text of its own: no image,
    and no more lines than a frame has.
    """

    image_share: float = 0.0
    invisible_share: float = 0.0
    turned_share: float = 0.0
    nothing_else: bool = False


_IMAGE_SHARE = 0.25  # a logo or a portrait covers less; a scan, a photographed card in a Word file more
_INVISIBLE_SHARE = 0.02
_TURNED_SHARE = 0.02
_BROKEN_SHARE = 0.005
_LEAST_LETTERS = 100
_LEAST_WORDS = 20
_WORDLIKE_SHARE = 0.6
_MARKED_SHARE = 0.02
_UNMARKED_WORDS = 0.1

_SIGNATURE = re.compile(
    r"^(?:(?:được )?ký (?:số )?bởi|người ký|ký ngày|ngày ký|thời gian ký|email|e-mail|cơ quan|tổ chức|chức vụ|lý do"
    r"|signed by|digitally signed|signature|date|signing time|location|reason|validity)\b",
    re.IGNORECASE,
)
_VOWELS = frozenset("aeiouy")


def fault_of(lines: Sequence[Line], around: Surroundings) -> Fault | None:
    """Return why the layer is not sound, or None when it is. English and purely numeric pages are sound, too."""
    return _fault_of_page(around) or _fault_of_text([line.text for line in lines], whole=around.nothing_else)


def _fault_of_page(around: Surroundings) -> Fault | None:
    if around.image_share >= _IMAGE_SHARE:
        return Fault.OVER_IMAGE
    if around.invisible_share > _INVISIBLE_SHARE:
        return Fault.INVISIBLE
    return Fault.TURNED if around.turned_share > _TURNED_SHARE else None


def _fault_of_text(lines: list[str], *, whole: bool) -> Fault | None:
    """Return what is wrong with the words; few of them are enough where they are the `whole` of what is drawn."""
    text = "\n".join(lines)
    if not text.strip():
        return Fault.EMPTY
    if broken_share(text) > _BROKEN_SHARE:
        return Fault.BROKEN_MAP
    own = "\n".join(line for line in lines if not _SIGNATURE.match(line))
    if not whole and sum(c.isalnum() for c in own) < _LEAST_LETTERS:
        return Fault.TOO_LITTLE
    words = [word for word in re.findall(r"\S+", own) if any(c.isalpha() for c in word)]
    if len(words) >= _LEAST_WORDS and wordlike_share(words) < _WORDLIKE_SHARE:
        return Fault.NO_WORDS
    lost = marked_share(own) < _MARKED_SHARE and unmarked_vietnamese_share(words) > _UNMARKED_WORDS
    return Fault.MARKS_LOST if lost else None


def broken_share(text: str) -> float:
    """Return the share of characters that no font may mean, from 0 to 1; ``(cid:12)`` stands for an unmapped glyph."""
    unmapped = len(re.findall(r"\(cid:\d+\)", text))
    broken = sum(c == "\ufffd" or unicodedata.category(c) in {"Co", "Cn", "Cs", "Cc"} for c in text if c != "\n")
    return min(1.0, (unmapped + broken) / max(1, len(text)))


def wordlike_share(words: Sequence[str]) -> float:
    """Return the share of words that could be Vietnamese or Latin words; codes with digits or slashes do not count."""
    plain = [word.strip(".,;:!?()[]{}\"'“”‘’…*-–_") for word in words]
    plain = [word for word in plain if word and not re.search(r"[\d/.@_]", word)]
    return sum(_wordlike(word) for word in plain) / len(plain) if plain else 1.0


def _wordlike(word: str) -> bool:
    parts = [part for part in re.split(r"[-–'’,:;]", word) if part]
    return all(_is_word(part) for part in parts)


def _is_word(part: str) -> bool:
    if not part.isalpha() or not (part.islower() or part.isupper() or part.istitle()):
        return False
    base = unicodedata.normalize("NFD", part.lower())
    return is_syllable(part) or part.isupper() or any(c in _VOWELS for c in base)
