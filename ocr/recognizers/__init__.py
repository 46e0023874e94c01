"""OCR engines, one module each, found by name.

A new engine is one new file ``<name>_engine.py`` beside this one with a function ``create(model) -> TextRecognizer``;
it passes `tests/contract/test_text_recognizer.py`. A name may choose the model after a colon: ``tesserocr:vie`` reads
with Tesseract's own Vietnamese network, ``tesserocr:vie-hoso`` with the one trained here (docs/model.md).
"""

import importlib
import pkgutil
from typing import cast

from models.errors import UsageError
from models.ports.recognizer import TextRecognizer
from ocr.recognizers.narrowed import suited
from ocr.recognizers.tessdata import LANGUAGE

DEFAULT = "tesserocr:vie-hoso"
"""The engine and the model that measured better (docs/reading.md, docs/model.md)."""

_SUFFIX = "_engine"


def names() -> tuple[str, ...]:
    """Return the names of all engines, whether or not what they need is installed."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in modules if name.endswith(_SUFFIX)))


def create(name: str = DEFAULT) -> TextRecognizer:
    """Return a new engine, ready to read. Use it in one thread of one process and close it.

    `name` is one of `names()`, with a model after a colon or without. Raises UsageError for another, MissingTool or
    MissingData when what the engine or the model needs is not installed.
    """
    engine, _, model = name.partition(":")
    if engine not in names():
        choices = ", ".join(names())
        raise UsageError(
            f"Không có bộ nhận dạng “{name}”; hãy chọn một trong: {choices}.",
            f"There is no recogniser “{name}”; choose one of: {choices}.",
        )
    module = importlib.import_module(f"{__name__}.{engine}{_SUFFIX}")
    return suited(cast("TextRecognizer", module.create(model or LANGUAGE)), model)
