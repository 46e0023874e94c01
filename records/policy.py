"""Who may see or use what: the one place where rights are decided.

`decide` is given a caller, an action and the facts of the matter, and answers; it reads nothing and changes nothing.
Every road to a dossier or a paper asks it: pages, HTTP, command line. The numbers in brackets are those of the rules
of reuse in `docs/reuse.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.caller import Caller, Role
from models.identifiers import AgencyCode, OwnerId, ProcedureCode


class Action(StrEnum):
    """What a caller wants to do with a dossier, or with an owner's papers."""

    SEE = "see"  # that it is there, its state, what papers it has: no content
    READ = "read"  # the content of its papers
    OPEN = "open"  # open a dossier
    INTAKE = "intake"  # open the dossiers of linked procedures, and take papers for all of them: at the first agency
    HAND_IN = "hand-in"  # put papers into it
    CORRECT = "correct"  # correct type and fields, have a paper read again, split a stack
    APPROVE = "approve"  # approve or reject a paper, after comparing it with the original
    MOVE = "move"  # from one state to the next, up to the decision
    DECIDE = "decide"  # resolve, refuse, stop, return
    WITHDRAW = "withdraw"  # withdraw the whole dossier, which is for its owner to wish
    ISSUE = "issue"  # keep the result
    OFFER = "offer"  # what of the owner's earlier papers would fit it
    TAKE = "take"  # reuse them in it
    CONSENT = "consent"  # give or withdraw consent, see one's uses
    RECORD_CONSENT = "record-consent"  # enter the code that the owner showed
    ASK_AGAIN = "ask-again"  # ask for a paper that is on file
    STAND = "stand"  # suspend, revoke or supersede a paper that the agency issued or approved
    ATTEST = "attest"  # register who acts for whom, and which ids are one person's, by evidence
    COUNT = "count"  # indicators
    AUDIT = "audit"  # the whole ledger
    ADMINISTER = "administer"  # tokens, the catalogue


class Tie(StrEnum):
    """How a caller must be tied to the matter."""

    HANDLES = "handles"  # the caller's agency is the dossier's, or took it over in a merger
    ABOVE = "above"  # it is that agency, or one above it
    OWNS = "owns"  # the caller is the owner, or represents the owner in this procedure
    SCOPED = "scoped"  # the dossier's procedure is in the system's scope
    NONE = "none"  # no tie is needed


A = Action
_COUNTER = (
    A.SEE,
    A.READ,
    A.OPEN,
    A.INTAKE,
    A.HAND_IN,
    A.CORRECT,
    A.MOVE,
    A.WITHDRAW,
    A.OFFER,
    A.TAKE,
    A.RECORD_CONSENT,
    A.ASK_AGAIN,
)
RIGHTS: Mapping[Role, Mapping[Action, Tie]] = {
    Role.CLERK: dict.fromkeys(_COUNTER, Tie.HANDLES) | {A.COUNT: Tie.ABOVE},
    Role.OFFICER: dict.fromkeys((*_COUNTER, A.APPROVE, A.DECIDE, A.ISSUE, A.STAND, A.ATTEST), Tie.HANDLES)
    | {A.COUNT: Tie.ABOVE},
    Role.LEADER: {A.SEE: Tie.ABOVE, A.COUNT: Tie.ABOVE},
    Role.CITIZEN: dict.fromkeys(
        (A.SEE, A.READ, A.OPEN, A.INTAKE, A.HAND_IN, A.WITHDRAW, A.OFFER, A.TAKE, A.CONSENT), Tie.OWNS
    ),
    Role.SYSTEM: dict.fromkeys((A.SEE, A.READ, A.OPEN, A.INTAKE, A.HAND_IN, A.OFFER, A.TAKE), Tie.SCOPED),
    Role.AUDITOR: {A.SEE: Tie.NONE, A.AUDIT: Tie.NONE, A.COUNT: Tie.NONE},
    Role.OPERATOR: dict.fromkeys(Action, Tie.NONE),
}
"""What each role may do, and what tie to the matter it needs for it [1]."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The facts that a decision rests on; made by `api.services.access` from the records.

    `agency` is the one that handles the dossier today (after mergers), `above` it and all above it. `acts_for` are the
    owners for whom the caller may act in this procedure, with all ids of each.
    """

    owner: OwnerId | None = None
    procedure: ProcedureCode | None = None
    agency: AgencyCode | None = None
    above: tuple[AgencyCode, ...] = ()
    acts_for: frozenset[OwnerId] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not. `hidden`: the caller may not even learn that the matter exists; the sentences say why."""

    allowed: bool
    hidden: bool = False
    vi: str = ""
    en: str = ""


def decide(caller: Caller, action: Action, matter: Matter) -> Decision:
    """Return whether `caller` may do `action`; where not, whether the matter stays hidden, and why."""
    if _may(caller, action, matter):
        return Decision(allowed=True)
    if not _may(caller, Action.SEE, matter):
        return Decision(allowed=False, hidden=True)
    role = ROLES[caller.role]
    return Decision(False, False, f"{role} không được {VERBS[action]}.", f"role {caller.role} may not {action.value}")


def _may(caller: Caller, action: Action, matter: Matter) -> bool:
    tie = RIGHTS[caller.role].get(action)
    return tie is not None and _tied(caller, tie, matter)


def _tied(caller: Caller, tie: Tie, matter: Matter) -> bool:
    match tie:
        case Tie.HANDLES:
            return caller.agency is not None and caller.agency == matter.agency
        case Tie.ABOVE:
            return caller.agency is not None and caller.agency in matter.above
        case Tie.OWNS:
            return matter.owner is not None and matter.owner in matter.acts_for
        case Tie.SCOPED:
            return matter.procedure is not None and matter.procedure in caller.procedures
        case Tie.NONE:
            return True


ROLES: Mapping[Role, str] = {
    Role.CLERK: "Công chức tiếp nhận",
    Role.OFFICER: "Công chức giải quyết",
    Role.LEADER: "Lãnh đạo",
    Role.CITIZEN: "Công dân",
    Role.SYSTEM: "Hệ thống kết nối",
    Role.AUDITOR: "Người kiểm tra",
    Role.OPERATOR: "Người vận hành",
}

VERBS: Mapping[Action, str] = {
    A.SEE: "xem hồ sơ này",
    A.READ: "xem nội dung giấy tờ của hồ sơ này",
    A.OPEN: "mở hồ sơ này",
    A.INTAKE: "tiếp nhận liên thông các thủ tục này",
    A.HAND_IN: "nộp giấy tờ vào hồ sơ này",
    A.CORRECT: "sửa dữ liệu của hồ sơ này",
    A.APPROVE: "duyệt giấy tờ của hồ sơ này",
    A.MOVE: "chuyển trạng thái hồ sơ này",
    A.DECIDE: "quyết định hồ sơ này",
    A.WITHDRAW: "rút hồ sơ này",
    A.ISSUE: "ghi kết quả của hồ sơ này",
    A.OFFER: "tra cứu giấy tờ đã có cho hồ sơ này",
    A.TAKE: "sử dụng lại giấy tờ cho hồ sơ này",
    A.CONSENT: "thay chủ hồ sơ đồng ý hoặc rút lại sự đồng ý",
    A.RECORD_CONSENT: "ghi nhận sự đồng ý cho hồ sơ này",
    A.ASK_AGAIN: "yêu cầu nộp lại giấy tờ của hồ sơ này",
    A.STAND: "thay đổi hiệu lực của giấy tờ này",
    A.ATTEST: "xác nhận việc đại diện hoặc liên kết số định danh",
    A.COUNT: "xem chỉ số của đơn vị này",
    A.AUDIT: "xem toàn bộ nhật ký",
    A.ADMINISTER: "quản trị hệ thống",
}
