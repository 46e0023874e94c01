"""Words: every one in both languages, none missing, none left over."""

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from api.web.messages import LANGUAGES, catalogue, translate
from models.component import ComponentStatus, ReviewState
from models.dossier import DossierState
from ocr.doctypes import registry

WEB = Path(__file__).resolve().parents[3] / "api/web"
SOURCES = [*WEB.glob("templates/*.html"), *WEB.glob("*.py")]
USED = re.compile(r"\bt\(\s*['\"]([a-z0-9_.-]+)['\"]")
MADE = (
    "state.",
    "status.",
    "review.",
    "means.",
    "alert.",
    "kind.",
    "kind-of-entry.",
    "role.",
    "standing.",
    "type.",
    "field.",
    "event.",
    "actor.",
    "copy.",
    "signature.",
    "upload.same",
    "upload.stored",
)
"""Keys that are put together from a value."""


def facts_of(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def used_keys() -> set[str]:
    return {key for path in SOURCES for key in USED.findall(path.read_text("utf-8")) if "%" not in key}


def test_both_languages_hold_the_same_keys_with_the_same_facts() -> None:
    vi, en = map(catalogue, LANGUAGES)
    assert {key: facts_of(text) for key, text in vi.items()} == {key: facts_of(text) for key, text in en.items()}


def test_every_key_that_is_used_is_there() -> None:
    assert len(used_keys()) > 80
    assert used_keys() - {key for key in used_keys() if key.endswith(".")} <= set(catalogue("vi"))


def test_no_message_is_left_over() -> None:
    assert [key for key in catalogue("vi") if key not in used_keys() and not key.startswith(MADE)] == []


def test_values_that_people_see_have_words() -> None:
    keys = {f"state.{state.value}" for state in DossierState} | {f"review.{state.value}" for state in ReviewState}
    keys |= {f"status.{status.value}" for status in (ComponentStatus.QUEUED, ComponentStatus.FAILED)}
    keys |= {f"type.{slug}" for slug in registry()} | {"type.unknown"}
    keys |= {f"field.{field.name}" for spec in registry().values() for field in spec.fields}
    assert keys <= set(catalogue("vi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_sorted_so_that_changes_are_easy_to_see(language: str) -> None:
    keys = list(json.loads((WEB / f"messages/{language}.json").read_text("utf-8")))
    assert keys == sorted(keys)


def test_a_missing_key_is_an_error_and_not_an_empty_page() -> None:
    with pytest.raises(KeyError):
        translate("vi", "no.such.key")
