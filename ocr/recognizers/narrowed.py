"""Shows an engine its pages narrower than they are: its network takes a step every few pixels along a line of print.

A page at 0.85 of its width costs 0.85 of the steps, which are more than half of the time of reading. A network that was
trained on narrowed lines reads them as well as it read wide ones (docs/model.md); another one does not.
"""

from collections.abc import Mapping
from dataclasses import replace

import cv2

from models.page import Box, Line, Raster, Word
from models.ports.recognizer import TextRecognizer
from ocr.clean.arrays import as_image, to_array, to_raster

WIDTHS: Mapping[str, float] = {"vie-hoso": 0.85, "vie-hoso-best": 0.85}
"""Share of its width at which a page is shown to each model that was trained so; measured, see docs/model.md."""


class Narrowed:
    """Reads with another recogniser; `share` of the page's width, above 0 and up to 1, is what that one sees."""

    def __init__(self, recognizer: TextRecognizer, share: float) -> None:
        self._recognizer = recognizer
        self._share = share

    @property
    def name(self) -> str:
        return self._recognizer.name

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        """See the port; boxes are in pixels of `page`."""
        narrow = narrowed(page, self._share)
        lines = self._recognizer.recognize(narrow)
        stretch = page.width / narrow.width
        return tuple(Line(tuple(_widened(word, stretch, page.width) for word in line.words)) for line in lines)

    def close(self) -> None:
        self._recognizer.close()


def suited(recognizer: TextRecognizer, model: str) -> TextRecognizer:
    """Return `recognizer`, which reads with `model`, so that it sees pages as wide as that model was trained on."""
    share = WIDTHS.get(model, 1.0)
    return recognizer if share == 1.0 else Narrowed(recognizer, share)


def narrowed(page: Raster, share: float) -> Raster:
    """Return a page at `share` of its width, a pixel wide at least. Raises PageDamaged when it is not whole."""
    width = max(1, round(page.width * share))
    narrow = cv2.resize(to_array(page), (width, page.height), interpolation=cv2.INTER_AREA)
    return to_raster(as_image(narrow), page.dpi)


def _widened(word: Word, stretch: float, width: int) -> Word:
    left, top, right, bottom = word.box
    return replace(word, box=Box(round(left * stretch), top, min(width, round(right * stretch)), bottom))
