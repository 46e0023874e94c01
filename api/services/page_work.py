"""What a page process does: decode, clean, read. Runs in a child, so that a bad page takes down nothing else."""

from functools import cache
from pathlib import Path

from api.services.pages import PageTask, PageWork
from ingest.limits import Limits
from ingest.pages import read_page as decode
from models.page import TextSource
from models.ports.recognizer import TextRecognizer
from models.reading import Reading
from ocr.images import encode_jpeg
from ocr.page import read_page
from ocr.recognizers import create
from ocr.searchable import searchable_pdf


@cache
def recognizer(name: str) -> TextRecognizer:
    """Return this process's recogniser; loading a language takes longer than reading a short page."""
    return create(name)


def work_page(task: PageTask, limits: Limits, engine: str, *, image: bool) -> PageWork:
    """Read one page. Raises PageError for what is wrong with it, ServiceError for what is missing here."""
    with task.path.open("rb") as stream:
        source = decode(stream, task.number, limits, task.media_type)
    reading, upright = read_page(source, recognizer(engine))
    return PageWork(reading, encode_jpeg(upright, progressive=reading.source is TextSource.OCR) if image else b"")


def work_searchable(path: Path, media_type: str, reading: Reading, images: dict[int, bytes]) -> bytes:
    """Make the searchable PDF of a whole file."""
    return searchable_pdf(path.read_bytes(), media_type, reading, images)
