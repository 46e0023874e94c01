"""The paper's own number: *Số: …*, which begins a line near the top (Decree 30/2020/NĐ-CP, annex I, part II)."""

from models.page import Word
from models.reading import FieldValue
from ocr.extract.form import Form, half_sure, value_of
from ocr.extract.values.document_numbers import parse_document_number
from ocr.layout.rows import Segment
from ocr.layout.tokens import letters

_ROWS = 16
_GAP = 8.0


def find_number(form: Form) -> FieldValue | None:
    """Return the first number behind *Số* among the top rows of the first page, or None where it is not filled in."""
    for row in form.pages[0].rows[:_ROWS]:
        for position, segment in enumerate(row):
            start = _behind_so(segment)
            if not start:
                continue
            words = segment.words[start:] + _near(segment, row[position + 1 :])
            parsed = parse_document_number(" ".join(word.text for word in words))
            if parsed:
                value = value_of(words, segment.page, parsed)
                return half_sure(value) if _stands_apart(words) else value
    return None


def find_symbol_number(form: Form) -> FieldValue | None:
    """Return the same for a paper whose numbers bear a symbol or a year: figures alone are believed less."""
    value = find_number(form)
    return half_sure(value) if value is not None and value.value.isdigit() else value


def _stands_apart(words: tuple[Word, ...]) -> bool:
    """Tell whether figures stand apart from their symbol, which is printed before a hand registers the paper."""
    return words[0].text.isdigit() and len(words) > 1 and words[1].text.startswith("/")


def _behind_so(segment: Segment) -> int:
    """Return the position behind *Số*, *Số:* or *Số/No.:* at the start of a segment, else 0."""
    for position in range(min(2, len(segment.words))):
        text = segment.words[position].text
        capitals = text.isupper() and not text.endswith((":", "."))  # PHIẾU … SỐ 1 is part of a title
        if letters(text) in ("so", "s0", "sono") and text[0] in "SŠ" and not capitals:
            return position + 1 + _skip(segment.words[position + 1 :])
    return 0


def _skip(words: tuple[Word, ...]) -> int:
    """Return how many tokens of punctuation, or *No.*, stand before the number; a slash belongs to the number."""
    count = 0
    while count < len(words) and letters(words[count].text) in ("", "no") and words[count].text != "/":
        count += 1
    return count


def _near(segment: Segment, others: tuple[Segment, ...]) -> tuple[Word, ...]:
    """Return the next segment's tokens where a number was written into a wide blank."""
    if others and others[0].box.x0 - segment.box.x1 < _GAP * segment.height:
        return others[0].words
    return ()
