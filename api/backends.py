"""Composition root: URLs become adapters."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api.clock import SystemClock
from api.services.context import Context
from api.settings import Settings
from records.catalogue import starter
from records.index import open_index
from records.objects import open_objects
from records.store import open_records


@contextmanager
def open_context(settings: Settings) -> Iterator[Context]:
    """Open every back end, prove that each works, and load the starter catalogue into an empty store.

    Raises ServiceError with one line that says which back end is wrong and how.
    """
    objects = open_objects(settings.objects)
    records = open_records(settings.records)
    index = open_index(settings.index)
    try:
        for part in (objects, records, index):
            part.probe()
        context = Context(records, objects, index, SystemClock(), settings.limits)
        _fill_catalogue(context)
        _fill_index(context)
        yield context
    finally:
        index.close()
        records.close()


def _fill_catalogue(context: Context) -> None:
    with context.records.read() as records:
        filled = bool(records.catalogue.procedures())
    if not filled:
        with context.records.write() as records:
            records.catalogue.load(*starter())


def _fill_index(context: Context) -> None:
    """Have an empty index filled by whoever follows the outbox: it is new, or of an older make and was cleared."""
    if context.index.count() == 0:
        with context.records.write() as records:
            records.outbox.add_all()


def read_token(path: Path) -> str:
    """Return this machine's bearer token; the first call makes it, in a file that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 600
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(32))
        with suppress(FileExistsError):  # another process was first: its token counts
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
