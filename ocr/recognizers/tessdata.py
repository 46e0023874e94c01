"""Where Tesseract's language data are, apart from running it."""

import os
from collections.abc import Iterator
from pathlib import Path

from models.errors import MissingData

LANGUAGE = "vie"
_DEBIAN = Path("/usr/share/tesseract-ocr")

LAYOUT = {"textord_noise_rejrows": "0"}
"""Tesseract's variables for finding rows: it must not drop small print with many marks as noise (docs/reading.md)."""

SHIPPED = Path(__file__).resolve().parent.parent / "data"
"""Models trained here, which come with the programme."""


def tessdata(language: str = LANGUAGE) -> Path:
    """Return the folder that holds ``<language>.traineddata``.

    ``TESSDATA_PREFIX`` comes first (Tesseract's own variable), then Debian's folders, newest version first, then the
    models that come with the programme. Raises MissingData when the language is in none of them.
    """
    for folder in _candidates():
        if (folder / f"{language}.traineddata").is_file():
            return folder
    raise MissingData(
        f"Chưa có dữ liệu nhận dạng “{language}” của Tesseract; hãy cài gói tesseract-ocr-{language}"
        " hoặc đặt TESSDATA_PREFIX.",
        f"Tesseract's data for “{language}” are not installed; install the package tesseract-ocr-{language}"
        " or set TESSDATA_PREFIX.",
        language=language,
    )


def _candidates() -> Iterator[Path]:
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    yield from sorted(_DEBIAN.glob("*/tessdata"), reverse=True)
    yield Path("/usr/share/tessdata")
    yield SHIPPED
