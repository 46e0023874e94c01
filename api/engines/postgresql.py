"""PostgreSQL of Debian: a cluster of its own, on 127.0.0.1, with passwords by SCRAM."""

import os
from collections.abc import Mapping
from pathlib import Path
from signal import SIGINT

import psycopg
from psycopg import sql

from api.engines.server import Launch, Place, Tell
from api.engines.tools import need_packages, run_tool
from models.errors import MissingTool

STOP = SIGINT  # “fast”: open transactions are undone, then it ends in order
DATABASE = "hoso"
_VERSIONS = Path("/usr/lib/postgresql")


def install(place: Place, tell: Tell) -> None:  # noqa: ARG001 - the protocol's signature
    if _folder_of_programmes() is None:
        tell("cài PostgreSQL / installing PostgreSQL")
        need_packages("postgresql")


def prepare(place: Place) -> Launch:
    if not (place.data / "PG_VERSION").exists():
        _make_cluster(place)
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(place.port),
        "unix_socket_directories": "",
        "logging_collector": "off",
        "password_encryption": "scram-sha-256",
    }
    given = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    return Launch(
        [_programme("postgres"), "-D", str(place.data), *given], {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    )


def healthy(place: Place) -> bool:
    try:
        with _connect(place, "postgres") as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def settle(place: Place) -> None:
    with _connect(place, "postgres") as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def settings(place: Place) -> Mapping[str, str]:
    return {"HOSO_RECORDS": f"postgresql://127.0.0.1:{place.port}/{DATABASE}"}


def _connect(place: Place, database: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host="127.0.0.1",
        port=place.port,
        dbname=database,
        user=place.user,
        password=place.password,
        connect_timeout=3,
        autocommit=True,
    )


def _make_cluster(place: Place) -> None:
    """Run initdb as the account; the password goes by a file that is gone afterwards."""
    file = place.folder / "initial"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(place.password + "\n")
        place.account.own(file)
        command = [_programme("initdb"), "-D", str(place.data), "-U", place.user, f"--pwfile={file}"]
        how = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
        run_tool([*command, *how], uid=place.account.uid, gid=place.account.gid)
    finally:
        file.unlink(missing_ok=True)


def _folder_of_programmes() -> Path | None:
    """Return the ``bin`` of the newest PostgreSQL that is installed."""
    found = [path for path in _VERSIONS.glob("*/bin") if (path / "initdb").exists() and path.parent.name.isdigit()]
    return max(found, key=lambda path: int(path.parent.name), default=None)


def _programme(name: str) -> str:
    folder = _folder_of_programmes()
    if folder is None:
        raise MissingTool(
            "Không thấy PostgreSQL sau khi cài; hãy cài gói postgresql của Debian.",
            "PostgreSQL is not found after it was installed; install Debian's package postgresql.",
        )
    return str(folder / name)
