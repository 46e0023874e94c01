"""What differs between the two databases, and that one text of SQL serves both."""

from sqlalchemy import Dialect, Select, select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateTable

from records.store.tables import jobs, metadata

POSTGRESQL = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
SQLITE = SQLiteDialect_pysqlite()


def sql(statement: "Select[tuple[int]]", dialect: Dialect) -> str:
    return str(statement.compile(dialect=dialect))


def test_taken_rows_are_skipped_where_writers_work_side_by_side_and_only_there() -> None:
    query = select(jobs.c.number).with_for_update(skip_locked=True)
    assert sql(query, POSTGRESQL).endswith("FOR UPDATE SKIP LOCKED")
    assert "FOR UPDATE" not in sql(query, SQLITE)


def test_every_table_can_be_made_in_both() -> None:
    for table in metadata.sorted_tables:
        for dialect in (POSTGRESQL, SQLITE):
            assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))


def test_moments_keep_their_zone_where_the_database_can() -> None:
    made = str(CreateTable(jobs).compile(dialect=POSTGRESQL))
    assert "created_at TIMESTAMP WITH TIME ZONE" in made
