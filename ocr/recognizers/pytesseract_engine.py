"""Tesseract as a program of its own for every page, through pytesseract: nothing to compile, slower by its start."""

import os
import shutil

import pytesseract
from PIL import Image

from models.errors import MissingTool, PageCrashed, PageTooSlow
from models.page import Line, Raster
from ocr.recognizers.pixels import grey_pixels, stated_dpi
from ocr.recognizers.tessdata import LANGUAGE, LAYOUT, tessdata
from ocr.recognizers.tsv import parse_tsv

TIMEOUT = 120.0
"""Seconds after which one page is given up; a dense A4 page takes about 1 s."""


class PytesseractRecognizer:
    """Runs the ``tesseract`` program once a page."""

    def __init__(self, program: str, folder: str, timeout: float = TIMEOUT, model: str = LANGUAGE) -> None:
        self._folder = folder
        self._model = model
        self._timeout = timeout
        pytesseract.pytesseract.tesseract_cmd = program
        self._version = str(pytesseract.get_tesseract_version())

    @property
    def name(self) -> str:
        return f"pytesseract (Tesseract {self._version}, {self._model})"

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        """See the port. Raises PageTooSlow past the time limit, PageCrashed when the program fails."""
        image = Image.fromarray(grey_pixels(page))
        layout = "".join(f" -c {variable}={value}" for variable, value in LAYOUT.items())
        config = f'--tessdata-dir "{self._folder}" --oem 1 --psm 3 --dpi {stated_dpi(page)}{layout}'
        try:
            table = pytesseract.image_to_data(image, lang=self._model, config=config, timeout=self._timeout)
        except pytesseract.TesseractError as error:
            raise PageCrashed(
                "Tesseract dừng giữa chừng khi đọc trang; hãy quét lại trang này.",
                "Tesseract stopped while reading the page; scan this page again.",
                reason=str(error)[:300],
            ) from error
        except RuntimeError as error:
            raise PageTooSlow(
                f"Đọc trang quá {self._timeout:g} giây; hãy quét lại trang này rõ hơn hoặc nhỏ hơn.",
                f"Reading the page took more than {self._timeout:g} seconds; scan it again, cleaner or smaller.",
            ) from error
        return parse_tsv(table)

    def close(self) -> None:
        """Nothing is held between pages."""


def probe() -> str:
    """Return the path of the ``tesseract`` program. Raises MissingTool when there is none."""
    program = shutil.which("tesseract")
    if program is None:
        raise MissingTool(
            "Chưa cài Tesseract; hãy cài các gói tesseract-ocr và tesseract-ocr-vie.",
            "Tesseract is not installed; install the packages tesseract-ocr and tesseract-ocr-vie.",
        )
    return program


def create(model: str = LANGUAGE) -> PytesseractRecognizer:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # unset, Tesseract's threads cost four times the CPU
    return PytesseractRecognizer(probe(), str(tessdata(model)), model=model)
