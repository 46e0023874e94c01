"""The record store: dossiers, components, jobs and the rest in one transaction: `open_records`."""

from models.ports.records import RecordStore
from records.backends import Credentials
from records.store.ledger import LedgerKey
from records.store.store import open_store


def open_records(url: str, credentials: Credentials | None = None, ledger_key: LedgerKey | None = None) -> RecordStore:
    """Open the record store at `url`, for example ``sqlite:var/records.db``, and bring its schema up to date.

    `credentials` are for a server; `ledger_key` gives the key of the ledger, without which nothing can be noted there.
    Raises ServiceError with one line when the database cannot be opened or is of a
    newer version of the programme.
    """
    return open_store(url, credentials, ledger_key)
