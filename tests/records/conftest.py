"""What the tests of several back ends share."""

from collections.abc import Iterator

import pytest

from tests.records.mute import Mute


@pytest.fixture
def mute() -> Iterator[Mute]:
    server = Mute()
    yield server
    server.close()
