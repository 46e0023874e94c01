"""Results: what the agency issues at the end, kept beside what was submitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from api.services.context import Actor, Context, Once
from api.services.once import earlier, remember
from ingest.inspect import inspect
from ingest.names import display_name
from models.agency import Agency
from models.component import PaperVersion, StoredObject
from models.dossier import DossierState, ProgressEvent
from models.errors import Conflict
from models.identifiers import DocumentType, DossierCode, ResultId, VersionId
from models.procedure import CopyKind
from models.result import ProcedureResult
from models.text import collapse, nfc
from models.time import civil_day

ISSUING_STATES = frozenset({DossierState.IN_PROGRESS, DossierState.RESOLVED})


@dataclass(frozen=True, slots=True)
class Issue:
    """What an officer says of a result. `type` None means the type that the procedure issues."""

    document_number: str
    type: DocumentType | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    copy_kind: CopyKind = CopyKind.ORIGINAL


def issue_result(
    context: Context,
    actor: Actor,
    code: DossierCode,
    stored: StoredObject,
    filename: str,
    issue: Issue,
    once: Once | None = None,
) -> ProcedureResult:
    """Keep an issued result. It becomes reusable once the dossier is returned.

    Raises NotFound, an InputError for an unusable file, Conflict when the dossier is not being processed or its
    procedure issues nothing.
    """
    name = display_name(filename)
    with context.objects.open(stored.sha256) as stream:
        found = inspect(stream, context.limits)
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.results.get(ResultId(done))
        dossier = records.dossiers.get(code)
        if dossier.state not in ISSUING_STATES:
            raise Conflict(
                "Chỉ ghi kết quả khi hồ sơ đang xử lý hoặc đã xử lý xong.",
                "a result can be issued only while the dossier is in progress or resolved",
            )
        kind = issue.type or records.catalogue.procedure(dossier.procedure).result
        if kind is None:
            raise Conflict("Thủ tục này không cấp kết quả.", "this procedure issues no result")
        result = ProcedureResult(
            id=ResultId(uuid4().hex),
            dossier=code,
            agency=dossier.agency,
            type=kind,
            document_number=collapse(nfc(issue.document_number)),
            issued_at=now,
            version=PaperVersion(
                VersionId(uuid4().hex), stored.sha256, stored.size, found.media_type, name, found.pages, now, actor.name
            ),
            fields=_fields(issue, records.catalogue.agency(dossier.agency, civil_day(dossier.received_at)), now),
            copy_kind=issue.copy_kind,
        )
        records.results.add(result)
        detail = {"result": result.id, "number": result.document_number, "sha256": stored.sha256}
        records.events.add(ProgressEvent(code, now, "result-issued", actor.name, detail))
        records.outbox.add(result.id)
        remember(context, records, once, result.id)
    return result


def _fields(issue: Issue, agency: Agency, now: datetime) -> Mapping[str, str]:
    """Return what the result states: what its issue itself tells, overruled by what the officer says."""
    known = {
        "document_number": collapse(nfc(issue.document_number)),
        "issue_date": civil_day(now).isoformat(),
        "issuer": agency.name,
    }
    return known | {key: collapse(nfc(value)) for key, value in issue.fields.items()}
