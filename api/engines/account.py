"""The account that servers run as: never root, as PostgreSQL and Elasticsearch refuse to."""

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

from api.engines.tools import run_tool

NAME = "hoso-services"


@dataclass(frozen=True, slots=True)
class Account:
    """User and group ids, or None for whoever runs the programme."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Give `path` to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def make_folder(self, path: Path) -> None:
        """Make a folder that nobody else can look into."""
        path.mkdir(mode=0o700, exist_ok=True)
        self.own(path)


def service_account() -> Account:
    """Return an account of its own, made the first time, when we are root; else our own."""
    if os.geteuid() != 0:
        return Account()
    try:
        found = pwd.getpwnam(NAME)
    except KeyError:
        shell = shutil.which("nologin") or "/usr/sbin/nologin"
        run_tool(["useradd", "--system", "--user-group", "--no-create-home", "--shell", shell, NAME])
        found = pwd.getpwnam(NAME)
    return Account(found.pw_uid, found.pw_gid)
