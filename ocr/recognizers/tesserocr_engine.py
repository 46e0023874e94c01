"""Tesseract inside the process, through tesserocr: no program start and no temporary file for a page."""

import importlib
import os
from types import ModuleType
from typing import Any

from models.errors import MissingTool, PageCrashed, PageTooSlow
from models.page import Line, Raster
from ocr.recognizers.leptonica import hush
from ocr.recognizers.pixels import grey_pixels, stated_dpi
from ocr.recognizers.symbols import VARIABLES, lines_of
from ocr.recognizers.tessdata import LANGUAGE, LAYOUT, tessdata

TIMEOUT = 120.0
"""Seconds after which one page is given up; a dense A4 page takes about 0.7 s."""

PAGES_PER_INSTANCE = 200
"""Pages after which the engine is made anew, so that nothing it gathers can grow for ever."""


class TesserocrRecognizer:
    """Holds one engine; fed with raw pixels only, because files and PIL images make it decode and copy again."""

    def __init__(
        self,
        module: ModuleType,
        folder: str,
        *,
        model: str = LANGUAGE,
        pages: int = PAGES_PER_INSTANCE,
        timeout: float = TIMEOUT,
    ) -> None:
        self._module = module
        self._folder = folder
        self._model = model
        self._pages_per_instance = pages
        self._timeout = timeout
        self._pages = 0
        self._api: Any = None

    @property
    def name(self) -> str:
        version = self._module.tesseract_version().split()[1]
        return f"tesserocr (Tesseract {version}, {self._model})"

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        """See the port. Raises PageTooSlow past the time limit, PageCrashed when the engine gives up on the page."""
        pixels = grey_pixels(page)
        engine = self._engine()
        try:
            engine.SetImageBytes(pixels.tobytes(), page.width, page.height, 1, page.width)
            engine.SetSourceResolution(stated_dpi(page))
            done = engine.Recognize(round(self._timeout * 1000))
            lines = lines_of(self._module, engine) if done else None
        except RuntimeError as error:
            self.close()
            raise PageCrashed(
                "Tesseract dừng giữa chừng khi đọc trang; hãy quét lại trang này.",
                "Tesseract stopped while reading the page; scan this page again.",
                reason=str(error)[:300],
            ) from error
        if lines is None:
            self.close()
            raise PageTooSlow(
                f"Đọc trang quá {self._timeout:g} giây; hãy quét lại trang này rõ hơn hoặc nhỏ hơn.",
                f"Reading the page took more than {self._timeout:g} seconds; scan it again, cleaner or smaller.",
            )
        engine.Clear()
        return lines

    def close(self) -> None:
        """Free the engine; the next page makes a new one."""
        if self._api is not None:
            self._api.End()
            self._api = None

    def _engine(self) -> Any:  # noqa: ANN401 - tesserocr ships no types
        if self._pages >= self._pages_per_instance:
            self.close()
        if self._api is None:
            self._pages = 0
            self._api = self._start()
        self._pages += 1
        return self._api

    def _start(self) -> Any:  # noqa: ANN401 - tesserocr ships no types
        module = self._module
        try:
            engine = module.PyTessBaseAPI(
                path=self._folder, lang=self._model, psm=module.PSM.AUTO, oem=module.OEM.LSTM_ONLY
            )
        except RuntimeError as error:
            raise MissingTool(
                f"Tesseract không dùng được dữ liệu trong {self._folder}; hãy cài lại gói tesseract-ocr-{self._model}.",
                f"Tesseract cannot use the data in {self._folder}; reinstall the package tesseract-ocr-{self._model}.",
            ) from error
        for variable, value in (VARIABLES | LAYOUT).items():
            engine.SetVariable(variable, value)
        return engine


def probe() -> ModuleType:
    """Return the module tesserocr. Raises MissingTool when it is not installed or cannot be loaded."""
    try:
        return importlib.import_module("tesserocr")
    except ImportError as error:
        raise MissingTool(
            "Chưa cài tesserocr; hãy cài lại các gói trong requirements.txt hoặc chọn bộ nhận dạng pytesseract.",
            "tesserocr is not installed; install requirements.txt again or choose the recogniser pytesseract.",
        ) from error


def create(model: str = LANGUAGE) -> TesserocrRecognizer:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # unset, Tesseract's threads cost four times the CPU
    module = probe()
    hush(module)
    return TesserocrRecognizer(module, str(tessdata(model)), model=model)
