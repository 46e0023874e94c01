"""Engines for PostgreSQL: ``postgresql://host:5432/database``, with user and password from settings of their own."""

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from models.errors import MissingTool, ServiceError
from records.backends import Credentials, refuse_secrets

CONNECT_SECONDS = 4
"""How long a server, each of several, may take to answer a new connection."""

LOCK_SECONDS = 30
"""How long a transaction waits for a lock or for a connection of the pool before it gives up, as on SQLite."""

IDLE_SECONDS = 300
"""A transaction silent for so long belongs to a process that hangs; the server ends it and frees its locks."""

_KEEPALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 30_000}
"""Lines that are silent by right, such as the one that listens, learn within a minute that their server is gone."""

_SESSION = (
    f"-c timezone=UTC -c lock_timeout={LOCK_SECONDS}s -c idle_in_transaction_session_timeout={IDLE_SECONDS}s"
    " -c synchronous_commit=on"
)


def postgresql_engine(url: str, credentials: Credentials | None) -> Engine:
    """Return an engine; nothing is connected yet.

    Connections that died with the server are noticed when they are taken from the pool and are made anew; a server
    that has fallen silent is noticed within seconds (:mod:`records.store.silence`). Raises ServiceError for a malformed
    URL or one with a password in it, MissingTool without the driver.
    """
    refuse_secrets(url)
    options: dict[str, Any] = {
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 24,
        "pool_timeout": LOCK_SECONDS,
        "hide_parameters": True,
        "connect_args": {
            **_KEEPALIVE,
            "connect_timeout": CONNECT_SECONDS,
            "options": _SESSION,
            "application_name": "hoso",
        },
    }
    try:
        urlsplit(url)  # finds brackets that do not fit, which SQLAlchemy takes for a host
        made = make_url(url).set(drivername="postgresql+psycopg")
        if credentials is not None:
            made = made.set(username=credentials.user, password=credentials.password)
        return _watched(create_engine(made, **options))
    except (ArgumentError, ValueError) as exc:
        raise ServiceError(
            "Địa chỉ PostgreSQL không đúng dạng; hãy viết như postgresql://máy-chủ:5432/hoso.",
            "The PostgreSQL URL is malformed; write it like postgresql://host:5432/hoso.",
        ) from exc
    except ModuleNotFoundError as exc:
        raise MissingTool(
            "Chưa cài trình điều khiển PostgreSQL (psycopg); hãy cài hoặc dùng sqlite:var/records.db.",
            "The PostgreSQL driver (psycopg) is not installed; install it or use sqlite:var/records.db.",
        ) from exc


def _watched(engine: Engine) -> Engine:
    """Have the engine's connections notice a silent server."""
    from records.store import silence  # noqa: PLC0415  # needs the driver, which may be missing

    lines = silence.Lines()

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _given: Any, parameters: dict[str, Any]) -> Any:  # noqa: ANN401  # SQLAlchemy's
        return lines.connect(parameters)

    return engine
