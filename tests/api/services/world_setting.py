"""Where random worlds take place, and what the tale keeps of what happened in them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from api.services.filing import owner_of
from models.agency import Agency, Level
from models.caller import OPERATOR, Caller, Role
from models.dossier import Dossier, Owner
from models.identifiers import AgencyCode, ComponentId, DocumentType, DossierCode, ProcedureCode, RequirementKey
from models.paper_state import PaperState
from models.procedure import Procedure, Requirement
from tests.api.parts import DAY_ONE, DEPARTMENT, DISTRICT

START = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
EAST = Agency(AgencyCode("000.07.21.H99"), "UBND xã Đông", Level.COMMUNE, DISTRICT.code, DAY_ONE)
WEST = Agency(AgencyCode("000.08.21.H99"), "UBND xã Tây", Level.COMMUNE, DISTRICT.code, DAY_ONE)
PLACES = (EAST, WEST, DEPARTMENT)
OWNERS = tuple(owner_of(f"00132000000{n}", f"Người {n}") for n in (1, 2))
TYPES = ("birth-certificate", "land-certificate", "identity-card")
MOST_DAYS = 180


def citizen(owner: Owner) -> Caller:
    return Caller(f"citizen-{owner.id}", Role.CITIZEN, owner.name, owner=owner.id)


def _requirement(key: str, kind: str, **more: Any) -> Requirement:  # noqa: ANN401 - attributes of one dataclass
    return Requirement(RequirementKey(key), f"Giấy tờ {key}", (DocumentType(kind),), **more)


PROCEDURE = Procedure(
    ProcedureCode("1.000894"),
    "Thủ tục thử",
    "Hộ tịch",
    (Level.COMMUNE, Level.PROVINCE),
    (
        _requirement("birth", TYPES[0]),
        _requirement("status", TYPES[1], max_age_days=MOST_DAYS),
        _requirement("identity", TYPES[2], fields=("personal_id",)),
    ),
    None,
    5,
    DAY_ONE,
)
ACCEPTS = {"birth": TYPES[0], "status": TYPES[1], "identity": TYPES[2]}

STAFF = tuple(
    Caller(f"{role.value}-{place.code}", role, role.value, agency=place.code)
    for place in PLACES
    for role in (Role.CLERK, Role.OFFICER, Role.LEADER)
)
CITIZENS = tuple(Caller(f"citizen-{owner.id}", Role.CITIZEN, owner.name, owner=owner.id) for owner in OWNERS)
CALLERS = (
    *STAFF,
    *CITIZENS,
    Caller("system", Role.SYSTEM, "system", procedures=(PROCEDURE.code,)),
    Caller("other-system", Role.SYSTEM, "other", procedures=(ProcedureCode("9.999999"),)),
    Caller("auditor", Role.AUDITOR, "auditor"),
    OPERATOR,
)


HAPPENED: Counter[str] = Counter()
"""How often what happened, over all worlds."""


@dataclass(slots=True)
class Paper:
    """What the tale knows of one paper handed in."""

    id: ComponentId
    dossier: DossierCode
    kind: str
    issued: date
    expires: date | None
    complete: bool
    approved: bool = False
    compared: bool = False
    rejected: bool = False
    standing: PaperState = PaperState.ACTIVE


@dataclass(slots=True)
class Link:
    """What the tale knows of one use."""

    id: ComponentId
    target: DossierCode
    paper: Paper
    slot: str
    consent: str
    dead: bool = False


@dataclass(slots=True)
class Told:
    """What has happened so far, as the tale has it."""

    dossiers: dict[DossierCode, Dossier] = field(default_factory=dict)
    papers: dict[ComponentId, Paper] = field(default_factory=dict)
    links: dict[ComponentId, Link] = field(default_factory=dict)
    consents: dict[str, tuple[Owner, DossierCode, bool]] = field(default_factory=dict)
    merged: bool = False
