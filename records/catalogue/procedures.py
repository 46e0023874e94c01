"""Procedures from a TOML file: one ``[[procedure]]`` table each, with ``[[procedure.requirements]]`` tables inside."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec

from models.errors import MissingData
from models.procedure import Procedure, Requirement
from models.text import nfc
from records.catalogue.problems import spoilt, unreadable
from records.vocabulary import FIELDS, PAPERS

_CODE = re.compile(r"\d\.\d{6}(?:\.\d{2,3}(?:\.\d{2}\.\d{2}\.[A-Z]\d{2})?)?")
_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_AT = re.compile(r" - at `\$\.?([^`]*)`")
_PROCEDURE_KEYS = frozenset(f.name for f in fields(Procedure))
_REQUIREMENT_KEYS = frozenset(f.name for f in fields(Requirement))

Table = Mapping[str, Any]
"""A TOML table as parsed; its types are what is checked here."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A table of a file, to name in errors."""

    file: Path
    name: str

    def wrong(self, key: str, vi: str, en: str) -> MissingData:
        return spoilt(self.file, self.name, key, vi, en)

    def inside(self, number: int, requirement: Requirement) -> "_Place":
        return _Place(self.file, f"{self.name}, requirement {number} ({requirement.key})")


def read_procedures(file: Path) -> tuple[Procedure, ...]:
    """Return the procedures of `file` in its order. Raises MissingData naming file, table and key of what is wrong."""
    procedures: dict[str, Procedure] = {}
    for number, table in enumerate(_tables(file), start=1):
        place = _Place(file, f"procedure {table.get('code', f'number {number}')}")
        procedure = _converted(place, table)
        for key, vi, en in _faults(procedure):
            raise place.wrong(key, vi, en)
        _check_requirements(place, procedure)
        if procedure.code in procedures:
            raise place.wrong("code", "mã trùng với thủ tục ở trên", "the same code stands above")
        procedures[procedure.code] = procedure
    return tuple(procedures.values())


def _tables(file: Path) -> list[Table]:
    try:
        parsed = tomllib.loads(nfc(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise unreadable(file, exc) from exc
    tables = parsed.get("procedure")
    if set(parsed) != {"procedure"} or not isinstance(tables, list):
        raise spoilt(file, "top", "procedure", "phải gồm các bảng [[procedure]]", "must hold [[procedure]] tables only")
    return tables


def _converted(place: _Place, table: Table) -> Procedure:
    for key in _unknown(table):
        raise place.wrong(key, "không có mục này", "there is no such key")
    try:
        return msgspec.convert({"result": None, **table}, Procedure)
    except msgspec.ValidationError as exc:
        where = _AT.search(str(exc))
        reason = _AT.sub("", str(exc))
        raise place.wrong(where[1] if where else "", f"giá trị sai ({reason})", reason) from exc


def _unknown(table: Table) -> Iterator[str]:
    """Yield keys that nothing reads; a slip such as `max_age` for `max_age_days` would otherwise drop a rule."""
    yield from sorted(set(table) - _PROCEDURE_KEYS)
    for requirement in table.get("requirements", ()):
        if isinstance(requirement, dict):
            yield from sorted(set(requirement) - _REQUIREMENT_KEYS)


def _faults(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    if not _CODE.fullmatch(procedure.code):
        yield "code", f"mã “{procedure.code}” không đúng dạng", f"“{procedure.code}” is no procedure code"
    for key in ("name", "field"):
        if not getattr(procedure, key).strip():
            yield key, "để trống", "is empty"
    if not procedure.levels or len(set(procedure.levels)) < len(procedure.levels):
        yield "levels", "thiếu cấp hoặc trùng cấp", "no level, or one twice"
    if procedure.result is not None and procedure.result not in PAPERS:
        yield "result", f"loại giấy tờ “{procedure.result}” không có", f"no paper type “{procedure.result}”"
    for key in ("working_days", "fee_vnd"):
        if getattr(procedure, key) < 0:
            yield key, "không được âm", "is negative"


def _check_requirements(place: _Place, procedure: Procedure) -> None:
    seen: set[str] = set()
    for number, requirement in enumerate(procedure.requirements, start=1):
        inner = place.inside(number, requirement)
        for key, vi, en in _requirement_faults(requirement):
            raise inner.wrong(key, vi, en)
        if requirement.key in seen:
            raise inner.wrong("key", "khóa trùng với thành phần ở trên", "the same key stands above")
        seen.add(requirement.key)


def _requirement_faults(requirement: Requirement) -> Iterator[tuple[str, str, str]]:
    if not _KEY.fullmatch(requirement.key):
        yield "key", "chỉ gồm chữ thường, số và gạch nối", "must be lower-case letters, digits and hyphens"
    if not requirement.name.strip():
        yield "name", "để trống", "is empty"
    if not requirement.accepts:
        yield "accepts", "chưa nêu loại giấy tờ nào", "names no paper type"
    for slug in requirement.accepts:
        if slug not in PAPERS:
            yield "accepts", f"loại giấy tờ “{slug}” không có", f"no paper type “{slug}”"
    for field in requirement.fields:
        if field not in FIELDS:
            yield "fields", f"trường “{field}” không có", f"no field “{field}”"
    if requirement.max_age_days is not None and requirement.max_age_days <= 0:
        yield "max_age_days", "phải lớn hơn 0", "must be above 0"
