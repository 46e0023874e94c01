"""The chain of the ledger: how a note is written out, and how entries are sealed to one another.

The digest of an entry is HMAC-SHA-256 (RFC 2104) under the ledger's key over the bytes of::

    <number> LF <digest of the entry before> LF <body>

`body` is the note as JSON with sorted keys and is stored as sealed, byte for byte, so nobody needs to write JSON the
same way again to check it. The key lies outside the database: who can only write there can forge no entry.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from models.errors import IntegrityError
from models.ledger import LedgerAnchor, LedgerHead, LedgerKind, LedgerNote, LedgerRow
from models.text import nfc

GENESIS = "0" * 64
"""What the first entry names as the digest before it."""

EMPTY = LedgerHead(0, GENESIS)
"""The end of a chain without entries."""

COLUMNS = ("at", "kind", "caller", "role", "agency", "owner", "dossier", "item")
"""Attributes of a note that are stored beside the body too, to be searched by. The body alone is sealed."""

_UNKEEPABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
# NUL and lone surrogates, which no database keeps: a refusal with odd input must not escape the ledger.


def encode(note: LedgerNote) -> str:
    """Return the body: JSON with sorted keys, no blanks, NFC, moments in UTC. Raises ValueError for a naive moment."""
    if note.at.tzinfo is None:
        raise ValueError("a moment without time zone cannot be kept")
    values = {f.name: getattr(note, f.name) for f in fields(note)}
    values["at"] = note.at.astimezone(UTC).isoformat(timespec="microseconds")
    values["detail"] = dict(note.detail)
    return json.dumps(_clean(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(body: str) -> LedgerNote:
    """Return the note of a body. Raises IntegrityError for what `encode` never writes."""
    try:
        values: dict[str, Any] = json.loads(body)
        values["at"], values["kind"] = datetime.fromisoformat(values["at"]), LedgerKind(values["kind"])
        return LedgerNote(**values)
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise IntegrityError(
            "Một mục của sổ nhật ký không đọc được; hãy chạy ./hoso audit.",
            "An entry of the ledger cannot be read; run ./hoso audit.",
        ) from exc


def columns_of(body: str) -> Mapping[str, str | None]:
    """Return the searchable copies that belong to a body; moments are written like ``2026-03-02 01:30:00.000000``.

    Raises IntegrityError for a body that `encode` never wrote.
    """
    note = decode(body)
    found: dict[str, str | None] = {name: getattr(note, name) for name in COLUMNS}
    return {**found, "at": f"{note.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}", "kind": note.kind.value}


def digest(key: bytes, number: int, previous: str, body: str) -> str:
    """Return the seal of an entry: 64 hexadecimal digits."""
    message = f"{number}\n{previous}\n{body}".encode("utf-8", "surrogateescape")
    return hmac.digest(key, message, "sha256").hex()


def is_sealed(key: bytes, row: LedgerRow) -> bool:
    """Whether the row's digest is that of its number, of what it names as the digest before, and of its body."""
    return row.digest == digest(key, row.number, row.previous, row.body)


def seal(key: bytes, head: LedgerHead, bodies: Sequence[str]) -> Sequence[LedgerRow]:
    """Return the entries of `bodies`, each made by `encode`, behind `head` and in order."""
    rows: list[LedgerRow] = []
    for number, body in enumerate(bodies, head.number + 1):
        previous = rows[-1].digest if rows else head.digest
        rows.append(LedgerRow(number, columns_of(body), body, previous, digest(key, number, previous, body)))
    return rows


def anchor_seal(key: bytes, anchor: LedgerAnchor) -> str:
    """Return the seal of an anchor; the word before it keeps the seals of anchors and entries apart."""
    moment = anchor.at.astimezone(UTC).isoformat(timespec="microseconds")
    message = f"anchor\n{anchor.head.number}\n{anchor.head.digest}\n{moment}"
    return hmac.digest(key, message.encode(), "sha256").hex()


def _clean(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if isinstance(value, str):
        return nfc(str(value)).translate(_UNKEEPABLE)
    if isinstance(value, dict):
        return {_clean(name): _clean(inner) for name, inner in value.items()}
    return value
