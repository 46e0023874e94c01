"""The version of the schema: which one a database has, and how it is brought to ours."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from models.errors import ServiceError
from records.store.dialects import connect, lock_schema

_SCRIPTS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def head() -> str:
    """Return the version of the schema that this programme works with."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(connection: Connection) -> str | None:
    """Return the version of the schema that the database has, or None for a new one."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Bring the database to our version in one transaction. Of two processes the second finds it done.

    Raises ServiceError when the database is of a version that we do not know, or holds somebody else's tables.
    """
    with connect(engine, write=False) as connection, connection.begin():
        if current(connection) == head():
            return
    with connect(engine, write=True) as connection, connection.begin():
        lock_schema(connection)
        _refuse_strangers(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check_schema(connection: Connection) -> None:
    """Raise ServiceError when the database no longer has our version: another programme migrated or replaced it."""
    if current(connection) != head():
        raise _other_version(current(connection))


def _refuse_strangers(connection: Connection) -> None:
    found = current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise _other_version(found)
    if found is None and set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise ServiceError(
            "Cơ sở dữ liệu này chứa bảng của chương trình khác; hãy chọn một cơ sở dữ liệu trống cho kho hồ sơ.",
            "This database holds another programme's tables; choose an empty one for the record store.",
        )


def _other_version(found: str | None) -> ServiceError:
    return ServiceError(
        f"Kho hồ sơ có phiên bản lược đồ “{found}”, chương trình này cần “{head()}”; hãy khởi động lại bằng bản mới.",
        f"The record store has schema “{found}”, this programme needs “{head()}”; start the newer programme.",
    )
