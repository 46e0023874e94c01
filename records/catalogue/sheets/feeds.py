"""What a step of a chain takes from earlier steps, as text: ``identity = 1.identity; birth = 1.kết quả``."""

import re
from collections.abc import Sequence

from models.identifiers import RequirementKey
from models.procedure import Feed
from models.text import collapse, fold, nfc
from records.catalogue.sheets.cells import Cell, CellError, Codec

RESULT = "kết quả"

_FEED = re.compile(r"\s*([a-z0-9-]+)\s*=\s*(\d{1,2})\s*\.\s*(.+?)\s*")


def _read(cell: Cell) -> tuple[Feed, ...]:
    return tuple(_feed(part) for part in re.split(r"[;\n]", nfc(str(cell))) if part.strip())


def _feed(part: str) -> Feed:
    match = _FEED.fullmatch(part)
    if match is None:
        raise CellError(
            f"“{collapse(part)}” không đúng dạng; hãy ghi như: identity = 1.identity; birth = 1.{RESULT}",
            f"write requirement = step.requirement, or step.{RESULT} for the result",
        )
    source = collapse(match[3])
    issued = fold(source) in {fold(RESULT), "result"}
    return Feed(RequirementKey(match[1]), int(match[2]), None if issued else RequirementKey(source))


def _write(feeds: Sequence[Feed]) -> Cell:
    return "; ".join(f"{feed.requirement} = {feed.step}.{feed.source or RESULT}" for feed in feeds)


FEEDS = Codec(_read, _write)
