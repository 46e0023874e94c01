"""Finding printed labels (*Họ và tên:*, *Số / No.:*) in a segment, without accents and in spite of misread letters.

A label counts where a label stands: at the start of a segment (numbering skipped) or, further in, only with its colon.
A phrase closed by a colon that is in no list is a label all the same (``name`` is empty): what stands behind it belongs
to nobody else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from models.page import Word
from models.text import exact_key
from ocr.layout.rows import Segment
from ocr.layout.tokens import letters

_LONGEST = 16
_SHORT = 4
_MEDIUM = 8
_NUMBERING = re.compile(r"[-–—+*•▪o]|\(?(?:\d{1,2}|[ivxIVX]{1,4}|[a-hA-HđĐ])[.)/]|\d{1,2}\.\d{1,2}\.?")
_COLON = (":", ";", "：")
_MISREAD = ("-", "–", "~", "=")  # what faint colons are read as
_NOTE = re.compile(r"[(\[]\d{1,2}[)\]]")
_ANONYMOUS_WORDS = 9


@dataclass(frozen=True, slots=True)
class Hit:
    """One label in a segment: the tokens `start` to `end` (exclusive), the value begins at `end`.

    `name` is the label as listed, or empty for a label in no list. `similarity` is 0 to 1.
    """

    name: str
    start: int
    end: int
    colon: bool
    similarity: float


class LabelSet:
    """A list of labels, ready to be looked for."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._by_length: dict[int, dict[str, str]] = {}
        for label in labels:
            key = letters(label)
            self._by_length.setdefault(len(key), {}).setdefault(key, label)
        self._longest = max(self._by_length, default=0)

    def find(self, segment: Segment) -> tuple[Hit, ...]:
        """Return the labels of `segment` from left to right, none overlapping.

        Behind the last sign that may close a label none begins: most segments of running text have no such sign.
        """
        hits: list[Hit] = []
        words, first = segment.words, _skip_numbering(segment.words)
        last = max((at for at, word in enumerate(words) if _may_close(word.text)), default=first)
        position = first
        while position < len(words) and position <= max(first, last):
            hit = self._at(words, position, leading=position == first)
            hit = hit or (_anonymous(words, position) if position == first else None)
            if hit:
                hits.append(hit)
            position = hit.end if hit else position + 1
        return tuple(_with_inner(words, hits))

    def _at(self, words: tuple[Word, ...], start: int, *, leading: bool) -> Hit | None:
        """Return the best label whose first token is `start`: the longest, weighted by similarity."""
        best: tuple[float, Hit] | None = None
        joined = ""
        for end in range(start, min(start + _LONGEST, len(words))):
            joined += letters(words[end].text)
            if len(joined) - _allowed(len(joined)) > self._longest:
                break
            name, similarity = self._match(joined)
            if not name and leading and end == len(words) - 1:
                name, similarity = self._cut_off(joined), 0.85
            if name and not (similarity < 1.0 and _has_comma(words[start:end], name)):
                hit = _close(words, name, start, end + 1, similarity)
                weight = similarity * len(joined)
                if _stands(words, hit, len(joined), leading=leading) and (best is None or weight > best[0]):
                    best = (weight, hit)
            if words[end].text.endswith(_COLON):
                break
        return best[1] if best and not _is_part(words, best[1]) else None

    def _cut_off(self, joined: str) -> str:
        """Return the shortest label of which nine letters or more, and three fifths, are printed; else nothing."""
        if len(joined) >= 9:
            for length in range(len(joined), len(joined) * 5 // 3 + 1):
                for key, label in self._by_length.get(length, {}).items():
                    if key.startswith(joined):
                        return label
        return ""

    def _match(self, joined: str) -> tuple[str, float]:
        """Return the label most like `joined`, the shortest of equals, and how like it is; nothing and 0 for none."""
        printed = self._by_length.get(len(joined), {}).get(joined)
        if printed is not None:
            return printed, 1.0
        slack = _allowed(len(joined))
        best, name = 0.0, ""
        for length in range(len(joined) - slack, len(joined) + slack + 1):
            labels = self._by_length.get(length)
            found = _nearest(joined, labels) if labels and slack else None
            if labels and found and 1.0 - found[1] / length > best:
                best, name = 1.0 - found[1] / length, labels[found[0]]
        return name, best


def _allowed(length: int) -> int:
    """Letters that may be misread in a label of this length: none in short ones, about one in seven in long ones."""
    return 0 if length <= 5 else 1 + (length - 6) // 7


def _may_close(text: str) -> bool:
    """Tell whether a token may be the end of a label: it has a colon, or a sign that faint colons are read as."""
    return text.endswith(_MISREAD) or any(colon in text for colon in _COLON)


def _nearest(joined: str, keys: Iterable[str]) -> tuple[str, int] | None:
    """Return the first key, all of one length, that the fewest letters part from `joined`, and how many do.

    None when more are misread than may be in a key of that length.
    """
    choices = list(keys)
    found = extractOne(joined, choices, scorer=Levenshtein.distance, score_cutoff=_allowed(len(choices[0])))
    return (found[0], int(found[1])) if found else None


def _skip_numbering(words: tuple[Word, ...]) -> int:
    position = 0
    while position < min(2, len(words) - 1) and _NUMBERING.fullmatch(words[position].text):
        position += 1
    return position


def before_numbering(words: tuple[Word, ...], start: int) -> int:
    """Return the position of the numbering (``2.``, ``a)``, ``-``) that a label at `start` carries, or `start`."""
    while start and _NUMBERING.fullmatch(words[start - 1].text):
        start -= 1
    return start


def _has_comma(words: tuple[Word, ...], name: str) -> bool:
    """Tell whether a comma stands within words that are like a label without one: ``Nam, tỉnh`` is no ``Năm sinh``."""
    return "," not in name and any(word.text.endswith(",") for word in words)


def _close(words: tuple[Word, ...], name: str, start: int, end: int, similarity: float) -> Hit:
    """Return the hit with what belongs to its label: a remark in brackets, a note number, the colon."""
    if words[end - 1].text.endswith((*_COLON, *_MISREAD)):
        noted = end < len(words) and _NOTE.fullmatch(words[end].text) is not None
        return Hit(name, start, end + noted, colon=True, similarity=similarity)
    after = _behind_brackets(words, end)
    if after < len(words) and (words[after].text[0] in ":;：" or words[after].text in _MISREAD):
        return Hit(name, start, after + 1, colon=True, similarity=similarity)
    return Hit(name, start, after, colon=after > end and words[after - 1].text.endswith(_COLON), similarity=similarity)


def _behind_brackets(words: tuple[Word, ...], position: int) -> int:
    """Return the position behind a remark like ``(viết chữ in hoa)`` or ``(1)``, or `position` itself.

    A short remark whose end was lost takes the rest of the segment.
    """
    if position >= len(words) or not words[position].text.startswith("("):
        return position
    for end in range(position, min(position + 12, len(words))):
        if ")" in words[end].text:
            return end + 1
    return len(words) if len(words) - position <= 4 else position


def _stands(words: tuple[Word, ...], hit: Hit, length: int, *, leading: bool) -> bool:
    """Tell whether a match stands as a label: closed by a colon, or leading and long.

    A short one (*Ông*) must have its accents and a capitalised word behind it: *VÕ* is a name, *Vợ* a label.
    """
    if not leading:
        return hit.colon and not words[hit.end - 1].text.endswith(_MISREAD)
    if hit.colon:
        return True
    if length <= _MEDIUM and hit.similarity < 1.0:
        return False
    printed = " ".join(word.text for word in words[hit.start : hit.end])
    following = words[hit.end].text[0] if hit.end < len(words) else ""
    same = exact_key(printed) == exact_key(hit.name) and not printed.isupper()
    return length > _SHORT or (same and following.isupper())


def _is_part(words: tuple[Word, ...], hit: Hit) -> bool:
    """Tell whether the hit is only the beginning of a longer label: small letters up to a colon follow it."""
    if hit.colon:
        return False
    for word in words[hit.end : hit.end + 6]:
        if word.text[0].isupper() or not word.text[0].isalpha():
            return False
        if word.text.endswith(":"):
            return True
    return False


def _anonymous(words: tuple[Word, ...], start: int) -> Hit | None:
    """Return a label in no list that begins the segment: few words, no digits, closed by a colon."""
    for end in range(start, min(start + _ANONYMOUS_WORDS, len(words))):
        text = words[end].text
        if text.endswith(":"):
            return Hit("", start, end + 1, colon=True, similarity=0.0)
        if any(c.isdigit() for c in text):
            return None
    return None


def _with_inner(words: tuple[Word, ...], hits: list[Hit]) -> Iterable[Hit]:
    """Yield the hits and, between them, unlisted labels: a capitalised word, small ones, and a colon."""
    for hit, following in zip_longest(hits, hits[1:]):
        limit = following.start if following else len(words)
        yield hit
        for end in range(hit.end + 1, limit):
            if words[end].text.endswith(":") and len(letters(words[end].text)) > 1:
                start = end
                while start > hit.end and words[start].text[0].islower():
                    start -= 1
                if start > hit.end:
                    yield Hit("", start, end + 1, colon=True, similarity=0.0)
