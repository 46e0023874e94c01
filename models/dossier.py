"""Dossiers (*hồ sơ*), their states and their progress."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.procedure import Chain


class DossierState(IntEnum):
    """States of a dossier, numbered as the national portal numbers them."""

    REGISTERED = 1  # mới đăng ký
    ACCEPTED = 2  # được tiếp nhận
    REFUSED = 3  # không được tiếp nhận
    IN_PROGRESS = 4  # đang xử lý
    SUPPLEMENT_REQUESTED = 5  # yêu cầu bổ sung
    PAYMENT_REQUESTED = 6  # yêu cầu thực hiện nghĩa vụ tài chính
    WITHDRAWN = 7  # công dân yêu cầu rút
    STOPPED = 8  # dừng xử lý
    RESOLVED = 9  # đã xử lý xong
    RETURNED = 10  # đã trả kết quả


S = DossierState
TRANSITIONS: Mapping[DossierState, frozenset[DossierState]] = {
    S.REGISTERED: frozenset({S.ACCEPTED, S.REFUSED}),
    S.ACCEPTED: frozenset({S.IN_PROGRESS, S.WITHDRAWN, S.STOPPED}),
    S.REFUSED: frozenset(),
    S.IN_PROGRESS: frozenset({S.SUPPLEMENT_REQUESTED, S.PAYMENT_REQUESTED, S.WITHDRAWN, S.STOPPED, S.RESOLVED}),
    S.SUPPLEMENT_REQUESTED: frozenset({S.IN_PROGRESS, S.WITHDRAWN, S.STOPPED}),
    S.PAYMENT_REQUESTED: frozenset({S.IN_PROGRESS, S.WITHDRAWN, S.STOPPED}),
    S.WITHDRAWN: frozenset(),
    S.STOPPED: frozenset(),
    S.RESOLVED: frozenset({S.RETURNED}),
    S.RETURNED: frozenset(),
}
"""From each state, the states that may follow it."""

OPEN_STATES = frozenset({S.REGISTERED, S.ACCEPTED, S.IN_PROGRESS, S.SUPPLEMENT_REQUESTED, S.PAYMENT_REQUESTED})
"""States in which components may still be added."""


class Channel(StrEnum):
    """How a dossier was filed."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Owner:
    """Owner of a dossier (*chủ hồ sơ*), or who files it for the owner (*người nộp*)."""

    id: OwnerId
    name: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier. `version` grows with every change of it or of its components and makes the ETag.

    `applicant` is who filed it where that was not the owner; `intake` the intake that opened it together with others.
    """

    code: DossierCode
    procedure: ProcedureCode
    agency: AgencyCode
    owner: Owner
    channel: Channel
    state: DossierState
    received_at: datetime
    version: int = 1
    due_at: datetime | None = None
    applicant: Owner | None = None
    intake: str | None = None


@dataclass(frozen=True, slots=True)
class DossierScope:
    """Which dossiers: those received by any of these agencies, of any of these owners, or in any of these procedures.

    A scope that names nothing holds nothing.
    """

    agencies: tuple[AgencyCode, ...] = ()
    owners: tuple[OwnerId, ...] = ()
    procedures: tuple[ProcedureCode, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """One step in a dossier's life (*tiến trình*): what happened, when, by whom."""

    dossier: DossierCode
    at: datetime
    kind: str
    actor: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """One intake that opened a dossier for each step of interlinked procedures; `chain` is theirs as it was that day.

    `agency` received it and takes the papers; `dossiers` are in the order of the steps.
    """

    id: str
    chain: Chain
    agency: AgencyCode
    dossiers: tuple[DossierCode, ...]
    owner: OwnerId
    opened_by: str
    opened_at: datetime
