"""The file of what scores are worth, `ocr/data/confidence.json`, and who may read it: types and fields alike.

``./hoso bench understanding --fit`` writes it; its entry `made` says from which papers.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from models.errors import MissingData

TABLE = Path(__file__).resolve().parent / "data" / "confidence.json"

T = TypeVar("T")


def read_table(parse: Callable[[Mapping[str, Any]], T]) -> T:
    """Return what `parse` makes of the file. Raises MissingData when it is missing or `parse` finds it damaged."""
    try:
        return parse(json.loads(TABLE.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingData(
            "Thiếu hoặc hỏng tệp hiệu chỉnh độ tin cậy (ocr/data/confidence.json); hãy cài lại chương trình.",
            f"{TABLE.name} is missing or damaged; install the programme again",
        ) from error
