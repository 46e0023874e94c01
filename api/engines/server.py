"""What a server is to its keeper: how it is installed, made ready, run and asked for its health."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from api.engines.account import Account

Tell = Callable[[str], None]
"""Takes one line that tells a person what takes long."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one server lives: `folder` is its own; `cache` holds programmes that were fetched or built."""

    folder: Path
    cache: Path
    port: int
    account: Account
    user: str
    password: str = field(repr=False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"


@dataclass(frozen=True, slots=True)
class Launch:
    """A process: its command and its whole environment."""

    command: Sequence[str]
    environment: Mapping[str, str]


class Server(Protocol):
    """One kind of server: a module of this package with these functions, and `STOP`, the signal that asks it to end."""

    def install(self, place: Place, tell: Tell) -> None:
        """Install what is missing. Raises MissingTool with what to do."""
        ...

    def prepare(self, place: Place) -> Launch:
        """Write configuration and, the first time, the data folder; return how to run it."""
        ...

    def healthy(self, place: Place) -> bool:
        """Return whether the server answers, to our password."""
        ...

    def settle(self, place: Place) -> None:
        """Make in the running server what the programme expects there, if it is missing."""
        ...

    def settings(self, place: Place) -> Mapping[str, str]:
        """Return the settings by which the programme uses the server, without user and password."""
        ...
