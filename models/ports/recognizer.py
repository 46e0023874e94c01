"""OCR engines."""

from typing import Protocol

from models.page import Line, Raster


class TextRecognizer(Protocol):
    """An OCR engine. One instance per process; not shared between threads."""

    @property
    def name(self) -> str:
        """Name, version and model, as kept with each reading."""
        ...

    def recognize(self, page: Raster) -> tuple[Line, ...]:
        """Return the lines of a cleaned, upright grey page in the engine's reading order, boxes in its pixels.

        Raises MissingTool or MissingData when the engine or its language is not installed, PageError when it fails.
        """
        ...

    def close(self) -> None: ...
