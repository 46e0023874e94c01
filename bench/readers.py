"""Readers that are compared: this service as `./hoso read` runs it, and plain pytesseract."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Protocol

import pytesseract
from PIL import Image

from api.page_pool import ProcessPagePool
from api.processes import die_with_parent
from api.services.reading import make_searchable, read_file
from api.settings import Settings, read_settings
from models.errors import HosoError
from ocr.searchable import needs_page_images


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader made of one page. `seconds` is the time of its process; `error` says why there is nothing."""

    text: str
    seconds: float
    rotation: int = 0
    type: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    error: str = ""


class Reader(Protocol):
    """Something that reads files of one page each, side by side."""

    def read(self, paths: Sequence[Path]) -> list[Answer]:
        """Return the answers in the order of `paths`."""
        ...

    def close(self) -> None: ...


class Hoso:
    """This service: the same page pool, limits and steps as `./hoso read`, with a searchable PDF where it is wanted.

    `recognizer` is an engine and its model (``tesserocr:vie``), else the one of the settings. The threads live as long
    as the pool, as they do there: the kernel ends a page process with the thread that started it.
    """

    def __init__(self, processes: int, recognizer: str = "", *, searchable: bool = False) -> None:
        settings = replace(read_settings(), workers=processes)
        self._settings = replace(settings, recognizer=recognizer) if recognizer else settings
        self._searchable = searchable
        self._pool = ProcessPagePool(self._settings)
        self._threads = ThreadPoolExecutor(processes + 2)

    def read(self, paths: Sequence[Path]) -> list[Answer]:
        read = partial(_read_with, self._pool, self._settings, searchable=self._searchable)
        return list(self._threads.map(read, paths))

    def close(self) -> None:
        self._pool.close()
        self._threads.shutdown()


class Plain:
    """Plain pytesseract with the language `vie`, one page a process at a time."""

    def __init__(self, processes: int) -> None:
        self._pool = ProcessPoolExecutor(
            processes, mp_context=get_context("spawn"), initializer=die_with_parent, initargs=(os.getpid(),)
        )

    def read(self, paths: Sequence[Path]) -> list[Answer]:
        return list(self._pool.map(read_plain, paths))

    def close(self) -> None:
        self._pool.shutdown()


def read_plain(path: Path) -> Answer:
    """Read one image as the first example of pytesseract's manual does."""
    started = monotonic()
    with Image.open(path) as image:
        text = str(pytesseract.image_to_string(image, lang="vie"))
    return Answer(text, monotonic() - started)


def _read_with(pool: ProcessPagePool, settings: Settings, path: Path, *, searchable: bool) -> Answer:
    try:
        file = read_file(path, settings.limits, pool, images=needs_page_images if searchable else False)
        made = file.digitisation
        if searchable:
            make_searchable(path, file, pool)
    except HosoError as error:
        return Answer("", 0.0, error=f"{error.code}: {error.en}")
    page = made.reading.pages[0]
    fields = {name: value.value for name, value in made.extraction.fields.items()}
    return Answer(page.text, page.seconds, page.rotation, made.classification.type, fields)
