"""How values are shown to people: times, sizes, names of types and fields, events as sentences."""

import re
from datetime import datetime

from api.http.front import front
from api.web.messages import current_language, known, t
from models.component import Component
from models.dossier import ProgressEvent
from models.identifiers import DocumentType
from models.time import VIETNAM

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

SURE, UNSURE = 0.9, 0.7
"""From the first on a value is shown as sure, below the second as doubtful: where a person should look closer."""


def moment(at: datetime) -> str:
    """Return day and time in Viet Nam, day first."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def day(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}"


def percent(share: float) -> str:
    """Return a share of 1 in whole per cent; 100 only for what is exactly certain."""
    return f"{min(round(share * 100), 99 if share < 1 else 100)} %"


def size(number: int) -> str:
    """Return a number of bytes in kB or MB, with the comma of Vietnamese."""
    if number < 1_000_000:
        return f"{max(round(number / 1000), 1)} kB"
    text = f"{number / 1_000_000:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if current_language() == 'vi' else text} MB"


def grouped(number: int) -> str:
    """Return a whole number with its thousands set apart, by the point of Vietnamese or the comma of English."""
    text = f"{number:,}"
    return text.replace(",", ".") if current_language() == "vi" else text


def sureness(confidence: float) -> str:
    """Return the class under which a confidence is shown."""
    return "sure" if confidence >= SURE else "fair" if confidence >= UNSURE else "doubtful"


def type_name(slug: str) -> str:
    """Return the name of a paper type; a type without a message is called as its own file calls it."""
    key = f"type.{slug}"
    return t(key) if known(key) else front().types.get(DocumentType(slug), slug)


def field_name(name: str) -> str:
    key = f"field.{name}"
    return t(key) if known(key) else name.replace("_", " ")


def field_value(value: str) -> str:
    """Return a field's value as people write it: a date day first, everything else as it is."""
    whole = _ISO_DAY.fullmatch(value)
    return f"{whole[3]}/{whole[2]}/{whole[1]}" if whole else value


def actor_name(name: str) -> str:
    """Return how an actor is called; a name without a message is shown as it is."""
    return t(f"actor.{name}") if known(f"actor.{name}") else name


def event_text(event: ProgressEvent, *, named: bool = True) -> str:
    """Return an event as a sentence; an event of an unknown kind shows its kind.

    Unless `named`, it leaves out what a file was called, which may be a person's name.
    """
    key = f"event.{event.kind}"
    if not known(key):
        return event.kind
    facts = {name: event.detail.get(name, "") for name in _FACTS}
    if not named:
        facts["filename"] = "…"
    if event.kind == "state":
        facts["to_name"] = t(f"state.{facts['to']}")
    if facts["review"]:
        facts["review"] = t(f"review.{facts['review']}")
    if event.kind.endswith("paper-standing"):
        facts["standing"] = t(f"standing.{event.detail['state']}")
    return t(key, **facts, type_name=type_name(facts["type"])).strip()


_FACTS = (
    "filename",
    "type",
    "reason",
    "to",
    "from",
    "for",
    "purpose",
    "review",
    "number",
    "code",
    "note",
    "name",
    "steps",
    "step",
    "procedure",
    "papers",
    "components",
)
"""What the sentences of events speak of; an event that lacks one shows nothing there."""


def failure_text(component: Component) -> str:
    """Return the sentence of a failure, without its code."""
    code, colon, message = component.failure.partition(": ")
    return message if colon else code
