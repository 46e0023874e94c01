"""Steps of stories that several suites tell."""

from io import BytesIO

from PIL import Image

from api.services.context import Actor, Context
from api.services.digitise import Patience, work_one
from api.services.dossiers import set_state
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, Received, add_component, receive
from api.services.pages import PagePool
from api.services.results import Issue, issue_result
from api.services.review import Correction, review_component
from models.agency import Agency
from models.component import Component, ReviewState
from models.dossier import Dossier, DossierState
from models.identifiers import RequirementKey
from models.procedure import Procedure
from models.result import ProcedureResult
from tests.api.parts import COMMUNE, MARRIAGE, ScriptedPool

CLERK = Actor("clerk")
PATIENCE = Patience(lease_seconds=60, max_attempts=3)
MAI = owner_of("001320000001", "Lê Thị Mai Đường")
NAM = owner_of("001320000002", "Trần Văn Nam")


def picture(shade: int = 255) -> bytes:
    """A small white page; every shade gives other bytes."""
    stream = BytesIO()
    Image.new("L", (200, 280), shade).save(stream, "JPEG")
    return stream.getvalue()


def open_at(
    context: Context, agency: Agency = COMMUNE, procedure: Procedure = MARRIAGE, owner: object = MAI
) -> Dossier:
    assert isinstance(owner, type(MAI))
    return open_dossier(context, CLERK, Filing(procedure.code, agency.code, owner))


def hand_in(context: Context, dossier: Dossier, content: bytes, requirement: str | None = "birth") -> Received:
    key = RequirementKey(requirement) if requirement else None
    return add_component(context, CLERK, dossier.code, Handed(receive(context, [content]), "giấy khai sinh.jpg", key))


def digitise(context: Context, pool: PagePool | None = None) -> None:
    """Do all waiting jobs."""
    while work_one(context, pool or ScriptedPool(), PATIENCE):
        pass


def approve(context: Context, component: Component) -> Component:
    with context.records.read() as records:
        revision = records.components.get(component.id).revision
    decision = Correction(state=ReviewState.APPROVED, compared_with_original=True)
    return review_component(context, CLERK, component.dossier, component.id, decision, revision, frozenset())


def approved_paper(context: Context, dossier: Dossier, content: bytes | None = None) -> Component:
    """Hand in, read and approve a birth certificate."""
    received = hand_in(context, dossier, content or picture())
    digitise(context)
    return approve(context, received.component)


def issue(context: Context, dossier: Dossier) -> ProcedureResult:
    """Move a dossier into progress and issue its result."""
    set_state(context, CLERK, dossier.code, DossierState.IN_PROGRESS)
    stored = receive(context, [picture(200)])
    return issue_result(context, CLERK, dossier.code, stored, "kết quả.jpg", Issue("12/2026"))


def return_result(context: Context, dossier: Dossier) -> None:
    set_state(context, CLERK, dossier.code, DossierState.RESOLVED)
    set_state(context, CLERK, dossier.code, DossierState.RETURNED)
