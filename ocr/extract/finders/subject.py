"""What a decision is about (*trích yếu*): the lines under its title, down to the authority or the grounds."""

from collections.abc import Iterator

from models.page import Word
from models.reading import FieldValue
from ocr.extract.form import Form, value_of
from ocr.extract.values.texts import parse_text
from ocr.layout.rows import PageLayout, Segment

_TITLE = "quyetdinh"
_LINES = 8
_GAP = 1.5


def find_subject(form: Form) -> FieldValue | None:
    """Return the lines between title and grounds, as printed, joined by blanks; None when there are none."""
    for page in form.pages[:2]:
        for segment in page.segments:
            if segment.letters.startswith(_TITLE) and segment.text[:2].isupper():
                words = tuple(_rest(segment)) + tuple(_below(page, segment))
                parsed = parse_text(" ".join(word.text for word in words))
                if parsed:
                    return value_of(words, page.number, parsed)
    return None


def _rest(title: Segment) -> Iterator[Word]:
    """Yield what stands behind the title on its own line, where it begins *về việc*."""
    for position, word in enumerate(title.words):
        if word.text.lower() in ("về", "v/v", "ve"):
            yield from title.words[position:]
            return


def _below(page: PageLayout, title: Segment) -> Iterator[Word]:
    last = title
    for row in page.rows[title.row + 1 : title.row + 1 + _LINES]:
        segment = row[0]
        far = segment.box.y0 - last.box.y1 > _GAP * max(segment.height, page.height)
        if (far and last is not title) or _ends(segment):
            return
        yield from (word for part in row for word in part.words)
        last = segment


def _ends(segment: Segment) -> bool:
    """Tell whether the authority (in capitals) or the grounds begin."""
    letters = [c for word in segment.words for c in word.text if c.isalpha()]
    capitals = len(letters) > 5 and all(map(str.isupper, letters))
    grounds = ("cancu", "xetdenghi", "theodenghi", "dieu1", "cancu")
    return (capitals and not segment.letters.startswith(("veviec", "vv"))) or segment.letters.startswith(grounds)
