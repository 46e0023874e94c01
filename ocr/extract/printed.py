"""Values of so strict a grammar that they are known wherever they are printed."""

from models.reading import FieldValue
from ocr.doctypes.spec import Kind
from ocr.extract.form import Form, value_of
from ocr.extract.values import parse

_WEIGHT = 0.9
"""No label confirms such a value."""


def find_printed(form: Form, kind: Kind) -> FieldValue | None:
    """Return the first value of a kind on the paper, or None."""
    for page in form.pages:
        for segment in page.segments:
            parsed = parse(kind, segment.text)
            if parsed:
                return value_of(segment.words, page.number, parsed, _WEIGHT)
    return None
