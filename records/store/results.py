"""Issued results."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert

from models.identifiers import DossierCode, ResultId, VersionId
from models.result import ProcedureResult
from records.store import rows
from records.store.dossiers import raise_version
from records.store.errors import missing, unique
from records.store.tables import results
from records.store.versions import add_version, with_version


class SqlResults:
    """Results with their versions. Adding one raises the dossier's version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, result: ProcedureResult) -> None:
        """Add a result and its version. Raises NotFound for an unknown dossier, Conflict for an id in use."""
        raise_version(self._connection, result.dossier)
        with unique(
            self._connection,
            f"Kết quả {result.id} đã có trong hồ sơ; hãy tải lại.",
            f"There already is a result {result.id} or its version; reload.",
        ):
            add_version(self._connection, result.version)
            self._connection.execute(insert(results).values(rows.result_values(result)))

    def get(self, id: ResultId) -> ProcedureResult:
        row = self._connection.execute(with_version(results).where(results.c.id == id)).first()
        if row is None:
            raise missing("kết quả", "result", id)
        return rows.result(row)

    def of_ids(self, ids: Sequence[ResultId]) -> Sequence[ProcedureResult]:
        found = with_version(results).where(results.c.id.in_(ids)).order_by(results.c.added)
        return [rows.result(row) for row in self._connection.execute(found)]

    def of_version(self, version: VersionId) -> ProcedureResult | None:
        row = self._connection.execute(with_version(results).where(results.c.version == version)).first()
        return None if row is None else rows.result(row)

    def of_dossier(self, code: DossierCode) -> Sequence[ProcedureResult]:
        found = with_version(results).where(results.c.dossier == code).order_by(results.c.added)
        return [rows.result(row) for row in self._connection.execute(found)]

    def of_dossiers(self, codes: Sequence[DossierCode]) -> Sequence[ProcedureResult]:
        found = with_version(results).where(results.c.dossier.in_(codes)).order_by(results.c.added)
        return [rows.result(row) for row in self._connection.execute(found)]
