"""Steps of stories that several suites tell."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from PIL import Image

from api.services.consenting import Ground
from api.services.context import Context
from api.services.digitise import Patience, work_one
from api.services.dossiers import set_state
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, Received, add_component, receive
from api.services.pages import PagePool
from api.services.results import Issue, issue_result
from api.services.review import Correction, review_component
from models.agency import Agency
from models.caller import OPERATOR, Caller, Role
from models.component import Component, ReviewState, StoredObject
from models.consent import Consent, Means
from models.dossier import Dossier, DossierState, Owner
from models.identifiers import RequirementKey
from models.procedure import Procedure
from models.result import ProcedureResult
from records.policy import Action
from tests.api.parts import COMMUNE, MARRIAGE, ScriptedPool

CLERK = OPERATOR
"""Whoever may do everything, for stories that are not about rights."""

PATIENCE = Patience(lease_seconds=60, max_attempts=3)
MAI = owner_of("001320000001", "Lê Thị Mai Đường")
NAM = owner_of("001320000002", "Trần Văn Nam")


def picture(shade: int = 255) -> bytes:
    """A small white page; every shade gives other bytes."""
    stream = BytesIO()
    Image.new("L", (200, 280), shade).save(stream, "JPEG")
    return stream.getvalue()


def clerk_at(agency: Agency) -> Caller:
    """Return a clerk of an agency, the same one each time."""
    return Caller(f"clerk-{agency.code}", Role.CLERK, f"Một cửa {agency.name}", agency=agency.code)


def officer_at(agency: Agency) -> Caller:
    """Return an officer of an agency, the same one each time."""
    return Caller(f"officer-{agency.code}", Role.OFFICER, f"Cán bộ {agency.name}", agency=agency.code)


def citizen(owner: Owner) -> Caller:
    """Return an owner who is signed in, the same one each time."""
    return Caller(f"citizen-{owner.id}", Role.CITIZEN, owner.name, owner=owner.id)


def agreed(context: Context, target: Dossier) -> Ground:
    """Keep the owner's consent to reuse for one dossier, and return it as a ground."""
    now = context.clock.now()
    consent = Consent(
        uuid4().hex,
        target.owner.id,
        target.owner.id,
        Means.SIGNED_IN,
        target.procedure,
        target.agency,
        target.code,
        "Cấp phiếu",
        "",
        now,
        now + timedelta(days=30),
    )
    with context.records.write() as records:
        records.consents.add(consent)
    return Ground(consent.id)


def open_at(context: Context, agency: Agency = COMMUNE, procedure: Procedure = MARRIAGE, owner: Owner = MAI) -> Dossier:
    return open_dossier(context, CLERK, Filing(procedure.code, agency.code, owner))


def store(context: Context, dossier: Dossier, content: bytes, action: Action = Action.HAND_IN) -> StoredObject:
    return receive(context, CLERK, action, dossier.code, [content])


def hand_in(context: Context, dossier: Dossier, content: bytes, requirement: str | None = "birth") -> Received:
    key = RequirementKey(requirement) if requirement else None
    handed = Handed(store(context, dossier, content), "giấy khai sinh.jpg", key)
    return add_component(context, CLERK, dossier.code, handed)


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
    stored = store(context, dossier, picture(200), Action.ISSUE)
    return issue_result(context, CLERK, dossier.code, stored, "kết quả.jpg", Issue("12/2026"))


def return_result(context: Context, dossier: Dossier) -> None:
    set_state(context, CLERK, dossier.code, DossierState.RESOLVED)
    set_state(context, CLERK, dossier.code, DossierState.RETURNED)
