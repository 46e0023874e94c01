"""An Elasticsearch that takes lines and never answers."""

from collections.abc import Iterator

import pytest
from elastic_transport import ConnectionTimeout, NodeConfig

from records.index.elasticsearch import transport
from records.index.elasticsearch.transport import PatientTransport
from tests.records.mute import Mute

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
RETRIES = 3


@pytest.fixture
def lines(mute: Mute, monkeypatch: pytest.MonkeyPatch) -> Iterator[PatientTransport]:
    monkeypatch.setattr(transport, "BRIEF_SECONDS", 0.2)
    monkeypatch.setattr(transport, "BULK_SECONDS", 0.4)
    made = PatientTransport([NodeConfig("http", "127.0.0.1", mute.port)], max_retries=RETRIES)
    yield made
    made.close()


@pytest.mark.parametrize("target", ["/hoso/_search", "/hoso/_bulk?require_alias=true"])
def test_who_waited_in_vain_does_not_ask_again_and_the_next_is_brief(
    mute: Mute, lines: PatientTransport, target: str
) -> None:
    with pytest.raises(ConnectionTimeout):
        lines.perform_request("POST", target, request_timeout=0.3)
    assert mute.requests == 1
    with pytest.raises(ConnectionTimeout):
        lines.perform_request("GET", "/_cluster/health", request_timeout=60)
    assert mute.requests == 2


def test_once_it_answers_it_is_waited_for_again(mute: Mute, lines: PatientTransport) -> None:
    with pytest.raises(ConnectionTimeout):
        lines.perform_request("GET", "/", request_timeout=0.3)
    mute.answers = True
    assert lines.perform_request("HEAD", "/").meta.status == 200
    assert not lines._patience.is_brief()
