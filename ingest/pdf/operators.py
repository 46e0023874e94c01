"""A page's drawing instructions as operators with their operands, read by one regular expression.

pdfminer reads them byte by byte in Python, which is half of the time that a page with a text layer takes. What is
plainly written is read here, to the same values; anything else is left to pdfminer (`None`).
"""

import re
from typing import Any

from pdfminer.psparser import LIT, PSLiteral

Operation = tuple[str, list[Any]]
"""The name of an operator and the operands before it: numbers, bytes, names, lists and dictionaries."""

_FLOAT, _INTEGER, _WORD, _NAME, _STRING, _ESCAPED, _HEX, _OPEN, _CLOSE, _ODD = range(1, 11)
_TOKEN = re.compile(
    rb"""[\s\x00]++ | %[^\r\n]*+
    | ([+-]?(?:\d++\.\d*+|\.\d++))
    | ([+-]?\d++)
    | ([A-Za-z][^\#/%\[\]()<>{}\s]*+|['"])
    | /([^\#/%\[\]()<>{}\s]*+)(?!\#)
    | \(([^()\\]*+)\)
    | \(((?:[^()\\]++|\\.)*+)\)
    | <([0-9A-Fa-f\s]*+)>
    | (\[|<<)
    | (\]|>>)
    | (.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SPACE = re.compile(rb"\s+")
_CONTROLS = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_IMAGES = {b"BI", b"ID", b"EI"}
_BOOLEANS = {b"true": True, b"false": False}
_PAIRS = {b"]": b"[", b">>": b"<<"}


class _Odd(Exception):
    """Something that is not plainly written."""


def operations(data: bytes) -> list[Operation] | None:
    """Return the operations of a content stream in order; None for one with inline images or slips of its writer.

    Values are those of pdfminer's own parser, its reading of odd escapes in strings included.
    """
    try:
        return _operations(data)
    except _Odd:
        return None


def _operations(data: bytes) -> list[Operation]:
    found: list[Operation] = []
    operands: list[Any] = []
    around: list[tuple[bytes, list[Any]]] = []  # what was begun before the innermost array or dictionary
    for match in _TOKEN.finditer(data):
        kind = match.lastindex
        if kind is None:
            continue
        text = match[kind]
        if kind == _INTEGER:
            operands.append(int(text))
        elif kind == _WORD and text not in _BOOLEANS:
            if around or text in _IMAGES:
                raise _Odd
            found.append((str(text, "utf-8", "ignore"), operands))
            operands = []
        elif kind == _OPEN:
            around.append((text, operands))
            operands = []
        elif kind == _CLOSE:
            if not around or around[-1][0] != _PAIRS[text]:
                raise _Odd
            inner, (_, operands) = operands, around.pop()
            operands.append(inner if text == b"]" else _dictionary(inner))
        else:
            operands.append(_value(kind, text))
    if around:
        raise _Odd
    return found


def _value(kind: int, text: bytes) -> object:
    """Return what a token stands for."""
    if kind == _FLOAT:
        return float(text)
    if kind == _HEX:
        return _from_hex(text)
    if kind == _STRING:
        return text
    if kind == _NAME:
        return LIT(_decoded(text))
    if kind == _ESCAPED:
        return _ESCAPE.sub(_unescaped, text)
    if kind == _WORD:
        return _BOOLEANS[text]
    raise _Odd


def _decoded(name: bytes) -> str | bytes:
    try:
        return str(name, "utf-8")
    except UnicodeDecodeError:
        return name


def _from_hex(text: bytes) -> bytes:
    digits = _SPACE.sub(b"", text)
    if len(digits) % 2:
        raise _Odd
    return bytes.fromhex(str(digits, "ascii"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    """Return the byte of an escape; of none that the format knows nothing is left, as in pdfminer."""
    escape = match[1]
    if escape[0:1].isdigit() and escape < b"8":
        code = int(escape, 8)
        if code > 0xFF:
            raise _Odd
        return bytes((code,))
    return _CONTROLS.get(escape, b"")


def _dictionary(inner: list[Any]) -> dict[str, Any]:
    names, values = inner[::2], inner[1::2]
    if len(names) != len(values) or not all(
        isinstance(name, PSLiteral) and isinstance(name.name, str) for name in names
    ):
        raise _Odd
    return {name.name: value for name, value in zip(names, values, strict=True)}
