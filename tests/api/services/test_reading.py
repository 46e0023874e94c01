"""Reading a file: page images are made only where somebody wants them of such a file."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PIL import Image

from api.services.pages import PageOutcome, PageTask, PageWork
from api.services.reading import Wanted, read_file
from ingest.limits import Limits
from models.job import Lane
from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word
from ocr.searchable import needs_page_images

T = TypeVar("T")


@dataclass
class Asked:
    """A pool that reads the same word on every page and keeps what was asked of it."""

    images: list[bool] = field(default_factory=list)

    def read(self, task: PageTask, *, image: bool, lane: Lane = Lane.INTERACTIVE) -> Future[PageOutcome]:  # noqa: ARG002 - part of the port
        self.images.append(image)
        line = Line((Word("Kính", Box(1, 1, 9, 9), 0.9),))
        reading = PageReading(task.number, 40, 60, 40, 60, 0, 0.0, IDENTITY, (line,), TextSource.OCR)
        done: Future[PageOutcome] = Future()
        done.set_result(PageWork(reading, b"picture" if image else b""))
        return done

    def run(self, function: Callable[..., T], *arguments: object, lane: Lane = Lane.INTERACTIVE) -> T:  # noqa: ARG002 - part of the port
        return function(*arguments)

    def close(self) -> None: ...


@pytest.mark.parametrize(("kind", "images", "made"), [
    ("JPEG", True, True),
    ("JPEG", False, False),
    ("JPEG", needs_page_images, False),
    ("PNG", needs_page_images, True),
])  # fmt: skip
def test_page_images_are_made_where_they_are_wanted(
    kind: str, images: bool | Wanted, made: bool, tmp_path: Path
) -> None:
    path = tmp_path / "page"
    Image.fromarray(np.full((60, 40), 200, np.uint8)).save(path, kind)
    pool = Asked()
    read = read_file(path, Limits(), pool, images=images)
    assert pool.images == [made]
    assert dict(read.images) == ({1: b"picture"} if made else {})
