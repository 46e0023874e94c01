"""How what was read is written as JSON, on the command line and over HTTP alike."""

from typing import Any

from models.page import PageFailure, PageReading, Quality
from models.reading import FieldValue
from ocr.advice.codes import SENTENCES

Json = dict[str, Any]


def field_json(field: FieldValue) -> Json:
    """Return a field: value and raw text, confidence 0 to 1, page, box in pixels of the upright page, handwritten."""
    return {
        "value": field.value,
        "raw": field.raw,
        "confidence": round(field.confidence, 3),
        "page": field.page,
        "box": list(field.box),
        "handwritten": field.handwritten,
    }


def page_json(page: PageReading) -> Json:
    """Return a page without its text: size in pixels, turn and slope undone in degrees, quality, handwriting."""
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "skew": round(page.skew, 2),
        "confidence": round(page.confidence, 3),
        "source": page.source.value,
        "quality": quality_json(page.quality),
        "handwriting": [list(box) for box in page.handwriting],
    }


def quality_json(quality: Quality) -> Json:
    """Return whether a page can be filed, and each piece of advice with its sentence in both languages."""
    sentences = [(code, SENTENCES[code]) for code in quality.advice]
    advice = [{"code": code, "vi": sentence.vi, "en": sentence.en} for code, sentence in sentences]
    return {"usable": quality.usable, "advice": advice}


def failure_json(failure: PageFailure) -> Json:
    """Return a page that could not be read, with the reason in both languages."""
    return {"number": failure.number, "code": failure.code, "message": failure.vi, "message_en": failure.en}
