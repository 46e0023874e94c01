"""Papers as evidence: what an officer rests an attestation on."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.services.access import admit
from api.services.context import Context
from api.services.dossiers import component_of
from models.caller import Caller
from models.component import Component, ComponentStatus, ReviewState
from models.dossier import Dossier
from models.errors import Conflict
from models.identifiers import ComponentId, DocumentType, DossierCode, OwnerId
from models.paper_state import PaperState
from models.ports.records import Records
from records.policy import Action
from records.vocabulary import paper_name


@dataclass(frozen=True, slots=True)
class Evidence:
    """A component by its dossier."""

    dossier: DossierCode
    component: ComponentId


def need_evidence(
    context: Context, caller: Caller, evidence: Evidence, kind: DocumentType, owners: Sequence[OwnerId]
) -> Component:
    """Return the component when it can prove something about `owners`.

    It must be in a dossier of one of them that the officer's agency handles, of the type `kind`, approved, compared
    with the original and still in force. Raises NotFound, Forbidden, Conflict with the reason.
    """
    dossier = admit(context, caller, Action.ATTEST, evidence.dossier)
    with context.records.read() as records:
        paper = component_of(records, evidence.dossier, evidence.component)
        _check_person(records, dossier, owners)
        _check_standing(records, paper)
    if paper.type != kind:
        raise Conflict(
            f"Bằng chứng phải là {paper_name(kind)}, còn đây là {paper_name(paper.type)}.",
            f"the evidence must be a paper of type {kind}, this is {paper.type}",
        )
    if paper.status is not ComponentStatus.DIGITISED or paper.review.state is not ReviewState.APPROVED:
        raise Conflict(
            "Bằng chứng phải là giấy tờ đã số hóa và được duyệt trong chính hồ sơ này.",
            "the evidence must be read and approved in this very dossier",
        )
    if not paper.review.compared_with_original:
        raise Conflict(
            "Bằng chứng chưa được đối chiếu với bản chính; hãy đối chiếu rồi ghi nhận lại.",
            "the evidence was not compared with the original; compare it, then try again",
        )
    return paper


def _check_person(records: Records, dossier: Dossier, owners: Sequence[OwnerId]) -> None:
    ids = {id_ for owner in owners for id_ in records.owners.same_person(owner)}
    if dossier.owner.id not in ids:
        raise Conflict(
            "Bằng chứng nằm trong hồ sơ của người khác; hãy dùng giấy tờ trong hồ sơ của một trong hai bên.",
            "the evidence is in somebody else's dossier; use a paper in a dossier of one of the two parties",
        )


def _check_standing(records: Records, paper: Component) -> None:
    standing = records.standings.current([paper.version.id]).get(paper.version.id)
    if standing is not None and standing.state is not PaperState.ACTIVE:
        raise Conflict(
            f"Bằng chứng không còn hiệu lực: {standing.reason}",
            f"the evidence is {standing.state.value}",
            item=paper.id,
        )
