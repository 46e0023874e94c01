"""The two sides that are measured: the embedded default, and the servers; each with empty stores of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from models.ports.index import SearchIndex
from records.backends import Credentials
from records.index import open_index
from records.store.store import SqlRecordStore, open_store
from tests.contract import servers
from tests.records.build import ledger_key

EMBEDDED, SERVERS = "embedded", "servers"


@dataclass(frozen=True, slots=True)
class Side:
    """Where one side keeps its records and its index; `servers` are those whose CPU time counts as theirs."""

    name: str
    records: str
    index: str
    login: Credentials | None
    store_server: str | None
    index_server: str | None
    writers: int

    def open_records(self) -> SqlRecordStore:
        return open_store(self.records, self.login, ledger_key)

    def open_index(self) -> SearchIndex:
        return open_index(self.index)


@contextmanager
def embedded() -> Iterator[Side]:
    """Yield SQLite files in a temporary folder. SQLite lets one process write at a time, so there is one writer."""
    with TemporaryDirectory(prefix="hoso-engines-") as folder:
        files = f"sqlite:{folder}/records.db", f"sqlite:{folder}/index.db"
        yield Side(EMBEDDED, *files, None, None, None, 1)


@contextmanager
def on_servers(writers: int) -> Iterator[Side]:
    """Yield a database and an index of their own on the running servers; both are dropped at the end."""
    with servers.new_database() as records, servers.new_index_url() as index:
        yield Side(SERVERS, records, index, servers.record_login(), "postgresql", "elasticsearch", writers)


def store_bytes(side: Side, store: SqlRecordStore) -> int:
    """Return what the records take on the disk."""
    if side.name == EMBEDDED:
        return _file_bytes(side.records)
    with store.read() as records:
        size = records.dossiers._connection.exec_driver_sql("SELECT pg_database_size(current_database())")  # noqa: SLF001 - no port asks for it
        return int(size.scalar_one())


def index_bytes(side: Side) -> int:
    """Return what the index takes on the disk, as it stands: later merges make it smaller."""
    if side.name == EMBEDDED:
        return _file_bytes(side.index)
    with servers.elastic() as client:
        alias = side.index.rpartition("/")[2]
        client.indices.flush(index=alias)
        return int(client.indices.stats(index=alias)["_all"]["primaries"]["store"]["size_in_bytes"])


def _file_bytes(url: str) -> int:
    return Path(url.partition(":")[2]).stat().st_size
