"""Starts, stops and looks after the servers of this machine, all under ``var/services``."""

import os
import secrets
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from signal import Signals
from typing import cast

from api.engines import process
from api.engines.account import service_account
from api.engines.server import Place, Server, Tell
from api.engines.tools import alone
from api.settings import Settings
from models.errors import ServiceError

NAMES = ("postgresql", "minio", "elasticsearch")
SECOND = "versitygw"
"""A second S3 server, for the tests; it has a settings file of its own."""

ALL = (*NAMES, SECOND)
_LANES = (("postgresql", "elasticsearch"), ("minio", SECOND))
"""What is installed at the same time: packages are fetched while Go builds; two of one kind would only wait."""

START_SECONDS = 180
"""How long a server may take until it answers. Elasticsearch took 10 to 20 s on two idle cores."""

_STORES = {
    "postgresql": "HOSO_RECORDS",
    "minio": "HOSO_OBJECTS",
    "elasticsearch": "HOSO_INDEX",
    SECOND: "HOSO_OBJECTS",
}
_USER = "hoso"
_OPEN = "elasticsearch"
"""Runs without login, as the distribution of Maven Central is for trial; it listens on 127.0.0.1 alone."""


@dataclass(frozen=True, slots=True)
class State:
    """How a server is: its process, if it runs, and whether it answers.

    `port` is where it listens, or would; `moved` is whether the settings name another since it was started.
    """

    name: str
    port: int
    pid: int | None
    healthy: bool
    moved: bool = False


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

    @property
    def second_settings_file(self) -> Path:
        """The same for the second S3 server, in place of MinIO."""
        return self._folder / f"settings.{SECOND}"

    def start(self, names: Sequence[str] = NAMES) -> None:
        """Install, start and await the servers; one that runs already is left alone. Raises ServiceError."""
        with self._alone():
            self._install([name for name in names if process.find(self._folder / name) is None])
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
        place = self._place_of(name, running)
        moved = place.port != self._port(name)
        return State(name, place.port, running.pid, _server(name).healthy(place), moved)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one command at a time start and stop servers; another waits."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o711)  # the account of the servers passes through to its own folders
        with alone(self._folder / "lock"):
            yield

    def _install(self, names: Sequence[str]) -> None:
        """Install what is missing, one lane beside the other. Raises the first error once both have ended."""
        service_account()  # made here, once, and not by two lanes
        with ThreadPoolExecutor(len(_LANES)) as lanes:
            done = [lanes.submit(self._install_lane, [n for n in lane if n in names]) for lane in _LANES]
        for each in done:
            each.result()

    def _install_lane(self, names: Sequence[str]) -> None:
        for name in names:
            _server(name).install(self._place(name), self._tell)

    def _start(self, name: str, place: Place) -> None:
        server = _server(name)
        running = process.find(place.folder)
        if running is None:
            _need_free_port(name, place.port)
            place.account.make_folder(place.folder)
            place.account.make_folder(place.log)
            running = process.launch(place, server.prepare(place))
        elif running.port not in {None, place.port}:
            raise _moved(name, running.port, place.port)
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

    def _place_of(self, name: str, running: process.Running) -> Place:
        """Return the place of a server that may have been started at another port."""
        return replace(self._place(name), port=running.port or self._port(name))

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
        for file, names in ((self.settings_file, NAMES), (self.second_settings_file, (SECOND,))):
            lines = [f"{key}={value}\n" for name in names for key, value in self._settings_of(name).items()]
            _write_private(file, "".join(lines))

    def _settings_of(self, name: str) -> Mapping[str, str]:
        running = process.find(self._folder / name)
        if running is None:
            return {}
        place, store = self._place_of(name, running), _STORES[name]
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


def _moved(name: str, there: int | None, wanted: int) -> ServiceError:
    setting = f"HOSO_{name.upper()}_PORT"
    return ServiceError(
        f"{name} đang chạy ở cổng {there} mà {setting} là {wanted}; hãy dừng nó (services stop {name}) rồi chạy lại.",
        f"{name} runs at port {there} but {setting} says {wanted}; stop it (services stop {name}), then start again.",
    )


def _not_up(name: str, place: Place) -> ServiceError:
    output = (place.log / "output").read_text(encoding="utf-8", errors="replace").splitlines()
    last = " ".join(" ".join(output[-3:]).split())[-300:]
    return ServiceError(
        f"{name} không hoạt động ({last}); hãy xem “{place.log}”.",
        f"{name} does not come up ({last}); see “{place.log}”.",
    )
