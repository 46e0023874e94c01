"""A server that hangs: its kernel takes lines, and nothing is ever answered."""

import socket
from contextlib import suppress
from threading import Event, Thread


class Mute:
    """A listener that counts the requests that reach it, and answers once it is told to."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.requests, self.over, self.answers = 0, Event(), False
        self.thread = Thread(target=self._listen)
        self.thread.start()
        self._open: list[socket.socket] = []

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def _listen(self) -> None:
        self.listener.settimeout(0.1)
        while not self.over.is_set():
            with suppress(TimeoutError):
                line, _ = self.listener.accept()
                line.settimeout(5)
                line.recv(65536)
                self.requests += 1
                if self.answers:
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                self._open.append(line)

    def close(self) -> None:
        self.over.set()
        self.thread.join()
        for line in self._open:
            line.close()
        self.listener.close()
