"""Anchors: how far the ledger was, kept in a file outside the database, one sealed JSON line each.

A database that was cut, or replaced by an older copy of itself, is whole in itself; only what was written elsewhere
tells. The file is only added to and belongs on another disk, or on a share that lets nobody change what is written.
"""

import hmac
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from models.errors import StorageFailed
from models.ledger import LedgerAnchor, LedgerHead
from records.ledger import anchor_seal

LONGEST_LINE = 1_000
"""Bytes; a line of ours has about 220. Longer ones are read in pieces, each of them no anchor."""


class AnchorFile:
    """The anchors in one file, sealed by the ledger's key. Any number of processes may add to it."""

    def __init__(self, path: Path, key: Callable[[], bytes]) -> None:
        self._path = path
        self._key = key

    def add(self, anchor: LedgerAnchor) -> None:
        """Write one anchor to the disk. Raises StorageFailed."""
        line = _line(self._key(), anchor)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            torn = not self._ends_whole()
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                os.write(handle, b"\n" * torn + line)
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as exc:
            raise self._failed(exc) from exc

    def read(self) -> Iterator[tuple[int, LedgerAnchor | None]]:
        """Yield each line's number and its anchor, None for a line that is not ours. Raises StorageFailed."""
        if not self._path.exists():
            return
        key = self._key()
        try:
            with self._path.open("rb") as stream:
                number = 0
                while line := stream.readline(LONGEST_LINE):
                    number += 1
                    yield number, _anchor(key, line)
        except OSError as exc:
            raise self._failed(exc) from exc

    def last(self) -> tuple[bool, LedgerAnchor | None]:
        """Return whether there is any line, and the anchor of the last one (None when it is not ours)."""
        try:
            if not self._path.exists() or not self._path.stat().st_size:
                return False, None
            with self._path.open("rb") as stream:
                stream.seek(max(0, self._path.stat().st_size - LONGEST_LINE))
                line = stream.read().splitlines()[-1]
        except OSError as exc:
            raise self._failed(exc) from exc
        return True, _anchor(self._key(), line)

    def _ends_whole(self) -> bool:
        """Whether a new line may follow: the file is empty or ends its last line (a crash may have torn it)."""
        if not self._path.exists() or not self._path.stat().st_size:
            return True
        with self._path.open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read() == b"\n"

    def _failed(self, exc: OSError) -> StorageFailed:
        reason = exc.strerror or type(exc).__name__
        return StorageFailed(
            f"Không đọc ghi được tệp neo của sổ nhật ký “{self._path}” ({reason}); xem HOSO_LEDGER_ANCHORS.",
            f"The ledger's anchors in “{self._path}” cannot be read or written ({reason}); see HOSO_LEDGER_ANCHORS.",
        )


def _line(key: bytes, anchor: LedgerAnchor) -> bytes:
    values = {
        "number": anchor.head.number,
        "digest": anchor.head.digest,
        "at": anchor.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "mac": anchor_seal(key, anchor),
    }
    return json.dumps(values).encode() + b"\n"


def _anchor(key: bytes, line: bytes) -> LedgerAnchor | None:
    try:
        values = json.loads(line)
        number, digest, moment = values["number"], values["digest"], datetime.fromisoformat(values["at"])
        whole = type(number) is int and moment.tzinfo is not None
        anchor = LedgerAnchor(LedgerHead(number, str(digest)), moment)
        sealed = whole and hmac.compare_digest(values["mac"].encode(), anchor_seal(key, anchor).encode())
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return anchor if sealed else None
