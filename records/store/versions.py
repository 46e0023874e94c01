"""Paper versions, which components and results share."""

from typing import Any

from sqlalchemy import Connection, Join, Select, Table, insert, select, update

from models.component import PaperVersion
from models.identifiers import VersionId
from records.store import rows
from records.store.errors import missing
from records.store.tables import versions


def with_version(table: Table) -> Select[Any]:
    """Return a query for rows of `table` with the columns of their version, labelled ``version_…``."""
    joined: Join = table.join(versions, table.c.version == versions.c.id)
    own = [column for column in table.c if column.name != "version"]
    labelled = [column.label(f"version_{column.name}") for column in versions.c]
    return select(*own, *labelled).select_from(joined)


def add_version(connection: Connection, version: PaperVersion) -> None:
    connection.execute(insert(versions).values(rows.values_of(version)))


def need_version(connection: Connection, id: VersionId) -> None:
    """Raise NotFound when there is no such version."""
    if connection.execute(select(versions.c.id).where(versions.c.id == id)).first() is None:
        raise missing("phiên bản giấy tờ", "paper version", id)


def count_pages(connection: Connection, id: VersionId, pages: int) -> None:
    """Keep the number of pages of a version that came in uncounted (0)."""
    connection.execute(update(versions).where(versions.c.id == id, versions.c.pages == 0).values(pages=pages))
