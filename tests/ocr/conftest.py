"""The real engine, one for the tests of a module."""

from collections.abc import Iterator

import pytest

from models.ports.recognizer import TextRecognizer
from ocr import recognizers


@pytest.fixture(scope="module")
def engine() -> Iterator[TextRecognizer]:
    made = recognizers.create()
    yield made
    made.close()
