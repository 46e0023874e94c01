"""Composition root: URLs become adapters."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from api.clock import SystemClock
from api.services.context import Context
from api.settings import Login, Settings
from models.errors import ServiceError
from records.backends import Credentials
from records.catalogue import starter
from records.index import open_index
from records.objects import open_objects
from records.store import open_records


@contextmanager
def open_context(settings: Settings) -> Iterator[Context]:
    """Open every back end, prove that each works, and load the starter catalogue into an empty store.

    Raises ServiceError with one line that says which back end is wrong and how.
    """
    with ExitStack() as stack:
        objects = open_objects(settings.objects, read_credentials(settings.objects_login))
        records = open_records(settings.records, read_credentials(settings.records_login))
        stack.callback(records.close)
        index = open_index(settings.index, read_credentials(settings.index_login))
        stack.callback(index.close)
        for part in (objects, records, index):
            part.probe()
        context = Context(records, objects, index, SystemClock(), settings.limits)
        _fill_catalogue(context)
        _fill_index(context)
        yield context


def read_credentials(login: Login | None) -> Credentials | None:
    """Return the login with its password. Raises ServiceError when the file cannot be read or is empty."""
    if login is None:
        return None
    try:
        password = login.password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or "not text"
        raise _no_password(login.password_file, reason) from exc
    if not password:
        raise _no_password(login.password_file, "empty")
    return Credentials(login.user, password)


def _no_password(file: Path, reason: str) -> ServiceError:
    return ServiceError(
        f"Không đọc được mật khẩu trong tệp “{file}” ({reason}); hãy kiểm tra tệp và quyền đọc.",
        f"Cannot read a password in “{file}” ({reason}); check the file and the right to read it.",
    )


def _fill_catalogue(context: Context) -> None:
    with context.records.read() as records:
        filled = bool(records.catalogue.procedures())
    if not filled:
        with context.records.write() as records:
            records.catalogue.load(*starter())


def _fill_index(context: Context) -> None:
    """Have an empty index filled by whoever follows the outbox: it is new, or of an older make and was cleared."""
    if context.index.count() == 0:
        with context.records.write() as records:
            records.outbox.add_all()


def read_token(path: Path) -> str:
    """Return this machine's bearer token; the first call makes it, in a file that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 600
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(32))
        with suppress(FileExistsError):  # another process was first: its token counts
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
