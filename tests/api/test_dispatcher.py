"""While every other thread is busy, whoever watches over the service is answered."""

import threading
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
import waitress

from api.dispatcher import TwoDispatchers
from tests.api.stopping import stop

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
THREADS = 3


class Hanging:
    """A WSGI application whose requests hang until released, but for those of the watcher."""

    def __init__(self) -> None:
        self.released = threading.Event()
        self.hanging = threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/hang":
            self.hanging.release()
            self.released.wait(60)
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]


@pytest.fixture
def hanging() -> Hanging:
    return Hanging()


@pytest.fixture
def port(hanging: Hanging) -> Iterator[int]:
    dispatcher = TwoDispatchers(THREADS)
    server = waitress.create_server(hanging, host="127.0.0.1", port=0, _dispatcher=dispatcher)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    hanging.released.set()
    stop(server, thread)


def get(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/readyz?verbose"])
def test_the_watcher_is_answered_while_all_others_hang(hanging: Hanging, port: int, path: str) -> None:
    callers = [threading.Thread(target=get, args=(port, "/hang")) for _ in range(2 * THREADS)]
    for caller in callers:
        caller.start()
    for _ in range(THREADS):
        assert hanging.hanging.acquire(timeout=30)
    assert get(port, path) == 200
    assert not hanging.released.is_set()
    hanging.released.set()
    for caller in callers:
        caller.join(30)
    assert not any(caller.is_alive() for caller in callers)
