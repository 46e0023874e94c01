"""Reading a file from its bytes to its fields, without storing anything."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from time import monotonic

from api.services.page_work import work_searchable
from api.services.pages import PageOutcome, PagePool, PageTask, PageWork
from ingest.inspect import Inspection, inspect
from ingest.limits import Limits
from models.errors import DamagedFile, NotFound
from models.identifiers import Sha256
from models.job import Lane
from models.page import PageFailure
from models.reading import Digitisation, Reading
from ocr.classify import classify
from ocr.extract import extract

Progress = Callable[[int, int], None]
"""Called with the number of pages done and the number of all pages."""

Wanted = Callable[[str], bool]
"""Tells by its media type whether page images are wanted of a file, as `ocr.searchable.needs_page_images` does."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What was made of one file, with the page images (JPEG) by page number."""

    inspection: Inspection
    digitisation: Digitisation
    images: Mapping[int, bytes]


def hash_file(path: Path) -> Sha256:
    """Return the SHA-256 of a file. Raises NotFound when it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return Sha256(file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        raise NotFound(f"Không mở được tệp {path.name}.", f"cannot open {path.name}: {error.strerror}") from error


def read_file(
    path: Path,
    limits: Limits,
    pool: PagePool,
    *,
    images: bool | Wanted,
    lane: Lane = Lane.INTERACTIVE,
    progress: Progress | None = None,
) -> FileReading:
    """Inspect a file, read its pages side by side, classify it and extract its fields.

    `images` says whether page images are made, or tells it by the file's media type. A page that fails is in
    `digitisation.reading.failures`. Raises an InputError when the file as a whole cannot be used, DamagedFile when
    none of its pages can.
    """
    started = monotonic()
    with path.open("rb") as stream:
        found = inspect(stream, limits)
    shown = images if isinstance(images, bool) else images(found.media_type)
    futures = [
        pool.read(PageTask(path, found.media_type, number), image=shown, lane=lane)
        for number in range(1, found.pages + 1)
    ]
    outcomes = _gather(futures, progress)
    works = [outcome for outcome in outcomes if isinstance(outcome, PageWork)]
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, PageFailure))
    if not works:
        raise DamagedFile(failures[0].vi, failures[0].en, page=failures[0].number)
    reading = Reading(tuple(work.reading for work in works), failures)
    return FileReading(
        found,
        digitise(reading, monotonic() - started),
        {work.reading.number: work.image for work in works if shown},
    )


def digitise(reading: Reading, seconds: float) -> Digitisation:
    """Classify a reading and extract the fields of its type; `seconds` is what reading it took."""
    classification = classify(reading)
    return Digitisation(reading, classification, extract(reading, classification.type), round(seconds, 3))


def make_searchable(path: Path, file: FileReading, pool: PagePool, lane: Lane = Lane.INTERACTIVE) -> bytes:
    """Return the file as a PDF with selectable text in place."""
    media_type, reading = file.inspection.media_type, file.digitisation.reading
    return pool.run(work_searchable, path, media_type, reading, dict(file.images), lane=lane)


def _gather(futures: list[Future[PageOutcome]], progress: Progress | None) -> list[PageOutcome]:
    try:
        for done, _ in enumerate(as_completed(futures), start=1):
            if progress:
                progress(done, len(futures))
        return [future.result() for future in futures]
    except BaseException:
        for future in futures:
            future.cancel()
        raise
