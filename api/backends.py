"""Composition root: URLs become adapters."""

import hmac
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from api.clock import SystemClock
from api.ledger_book import key_in, open_book, witness_of
from api.services.context import Context
from api.settings import Login, Settings
from models.errors import ServiceError
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from models.ports.signing import Signer
from records.backends import Credentials
from records.catalogue import starter
from records.index import open_index
from records.objects import open_objects
from records.signatures.signers import open_signer
from records.signatures.trust import read_trust
from records.store import open_records


@contextmanager
def open_context(settings: Settings) -> Iterator[Context]:
    """Open every back end, prove that each works, and load the starter catalogue into an empty store.

    Raises ServiceError with one line that says which back end is wrong and how.
    """
    with ExitStack() as stack:
        objects = open_objects(settings.objects, read_credentials(settings.objects_login))
        clock = SystemClock()
        records = open_record_store(settings)
        stack.callback(records.close)
        index = open_index(settings.index, read_credentials(settings.index_login))
        stack.callback(index.close)
        if settings.objects_lock_days:
            objects.lock_for(settings.objects_lock_days)
        for part in (objects, records, index):
            part.probe()
        open_book(records, settings.ledger_key, clock.now())
        trust, signer = read_trust(settings.trust), _open_signer(settings)
        codes = hmac.digest(key_in(settings.ledger_key)(), b"hoso one-time codes", "sha256")
        context = Context(
            records,
            objects,
            index,
            clock,
            settings.limits,
            trust=trust,
            signer=signer,
            witness=witness_of(settings),
            code_key=codes,
            presigned=settings.presigned,
        )
        _fill_catalogue(context)
        _fill_index(context)
        yield context


def open_record_store(settings: Settings) -> RecordStore:
    """Open the record store alone, migrated; nothing is written into it. Raises ServiceError."""
    login = read_credentials(settings.records_login)
    return open_records(settings.records, login, key_in(settings.ledger_key))


def open_object_store(settings: Settings) -> ObjectStore:
    """Open the object store alone, proven to work. Raises ServiceError."""
    objects = open_objects(settings.objects, read_credentials(settings.objects_login))
    objects.probe()
    return objects


def _open_signer(settings: Settings) -> Signer | None:
    """Open the agency's key, if one is set, and use it once."""
    if not settings.signer:
        return None
    file = settings.signer_password_file
    signer = open_signer(settings.signer, None if file is None else _read_password(file))
    signer.probe()
    return signer


def read_credentials(login: Login | None) -> Credentials | None:
    """Return the login with its password. Raises ServiceError when the file cannot be read or is empty."""
    if login is None:
        return None
    return Credentials(login.user, _read_password(login.password_file))


def _read_password(file: Path) -> str:
    try:
        password = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or "not text"
        raise _no_password(file, reason) from exc
    if not password:
        raise _no_password(file, "empty")
    return password


def _no_password(file: Path, reason: str) -> ServiceError:
    return ServiceError(
        f"Không đọc được mật khẩu trong tệp “{file}” ({reason}); hãy kiểm tra tệp và quyền đọc.",
        f"Cannot read a password in “{file}” ({reason}); check the file and the right to read it.",
    )


def _fill_catalogue(context: Context) -> None:
    with context.records.read() as records:
        filled = bool(records.catalogue.whole().procedures)
    if not filled:
        with context.records.write() as records:
            first = starter()
            records.catalogue.load(first.agencies, first.procedures, first.chains)


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
