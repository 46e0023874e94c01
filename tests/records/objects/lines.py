"""Lines that break in the middle: a relay on 127.0.0.1 that counts bytes and hangs up, and a server that says so."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace as changed
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer

from records.objects.minio import S3Objects
from records.objects.s3_wire import Wire
from tests.records.objects.s3 import Bucket


class Line:
    """Relays connections to `target`. After `limit` bytes in the watched direction it hangs up, once or for good."""

    def __init__(self, bucket: Bucket, limit: int, *, downwards: bool, for_good: bool) -> None:
        self._target = bucket.wire.bucket.endpoint.split(":")
        self._limit, self._downwards, self._for_good = limit, downwards, for_good
        self._lock = threading.Lock()
        self._ends: list[socket.socket] = []
        self.sent = self.received = self.broken = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()
        where = changed(bucket.wire.bucket, endpoint=f"127.0.0.1:{self._door.getsockname()[1]}")
        self.store = S3Objects(Wire(where, bucket.login))

    def close(self) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if self._for_good and self.broken:
                    near.close()
                    continue
                near.settimeout(5)
                far = socket.create_connection((self._target[0], int(self._target[1])), timeout=5)
                self._ends += [near, far]
                for pair in ((near, far, False), (far, near, True)):
                    self._threads.append(threading.Thread(target=self._pump, args=pair))
                    self._threads[-1].start()

    def _pump(self, source: socket.socket, sink: socket.socket, downwards: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if self._is_over(len(data), downwards):
                    break
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _is_over(self, size: int, downwards: bool) -> bool:
        with self._lock:
            if downwards:
                self.received += size
            else:
                self.sent += size
            passed = self.received if self._downwards else self.sent
            over = downwards == self._downwards and passed > self._limit and not self.broken
            self.broken += over
            return over


@contextmanager
def breaking(bucket: Bucket, after: int, *, downwards: bool = False, for_good: bool = False) -> Iterator[Line]:
    """Give a line to the bucket's server that hangs up after so many bytes."""
    line = Line(bucket, after, downwards=downwards, for_good=for_good)
    try:
        yield line
    finally:
        line.close()


@contextmanager
def answering(statuses: list[int]) -> Iterator[tuple[int, list[bytes]]]:
    """Run a server that answers PUT by each status in turn, 400 as a body cut short; give its port and the bodies."""
    left, got = list(statuses), []

    class Answers(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            status = left.pop(0)
            words = b"<Error><Code>IncompleteBody</Code></Error>" if status == HTTPStatus.BAD_REQUEST else b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, got
        server.shutdown()
        thread.join()
