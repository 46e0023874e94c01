"""Results (*kết quả giải quyết*): the paper that an agency issues at the end of a procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.component import PaperVersion
from models.identifiers import AgencyCode, DocumentType, DossierCode, ResultId
from models.procedure import CopyKind
from models.signature import SignatureReport


@dataclass(frozen=True, slots=True)
class ProcedureResult:
    """One issued result. It becomes reusable once its dossier is returned (state 10)."""

    id: ResultId
    dossier: DossierCode
    agency: AgencyCode
    type: DocumentType
    document_number: str
    issued_at: datetime
    version: PaperVersion
    fields: Mapping[str, str] = field(default_factory=dict)
    copy_kind: CopyKind = CopyKind.ORIGINAL
    signatures: SignatureReport | None = None
