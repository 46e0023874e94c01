"""Words of a fixed vocabulary: written in Vietnamese, read with or without accents, or by slug."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from models.agency import Level
from models.procedure import CopyKind, Online
from models.text import collapse, fold, nfc
from records.catalogue.sheets.cells import Cell, CellError, Codec
from records.vocabulary import COPIES, FIELDS, PAPERS

W = TypeVar("W", bound=str)

LEVELS: Mapping[Level, tuple[str, ...]] = {
    Level.CENTRAL: ("trung ương", "bộ", "cấp bộ"),
    Level.PROVINCE: ("tỉnh", "cấp tỉnh"),
    Level.DISTRICT: ("huyện", "cấp huyện"),
    Level.COMMUNE: ("xã", "cấp xã"),
}
ONLINE: Mapping[Online, tuple[str, ...]] = {
    Online.NONE: ("không",),
    Online.PARTLY: ("một phần",),
    Online.FULLY: ("toàn trình",),
}
COPY_KINDS: Mapping[CopyKind, tuple[str, ...]] = {
    kind: (COPIES[kind], *more)
    for kind, more in {
        CopyKind.ORIGINAL: (),
        CopyKind.CERTIFIED: ("bản sao có chứng thực",),
        CopyKind.PLAIN: (),
        CopyKind.ELECTRONIC: ("bản điện tử gốc", "bản gốc điện tử"),
    }.items()
}
_SEPARATOR = re.compile(r"[;\n]")


def one_of(names: Mapping[W, Sequence[str]], *, offered: bool = True) -> Codec:
    """Return the codec of a column that holds one word; the first of its `names` is the one written."""
    known = _index(names)
    choices = tuple(words[0] for words in names.values()) if offered else ()
    return Codec(lambda cell: _found(known, names, str(cell)), lambda word: names[word][0], choices=choices)


def many_of(names: Mapping[W, Sequence[str]]) -> Codec:
    """Return the codec of a column that holds several words, parted by semicolons or lines, or by commas."""
    known = _index(names)

    def read(cell: Cell) -> tuple[W, ...]:
        parts = filter(str.strip, _SEPARATOR.split(str(cell)))
        return tuple(word for part in parts for word in _by_commas(known, names, part))

    def write(words: Sequence[W]) -> Cell:
        return "; ".join(names[word][0] for word in words)

    return Codec(read, write)


def _index(names: Mapping[W, Sequence[str]]) -> Mapping[str, W]:
    return {fold(text): word for word, texts in names.items() for text in (str(word), *texts)}


def _by_commas(known: Mapping[str, W], names: Mapping[W, Sequence[str]], part: str) -> Iterator[W]:
    """Yield the words of `part`, the longest first, as names may hold commas themselves (đơn, tờ khai)."""
    pieces = [piece for piece in part.split(",") if piece.strip()]
    while pieces:
        most = next((n for n in range(len(pieces), 1, -1) if _folded(", ".join(pieces[:n])) in known), 1)
        yield _found(known, names, ", ".join(pieces[:most]))
        pieces = pieces[most:]


def _found(known: Mapping[str, W], names: Mapping[W, Sequence[str]], text: str) -> W:
    word = known.get(_folded(text))
    if word is None:
        shown = "; ".join(texts[0] for texts in names.values())
        raise CellError(f"“{collapse(nfc(text))}” không có trong danh sách: {shown}", f"not one of: {shown}")
    return word


def _folded(text: str) -> str:
    return fold(collapse(nfc(text)))


LEVEL = one_of(LEVELS)
LEVEL_LIST = many_of(LEVELS)
SERVICE = one_of(ONLINE)
COPY_LIST = many_of(COPY_KINDS)
PAPER = one_of({slug: (name,) for slug, name in PAPERS.items()}, offered=False)
PAPER_LIST = many_of({slug: (name,) for slug, name in PAPERS.items()})
FIELD_LIST = many_of({field: (name,) for field, name in FIELDS.items()})
