"""How the command line shows what was read."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from api.services.reading import FileReading
from api.shapes import failure_json, field_json, page_json
from models.errors import HosoError


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[], None]]:
    """Show a progress bar on a terminal and nothing in a pipe; call the value once for each thing done."""
    with click.progressbar(range(total), label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield lambda: bar.update(1)


def file_json(name: str, sha256: str, file: FileReading) -> dict[str, Any]:
    """Return the JSON line of `./hoso read --json` for a file that was read."""
    made = file.digitisation
    return {
        "file": name,
        "sha256": sha256,
        "type": made.classification.type,
        "type_confidence": round(made.classification.confidence, 3),
        "fields": {key: field_json(field) for key, field in made.extraction.fields.items()},
        "pages": [{**page_json(page), "text": page.text} for page in made.reading.pages],
        "failures": [failure_json(failure) for failure in made.reading.failures],
        "seconds": made.seconds,
    }


def error_json(name: str, error: HosoError) -> dict[str, Any]:
    """Return the JSON line for a file that could not be read."""
    return {"file": name, "error": {"code": error.code, "message": error.vi, "message_en": error.en}}


def file_text(name: str, file: FileReading) -> str:
    """Return a reading for people: type, fields, then the text page by page."""
    made = file.digitisation
    lines = [click.style(f"{name}: {made.classification.type} ({made.classification.confidence:.0%})", bold=True)]
    lines += [f"  {key}: {field.value} ({field.confidence:.0%})" for key, field in made.extraction.fields.items()]
    for page in made.reading.pages:
        lines += [f"— trang {page.number} ({page.confidence:.0%}) —", page.text]
    lines += [f"— trang {failure.number}: {failure.vi} —" for failure in made.reading.failures]
    return "\n".join(lines)
