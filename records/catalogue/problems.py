"""Saying what is wrong in a data file, and where."""

from pathlib import Path

from models.errors import MissingData


def spoilt(file: Path, place: str, column: str, vi: str, en: str) -> MissingData:
    """Return the error for `column` at `place` (``row 12``, ``procedure 1.000894``) of `file`."""
    return MissingData(
        f"{file.name}, {place}, cột “{column}”: {vi}; hãy sửa tệp.", f"{file.name}, {place}, “{column}”: {en}; mend it."
    )


def unreadable(file: Path, exc: Exception) -> MissingData:
    reason = " ".join(str(exc).split())
    return MissingData(
        f"Không đọc được tệp danh mục {file.name} ({reason}); hãy kiểm tra tệp.",
        f"The catalogue file {file.name} cannot be read ({reason}); check it.",
    )
