"""The engine that reads nothing: for trials of everything else, and the shortest account of the port."""

from models.page import Line, Raster


class NullRecognizer:
    """Finds no text on any page."""

    @property
    def name(self) -> str:
        return "null"

    def recognize(self, page: Raster) -> tuple[Line, ...]:  # noqa: ARG002 - the port's signature
        return ()

    def close(self) -> None:
        """Nothing is held."""


def create(model: str = "") -> NullRecognizer:  # noqa: ARG001 - as all engines are made; it needs no model
    return NullRecognizer()
