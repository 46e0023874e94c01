"""Real servers of our own, to be frozen, stopped and killed."""

import os
import random
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from api.backends import read_credentials
from api.engines.keeper import NAMES, Keeper
from api.settings import read_settings
from bench.processes import family
from records.objects.s3_lock import make_bucket

_PORTS = range(21_000, 29_000)
"""Below the ports that the kernel gives to outgoing lines: one of those could take a stopped server's place."""

_NODE_TO_NODE = 100
"""Elasticsearch listens so much higher, too."""


class Engines:
    """PostgreSQL, MinIO and Elasticsearch below a folder that the account of the servers can enter."""

    def __init__(self, home: Path) -> None:
        ports = {f"HOSO_{name.upper()}_PORT": str(free_port()) for name in NAMES}
        self._keeper = Keeper(read_settings({"HOSO_HOME": str(home), **ports}), lambda _line: None)

    def start(self, name: str) -> None:
        """Start one server and wait until it answers. Raises ServiceError."""
        self._keeper.start([name])

    def start_all(self) -> None:
        self._keeper.start()

    def stop(self, name: str) -> None:
        """Ask one server to end in order, and wait."""
        self._keeper.stop([name])

    def kill(self, name: str) -> None:
        """End one server with all its processes at once, as a failing machine does."""
        self._signal(name, signal.SIGKILL)

    def freeze(self, name: str) -> None:
        """Have one server say nothing more: its lines stay open, and new ones are taken by the kernel."""
        self._signal(name, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        self._signal(name, signal.SIGCONT)

    def stop_all(self) -> None:
        """Stop whatever runs, frozen or not."""
        for name in NAMES:
            if self._keeper.state(name).pid is not None:
                self.thaw(name)
        self._keeper.stop()

    def variables(self) -> Mapping[str, str]:
        """Return the settings by which the programme uses these servers."""
        lines = self._keeper.settings_file.read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def rooms(self, name: str) -> Mapping[str, str]:
        """Make a database and a bucket of this name; return the settings to use them, and an index of that name."""
        found = dict(self.variables())
        for store in ("HOSO_RECORDS", "HOSO_OBJECTS", "HOSO_INDEX"):
            found[store] = urlunsplit(urlsplit(found[store])._replace(path=f"/outage-{name}"))
        settings = read_settings(found)
        login = read_credentials(settings.records_login)
        assert login is not None
        there = self.variables()["HOSO_RECORDS"]
        with psycopg.connect(there, user=login.user, password=login.password, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"outage-{name}")))
        bucket_login = read_credentials(settings.objects_login)
        assert bucket_login is not None
        make_bucket(settings.objects, bucket_login)
        return found

    def pid(self, name: str) -> int:
        pid = self._keeper.state(name).pid
        if pid is None:
            raise ValueError(f"{name} does not run")
        return pid

    def _signal(self, name: str, number: signal.Signals) -> None:
        for pid in family(self.pid(name)):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue  # it ended while the list was read


HARMS: Mapping[str, tuple[Callable[[Engines, str], None], Callable[[Engines, str], None]]] = {
    "frozen": (Engines.freeze, Engines.thaw),
    "stopped": (Engines.stop, Engines.start),
    "killed": (Engines.kill, Engines.start),
}
"""What can befall a server, and how it comes back."""


@contextmanager
def engines() -> Iterator[Engines]:
    """Yield servers that run, in a folder of their own; stop them and remove all of it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="hoso-outage-"))
    home.chmod(0o711)  # the account of the servers passes through
    made = Engines(home)
    try:
        made.start_all()
        yield made
    finally:
        made.stop_all()
        shutil.rmtree(home)


def free_port() -> int:
    """Return a port that nobody listens at, nor a hundred higher."""
    while True:
        port = random.choice(_PORTS)
        if all(_is_free(each) for each in (port, port + _NODE_TO_NODE)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
