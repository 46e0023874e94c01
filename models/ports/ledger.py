"""The ledger: written by use cases, read by owners and auditors, examined by the audit."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from models.identifiers import DossierCode, OwnerId
from models.ledger import LedgerEntry, LedgerHead, LedgerNote, LedgerRow


class Ledger(Protocol):
    """Notes in, entries out. Nothing can be changed or taken out."""

    def add(self, note: LedgerNote) -> None:
        """Have `note` appended when the transaction commits; a transaction that rolls back leaves no entry.

        The entry gets its number at the commit and is read from then on. Raises ServiceError at the commit when the
        store was opened without the ledger's key, RuntimeError at once in a transaction that only reads.
        """
        ...

    def head(self) -> LedgerHead:
        """Return the end of the chain; number 0 for an empty one. Raises IntegrityError when it is gone."""
        ...

    def range(self, after: int, limit: int) -> Sequence[LedgerEntry]:
        """Return up to `limit` entries with numbers above `after`, in order."""
        ...

    def of_owner(self, ids: Collection[OwnerId], limit: int, after: int | None = None) -> Sequence[LedgerEntry]:
        """Return up to `limit` entries about the owner who has these ids, newest first, from behind number `after`."""
        ...

    def of_dossier(self, code: DossierCode) -> Sequence[LedgerEntry]:
        """Return all entries of a dossier, oldest first."""
        ...


class LedgerAudit(Protocol):
    """The ledger as it is stored, whatever was done to it."""

    def rows(self, after: int | None, limit: int) -> Sequence[LedgerRow]:
        """Return up to `limit` stored entries with numbers above `after`, None for the lowest there are, in order."""
        ...

    def ends(self) -> tuple[LedgerRow | None, LedgerRow | None]:
        """Return the stored entries of the lowest and of the highest number, None for an empty ledger."""
        ...

    def digests(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the stored digests of those entries that are there."""
        ...

    def last_use(self) -> int:
        """Return the number of the newest recorded use, 0 for none."""
        ...

    def unwritten(self, after: int, until: int) -> Sequence[tuple[DossierCode, str]]:
        """Return recorded uses numbered above `after` up to `until` without an entry: dossier that took, component."""
        ...

    def unrecorded(self, after: int, until: int) -> Sequence[tuple[int, str, str]]:
        """Return entries of kind `use` numbered above `after` up to `until` that tell of no recorded use.

        Each is number, dossier and item of the entry.
        """
        ...
