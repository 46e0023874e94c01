"""An S3 server that takes lines and never answers: how long one waits, and the others after them."""

from collections.abc import Iterator

import pytest
import urllib3

from models.errors import ServiceError
from records.backends import Credentials
from records.objects import s3_wire
from records.objects.s3_url import parse
from records.objects.s3_wire import RETRIES, Body, Wire
from tests.records.mute import Mute

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def wire(mute: Mute, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    monkeypatch.setattr(s3_wire, "_BRIEF", urllib3.Timeout(connect=0.2, read=0.2))
    made = Wire(parse(f"s3+http://127.0.0.1:{mute.port}/bucket"), Credentials("user", "secret"))
    yield made
    made._own().pool.clear()


def test_the_first_tries_once_more_and_those_after_it_not_at_all(mute: Mute, wire: Wire) -> None:
    with pytest.raises(ServiceError, match="ReadTimeoutError"):
        wire.send("GET", "key", seconds=0.3)
    assert mute.requests == 2 < RETRIES
    with pytest.raises(ServiceError, match="ReadTimeoutError"):
        wire.send("PUT", "key", body=Body.of(b"content"), seconds=60)
    assert mute.requests == 3


def test_once_it_answers_it_is_waited_for_again(mute: Mute, wire: Wire) -> None:
    with pytest.raises(ServiceError):
        wire.send("GET", "key", seconds=0.3)
    mute.answers = True
    assert wire.send("GET", "key").status == 200
    mute.answers, before = False, mute.requests
    with pytest.raises(ServiceError):
        wire.send("GET", "key", seconds=0.3)
    assert mute.requests == before + 2
