"""What was understood of pages whose truth is known: types, fields, how far confidences hold, handwriting."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.fields import same
from bench.pages import Page
from bench.reliability import Outcome, gap, reliability
from models.reading import Classification, FieldValue, Reading
from models.text import exact_key
from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.calibration import Family, Knots

Facts = Mapping[str, object]
SURE = 0.9
PHOTO = frozenset({"phone"})


@dataclass(frozen=True, slots=True)
class Understood:
    """One page with what was read and made of it; `reading` is None where the page failed, for the reason `error`."""

    page: Page
    reading: Reading | None
    classification: Classification
    fields: Mapping[str, FieldValue]
    error: str = ""


def understand(
    page: Page, reading: Reading | None, error: str = "", tables: Mapping[Family, Knots] | None = None
) -> Understood:
    """Classify a page and extract its fields; `tables` are those of `ocr.extract.extract`."""
    if reading is None:
        return Understood(page, None, Classification(), {}, error)
    kind = classify(reading)
    return Understood(page, reading, kind, extract(reading, kind.type, tables=tables).fields)


def types(pages: Sequence[Understood]) -> Facts:
    """Return how many types were right, and every page that was not."""
    outcomes = [(each.classification.confidence, each.classification.type == each.page.type) for each in pages]
    wrong = [each for each in pages if each.classification.type != each.page.type]
    return {
        "pages": len(pages),
        "right": sum(right for _, right in outcomes),
        "reliability": reliability(outcomes),
        "gap": round(gap(outcomes), 4),
        "sure": sum(sure >= SURE for sure, _ in outcomes),
        "sure_wrong": sum(sure >= SURE and not right for sure, right in outcomes),
        "wrong": [
            [
                each.page.path.name,
                each.classification.type,
                each.classification.confidence,
                each.classification.evidence,
            ]
            for each in wrong
        ],
    }


def fields(pages: Sequence[Understood]) -> Facts:
    """Return how many fields were exact on flat scans, on photos and in each condition, and what confidences hold."""
    outcomes = list(field_outcomes(pages))
    sure = [right for confidence, right in outcomes if confidence >= SURE]
    return {
        "flat": _verdicts(each for each in pages if each.page.kind not in PHOTO),
        "photo": _verdicts(each for each in pages if each.page.kind in PHOTO),
        "by_kind": {
            kind: _verdicts(e for e in pages if e.page.kind == kind) for kind in sorted({e.page.kind for e in pages})
        },
        "sure": len(sure),
        "sure_wrong": len(sure) - sum(sure),
        "reliability": reliability(outcomes),
        "gap": round(gap(outcomes), 4),
        "beyond": beyond(pages),
        "wrong": [list(row) for row in _wrong(pages)],
    }


def field_outcomes(pages: Iterable[Understood]) -> Iterator[Outcome]:
    """Yield confidence and rightness of every value that was given for a field whose truth is known."""
    for each in pages:
        for name, wanted in each.page.fields:
            if name in each.fields:
                yield each.fields[name].confidence, same(wanted, each.fields[name].value)


def _verdicts(pages: Iterable[Understood]) -> dict[str, int]:
    counts: Counter[str] = Counter(exact=0, wrong=0, missing=0)
    for each in pages:
        for name, wanted in each.page.fields:
            found = each.fields.get(name)
            counts["missing" if found is None else "exact" if same(wanted, found.value) else "wrong"] += 1
    return dict(counts)


def _wrong(pages: Iterable[Understood]) -> Iterator[tuple[str, str, str, str, float]]:
    for each in pages:
        for name, wanted in each.page.fields:
            found = each.fields.get(name)
            if found is None or not same(wanted, found.value):
                value = ("", 0.0) if found is None else (found.value, found.confidence)
                yield each.page.path.name, name, wanted, *value


def beyond(pages: Iterable[Understood]) -> dict[str, int]:
    """Return how many values were given that the truth does not list: those whose text is printed, and the others.

    A value is printed where what was read for it stands in the page's printed text, accents and blanks aside; a value
    of a machine-readable code is printed nowhere.
    """
    counts = Counter(printed=0, other=0)
    for each in pages:
        text = _plain(each.page.text + each.page.optional)
        for name, value in each.fields.items():
            if name not in dict(each.page.fields):
                counts["printed" if _plain(value.raw) in text or _plain(value.value) in text else "other"] += 1
    return dict(counts)


def _plain(text: str) -> str:
    return "".join(c for c in exact_key(text) if c.isalnum())


def handwriting(written: Sequence[Understood], printed: Sequence[Understood]) -> Facts:
    """Return what became of handwritten fields, and how many values on printed papers were marked as handwritten."""
    counts: Counter[str] = Counter(marked=0, unmarked=0, not_given=0, sure=0)
    for each in written:
        for name, wanted in each.page.fields:
            found = each.fields.get(name)
            right = found is not None and same(wanted, found.value)
            counts["not_given" if found is None else "marked" if found.handwritten or right else "unmarked"] += 1
            counts["sure"] += found is not None and found.confidence >= SURE
    values = [value for each in printed for value in each.fields.values()]
    return {
        "fields": dict(counts),
        "pages": len(written),
        "pages_marked": sum(_spans(each) > 0 for each in written),
        "printed_values": len(values),
        "printed_marked": sum(value.handwritten for value in values),
    }


def _spans(each: Understood) -> int:
    return sum(len(page.handwriting) for page in each.reading.pages) if each.reading else 0
