"""Advice on pictures, as clerks see it: at once after an upload, and beside the paper until it is read."""

from collections.abc import Mapping, Sequence

from flask import flash

from api.services.advising import codes_of
from api.web.messages import current_language
from models.dossier import ProgressEvent
from models.page import PageAdvice
from ocr.advice.codes import SENTENCES


def advice_text(code: str) -> str:
    """Return what the person at the scanner should do; a code of an older make is shown as it is."""
    sentence = SENTENCES.get(code)
    if sentence is None:
        return code
    return sentence.vi if current_language() == "vi" else sentence.en


def flash_advice(advice: tuple[PageAdvice, ...]) -> None:
    """Say the most important piece of advice on the next page."""
    for code in codes_of(advice)[:1]:
        flash(advice_text(code), "error")


def advice_on_arrival(events: Sequence[ProgressEvent]) -> Mapping[str, Sequence[str]]:
    """Return the codes that were given when each component came in, by its id."""
    received = (event.detail for event in events if event.kind == "component-received")
    return {detail["component"]: detail["advice"].split() for detail in received if detail.get("advice")}
