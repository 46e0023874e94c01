"""Words that people see, by key, in Vietnamese and English."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import has_request_context, request

LANGUAGES = ("vi", "en")
COOKIE = "lang"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all messages of a language."""
    text = (Path(__file__).parent / f"{language}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def current_language() -> str:
    """Return the language that this browser chose; Vietnamese when it chose none."""
    chosen = request.cookies.get(COOKIE, "") if has_request_context() else ""
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def translate(language: str, key: str, **facts: object) -> str:
    """Return a message with its facts filled in. Raises KeyError for a key that the catalogue does not hold."""
    return catalogue(language)[key].format(**facts)


def t(key: str, **facts: object) -> str:
    """Return a message in the language of the current request."""
    return translate(current_language(), key, **facts)


def known(key: str) -> bool:
    return key in catalogue(LANGUAGES[0])
