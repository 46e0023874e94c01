"""Results: what the agency issues at the end, kept beside what was submitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from api.services.access import admit
from api.services.context import Context, Once
from api.services.once import earlier, remember
from api.services.signing import find_signatures
from api.services.standing import find_subject, holding, replace_paper
from ingest.inspect import inspect
from ingest.names import display_name
from models.agency import Agency
from models.caller import Caller
from models.component import PaperVersion, StoredObject
from models.dossier import Dossier, DossierState, ProgressEvent
from models.errors import Conflict
from models.identifiers import DocumentType, DossierCode, ResultId, VersionId
from models.ports.records import Records
from models.procedure import CopyKind, Procedure
from models.result import ProcedureResult
from models.signature import SignatureReport
from models.text import collapse, nfc
from models.time import civil_day
from records.policy import Action

ISSUING_STATES = frozenset({DossierState.IN_PROGRESS, DossierState.RESOLVED})


@dataclass(frozen=True, slots=True)
class Issue:
    """What an officer says of a result. `type` None means the type that the procedure issues.

    `supersedes` is the version of an earlier paper of the same kind and owner that it replaces.
    """

    document_number: str
    type: DocumentType | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    copy_kind: CopyKind = CopyKind.ORIGINAL
    supersedes: VersionId | None = None


def issue_result(
    context: Context,
    caller: Caller,
    code: DossierCode,
    stored: StoredObject,
    filename: str,
    issue: Issue,
    once: Once | None = None,
) -> ProcedureResult:
    """Keep an issued result. It becomes reusable once the dossier is returned; what it replaces ends at once.

    Raises NotFound, an InputError for an unusable file, Conflict when the dossier is not being processed or its
    procedure issues nothing, and whatever `api.services.standing.stand` raises for a paper that it is to replace.
    """
    name = display_name(filename)
    admit(context, caller, Action.ISSUE, code)
    if issue.supersedes is not None:
        find_subject(context, caller, Action.STAND, issue.supersedes)
    with context.objects.open(stored.sha256) as stream:
        found = inspect(stream, context.limits)
        signatures = find_signatures(context, stream, found.media_type)
    now = context.clock.now()
    version = PaperVersion(
        VersionId(uuid4().hex), stored.sha256, stored.size, found.media_type, name, found.pages, now, caller.name
    )

    def work(records: Records) -> ProcedureResult:
        done = earlier(records, once)
        if done is not None:
            return records.results.get(ResultId(done))
        result = _result(records, records.dossiers.get(code), version, issue, signatures)
        _keep(records, caller, result)
        if issue.supersedes is not None:
            replace_paper(context, records, caller, issue.supersedes, result)
        remember(context, records, once, result.id)
        return result

    if issue.supersedes is not None:
        return holding(context, issue.supersedes, (code,), work)
    with context.records.write() as records:
        return work(records)


def _result(
    records: Records, dossier: Dossier, version: PaperVersion, issue: Issue, signatures: SignatureReport | None
) -> ProcedureResult:
    if dossier.state not in ISSUING_STATES:
        raise Conflict(
            "Chỉ ghi kết quả khi hồ sơ đang xử lý hoặc đã xử lý xong.",
            "a result can be issued only while the dossier is in progress or resolved",
        )
    received = civil_day(dossier.received_at)
    return ProcedureResult(
        id=ResultId(uuid4().hex),
        dossier=dossier.code,
        agency=dossier.agency,
        type=issue.type or _issued_by(records.catalogue.procedure(dossier.procedure, received)),
        document_number=collapse(nfc(issue.document_number)),
        issued_at=version.received_at,
        version=version,
        fields=_fields(issue, records.catalogue.agency(dossier.agency, received), version.received_at),
        copy_kind=issue.copy_kind,
        signatures=signatures,
    )


def _keep(records: Records, caller: Caller, result: ProcedureResult) -> None:
    records.results.add(result)
    detail = {"result": result.id, "number": result.document_number, "sha256": result.version.sha256}
    records.events.add(ProgressEvent(result.dossier, result.issued_at, "result-issued", caller.name, detail))
    records.outbox.add(result.id)


def _issued_by(procedure: Procedure) -> DocumentType:
    if procedure.result is None:
        raise Conflict("Thủ tục này không cấp kết quả.", "this procedure issues no result")
    return procedure.result


def _fields(issue: Issue, agency: Agency, now: datetime) -> Mapping[str, str]:
    """Return what the result states: what its issue itself tells, overruled by what the officer says."""
    known = {
        "document_number": collapse(nfc(issue.document_number)),
        "issue_date": civil_day(now).isoformat(),
        "issuer": agency.name,
    }
    return known | {key: collapse(nfc(value)) for key, value in issue.fields.items()}
