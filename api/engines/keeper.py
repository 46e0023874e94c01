"""Starts, stops and looks after the servers of this machine, all under ``var/services``."""

import fcntl
import os
import secrets
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from signal import Signals
from typing import cast

from api.engines import process
from api.engines.account import service_account
from api.engines.server import Place, Server, Tell
from api.settings import Settings
from models.errors import ServiceError

NAMES = ("postgresql", "minio", "elasticsearch")
START_SECONDS = 180
"""How long a server may take until it answers. Elasticsearch took 10 to 20 s on two idle cores."""

_STORES = {"postgresql": "HOSO_RECORDS", "minio": "HOSO_OBJECTS", "elasticsearch": "HOSO_INDEX"}
_USER = "hoso"
_OPEN = "elasticsearch"
"""Runs without login, as the distribution of Maven Central is for trial; it listens on 127.0.0.1 alone."""


@dataclass(frozen=True, slots=True)
class State:
    """How a server is: its process, if it runs, and whether it answers."""

    name: str
    port: int
    pid: int | None
    healthy: bool


class Keeper:
    """The servers below ``<home>/var/services``."""

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self._settings = settings
        self._tell = tell
        self._folder = settings.home / "var" / "services"

    @property
    def settings_file(self) -> Path:
        """``NAME=value`` lines by which the programme uses the servers; passwords are in files of their own."""
        return self._folder / "settings"

    def start(self, names: Sequence[str] = NAMES) -> None:
        """Install, start and await the servers; one that runs already is left alone. Raises ServiceError."""
        with self._alone():
            for name in names:
                self._start(name, self._place(name))
                self._write_settings()

    def stop(self, names: Sequence[str] = NAMES) -> None:
        """Stop the servers that run, the last started first. Their data stays."""
        with self._alone():
            for name in reversed(names):
                running = process.find(self._folder / name)
                if running is not None and not process.end(running, _stop_signal(name)):
                    self._tell(f"{name}: phải dừng cưỡng bức / had to be killed")

    def state(self, name: str) -> State:
        """Return how a server is, without starting anything."""
        running = process.find(self._folder / name)
        if running is None:
            return State(name, self._port(name), None, healthy=False)
        return State(name, self._port(name), running.pid, _server(name).healthy(self._place(name)))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one command at a time start and stop servers; another waits."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o711)  # the account of the servers passes through to its own folders
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self, name: str, place: Place) -> None:
        server = _server(name)
        running = process.find(place.folder)
        if running is None:
            _need_free_port(name, place.port)
            server.install(place, self._tell)
            place.account.make_folder(place.folder)
            place.account.make_folder(place.log)
            running = process.launch(place, server.prepare(place))
        self._await(name, place, running)
        server.settle(place)

    def _await(self, name: str, place: Place, running: process.Running) -> None:
        limit = time.monotonic() + START_SECONDS
        while process.is_alive(running) and time.monotonic() < limit:
            if _server(name).healthy(place):
                return
            time.sleep(0.2)
        raise _not_up(name, place)

    def _place(self, name: str) -> Place:
        return Place(
            folder=self._folder / name,
            cache=self._settings.services_cache,
            port=self._port(name),
            account=service_account(),
            user=_USER,
            password="" if name == _OPEN else self._password(name),
        )

    def _port(self, name: str) -> int:
        return int(getattr(self._settings.ports, name))

    def _password_file(self, name: str) -> Path:
        return self._folder / f"{name}.password"

    def _password(self, name: str) -> str:
        """Return the password, generated the first time, in a file that only its owner can read."""
        file = self._password_file(name)
        if not file.exists():
            _write_private(file, secrets.token_urlsafe(24) + "\n")
        return file.read_text(encoding="ascii").strip()

    def _write_settings(self) -> None:
        lines = [f"{key}={value}" for name in NAMES for key, value in self._settings_of(name).items()]
        _write_private(self.settings_file, "\n".join(lines) + "\n")

    def _settings_of(self, name: str) -> Mapping[str, str]:
        if process.find(self._folder / name) is None:
            return {}
        place, store = self._place(name), _STORES[name]
        found = _server(name).settings(place)
        if name == _OPEN:
            return found
        return {**found, f"{store}_USER": _USER, f"{store}_PASSWORD_FILE": str(self._password_file(name))}


def _server(name: str) -> Server:
    return cast("Server", import_module(f"api.engines.{name}"))


def _stop_signal(name: str) -> Signals:
    return cast("Signals", import_module(f"api.engines.{name}").STOP)


def _write_private(file: Path, content: str) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(content)
    draft.replace(file)


def _need_free_port(name: str, port: int) -> None:
    """Raise ServiceError when somebody listens already: else the stranger's answers would be taken for the server's."""
    with socket.socket() as line:
        if line.connect_ex(("127.0.0.1", port)) == 0:
            raise ServiceError(
                f"Cổng {port} đã có chương trình khác dùng; hãy đặt HOSO_{name.upper()}_PORT khác.",
                f"Port {port} is used by another programme; set another HOSO_{name.upper()}_PORT.",
            )


def _not_up(name: str, place: Place) -> ServiceError:
    output = (place.log / "output").read_text(encoding="utf-8", errors="replace").splitlines()
    last = " ".join(" ".join(output[-3:]).split())[-300:]
    return ServiceError(
        f"{name} không hoạt động ({last}); hãy xem “{place.log}”.",
        f"{name} does not come up ({last}); see “{place.log}”.",
    )
