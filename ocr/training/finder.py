"""Tesseract's own lines of a page: the very boxes that its network is shown, and what it read in them."""

import html
import re
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from models.errors import PageCrashed
from models.text import collapse, nfc
from ocr.clean.arrays import Image
from ocr.recognizers.leptonica import hush
from ocr.recognizers.tesserocr_engine import probe

_KIND = "ocr_(?:line|header|caption|textfloat)"
_LINE = re.compile(
    rf"<span class='{_KIND}'[^>]*?title=\"([^\"]*)\"[^>]*>(.*?)</span>\s*(?=<span class='{_KIND}'|</p>)", re.DOTALL
)
_FACTS = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+); baseline (\S+) (\S+); x_size (\S+); x_descenders ([\d.]+)")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line: left, top, right, bottom in pixels of the page, and the text that the engine's network read."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


class LineFinder:
    """Finds lines with one engine; use it in one thread and close it."""

    def __init__(self, folder: str, language: str = "vie") -> None:
        self._module: ModuleType = probe()
        hush(self._module)
        self._api: Any = self._module.PyTessBaseAPI(
            path=folder, lang=language, psm=self._module.PSM.AUTO, oem=self._module.OEM.LSTM_ONLY
        )

    def find(self, grey: Image) -> tuple[FoundLine, ...]:
        """Return the lines of a cleaned grey page. Raises PageCrashed when the engine gives up."""
        height, width = grey.shape
        try:
            self._api.SetImageBytes(grey.tobytes(), width, height, 1, width)
            self._api.SetSourceResolution(150)
            page = str(self._api.GetHOCRText(0))
        except RuntimeError as error:
            raise PageCrashed("Tesseract không đọc được trang.", "Tesseract could not read the page.") from error
        return parse_hocr(page)

    def close(self) -> None:
        self._api.End()


def parse_hocr(page: str) -> tuple[FoundLine, ...]:
    """Return the lines of a page in Tesseract's hOCR.

    Tesseract shows its network more than a line's ink: `Tesseract::LSTMRecognizeWord` widens the box up to the row's
    ascenders and down to its descenders (`ccmain/linerec.cpp`); the same is done here.
    """
    found = []
    for facts, body in _LINE.findall(page):
        match = _FACTS.search(facts)
        if match:
            x0, y0, x1, y1, slope, offset, size, descenders = (float(group) for group in match.groups())
            base = y1 + offset + slope * (x1 - x0) / 2
            top = min(y0, base - (size - descenders))
            text = collapse(nfc(html.unescape(_TAG.sub(" ", body))))
            found.append(FoundLine(x0, top, x1, max(y1, base + descenders), text))
    return tuple(found)
