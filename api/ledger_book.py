"""The ledger's key and its beginning: a key is made for an empty ledger, and never for one that has entries."""

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

from api.services.audit import USES_BEFORE, Witness
from api.settings import Settings
from models.caller import OPERATOR
from models.errors import Conflict, MissingData, ServiceError
from models.ledger import LedgerKind, note_of
from models.ports.records import RecordStore
from records.anchors import AnchorFile
from records.ledger_check import fits
from records.store.ledger import LedgerKey

KEY_BYTES = 32
_OPENING = "ledger-opened"


def key_in(file: Path) -> LedgerKey:
    """Return the giver of the key in `file`, which is read once, when it is first needed."""
    return cache(lambda: read_key(file))


def witness_of(settings: Settings) -> Witness:
    """Return what the settings name outside the database; nothing is read yet."""
    key = key_in(settings.ledger_key)
    return Witness(key, AnchorFile(settings.ledger_anchors, key))


def read_key(file: Path) -> bytes:
    """Return the key. Raises MissingData without the file, ServiceError when it is open to all or holds no key."""
    try:
        mode, text = file.stat().st_mode, file.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except FileNotFoundError as exc:
        raise _no_key(file) from exc
    except (OSError, ValueError) as exc:
        raise _bad_key(file, getattr(exc, "strerror", None) or "no hexadecimal digits") from exc
    if len(key) < KEY_BYTES:
        raise _bad_key(file, f"{len(key)} of {KEY_BYTES} bytes")
    if stat.S_IMODE(mode) & 0o007:
        raise ServiceError(
            f"Tệp khóa sổ nhật ký “{file}” mở cho mọi người trên máy; hãy chạy: chmod 600 {file}",
            f"Everybody on this machine may read the ledger's key “{file}”; run: chmod 600 {file}",
        )
    return key


def make_key(file: Path) -> None:
    """Make a key in a file that only its owner can read (mode 600), unless there is one. Raises ServiceError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            return
        handle, draft = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(KEY_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(draft, file)
        Path(draft).unlink()
    except OSError as exc:
        raise _bad_key(file, exc.strerror or type(exc).__name__) from exc


def open_book(records: RecordStore, file: Path, at: datetime) -> None:
    """Begin an empty ledger, making its key; make sure that the key fits one that has entries.

    Raises MissingData when the ledger has entries and its key is gone, ServiceError when it is another key.
    """
    with records.read() as now:
        first, _ = now.ledger_audit.ends()
        empty = first is None and now.ledger.head().number == 0
    if empty:
        make_key(file)
        with suppress(Conflict):  # another process was first; its entry is looked at below
            _write_first(records, at)
    with records.read() as now:
        first, last = now.ledger_audit.ends()
    if not fits(read_key(file), first, last):
        raise ServiceError(
            f"Khóa trong “{file}” không phải khóa của sổ nhật ký này; hãy đặt đúng tệp khóa hoặc chạy ./hoso audit.",
            f"The key in “{file}” is not that of this ledger; put the right key file there, or run ./hoso audit.",
        )


def _write_first(records: RecordStore, at: datetime) -> None:
    """Write the first entry, together with a key of its own that only one of several processes can put."""
    with records.write() as now:
        now.idempotency.put(_OPENING, "ledger", "1", at)
        detail = {USES_BEFORE: str(now.ledger_audit.last_use())}
        now.ledger.add(note_of(OPERATOR, LedgerKind.OPENED, at, detail=detail))


def _no_key(file: Path) -> MissingData:
    return MissingData(
        f"Không có tệp khóa sổ nhật ký “{file}”; hãy chép lại tệp khóa của kho hồ sơ này (HOSO_LEDGER_KEY).",
        f"There is no ledger key “{file}”; put back the key file of this record store (HOSO_LEDGER_KEY).",
    )


def _bad_key(file: Path, reason: str) -> ServiceError:
    return ServiceError(
        f"Tệp khóa sổ nhật ký “{file}” không dùng được ({reason}); hãy kiểm tra tệp và quyền đọc.",
        f"The ledger's key file “{file}” cannot be used ({reason}); check the file and the right to read it.",
    )
