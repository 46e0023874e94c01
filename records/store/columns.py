"""Column types: aware moments, and frozen domain values as JSON."""

import zlib
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import DateTime, Dialect, LargeBinary, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")

TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that sorts by code point on every database, whatever language a PostgreSQL database was made for."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept and returned in UTC. SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - base's
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be kept")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - base's
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Json(TypeDecorator[T], Generic[T]):
    """A frozen dataclass or mapping of type `shape` as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:  # noqa: ANN401 - a type form such as Mapping[str, str] has no static type
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's signature
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:  # noqa: ARG002 - the base's
        return None if value is None else msgspec.json.decode(value, type=self.shape)


class Packed(TypeDecorator[T], Generic[T]):
    """A large value of type `shape` as JSON compressed by zlib."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, shape: type[T]) -> None:
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: T | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the base's
        return None if value is None else zlib.compress(msgspec.json.encode(value), 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> T | None:  # noqa: ARG002 - the base's
        return None if value is None else msgspec.json.decode(zlib.decompress(value), type=self.shape)
