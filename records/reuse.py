"""The ten rules of reuse, in their order: when a paper of an earlier dossier may stand for a required component.

`RULES` is the list that a lawyer reads: what each rule says, the check below that judges a paper by it, and where the
rest of it is kept. A check gives one Vietnamese sentence for each thing that stands in the way. Nothing here reads the
records: what a paper does not say itself comes in `Facts`.

The same checks are made twice, when a paper is taken and again at the decision [6].
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.agency import Level
from models.component import Component, ComponentStatus, ReviewState
from models.consent import Consent, Means
from models.dossier import DossierState
from models.paper_state import PaperStanding, PaperState
from models.procedure import CopyKind, Requirement
from models.result import ProcedureResult
from models.signature import SignatureState
from models.time import civil_day
from records.issuers import issuer_level
from records.validity import Term, issue_day, last_day, stated_day, states_no_end, validity_table
from records.vocabulary import COPIES, LEVELS, field_name, paper_name

Item = Component | ProcedureResult

_READ = frozenset({ComponentStatus.DIGITISED, ComponentStatus.REUSED_COMPONENT, ComponentStatus.REUSED_RESULT})


class Ownership(StrEnum):
    """Whose paper it is, seen from the dossier that wants it."""

    OWN = "own"  # filed under the same id, or under one that a paper links to it
    UNPROVED = "unproved"  # filed under another id of the person, and the paper that linked the ids counts no more
    FOREIGN = "foreign"  # another person's


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask about a paper beyond what it says itself.

    `source_state` is the state of the dossier that it is in. `on` is the day that expiry and standing are judged by,
    `used` the day of the use, by which age is judged (None: the same day). `issuer_level` is the level of the agency
    that issued a result; a paper handed in names its issuer itself. `standing` is the newest standing of its version
    (None: none was ever set), `stood_by` the name of the agency that set it, `newer` what people call the paper that
    replaced it. `consent` is what the use rests on, once there is a use; `intact` says whether the bytes are still
    those that were pinned.
    """

    source_state: DossierState
    on: date
    used: date | None = None
    issuer_level: Level | None = None
    standing: PaperStanding | None = None
    stood_by: str = ""
    newer: str = ""
    ownership: Ownership = Ownership.OWN
    consent: Consent | None = None
    intact: bool = True


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: the number of the rule, and one Vietnamese sentence."""

    rule: int
    vi: str


def judge(requirement: Requirement, item: Item, facts: Facts) -> tuple[Obstacle, ...]:
    """Return all that stands in the way of using `item` for `requirement`; nothing: it may be used.

    Of another person's paper nothing is said but that it is one.
    """
    if facts.ownership is Ownership.FOREIGN:
        return tuple(Obstacle(1, vi) for vi in owner_is_the_same(requirement, item, facts))
    return tuple(
        Obstacle(rule.number, vi) for rule in RULES for check in rule.checks for vi in check(requirement, item, facts)
    )


def obstacles(requirement: Requirement, item: Item, facts: Facts) -> tuple[str, ...]:
    """Return the sentences of `judge`."""
    return tuple(obstacle.vi for obstacle in judge(requirement, item, facts))


def remarks(item: Item) -> tuple[str, ...]:
    """Return what does not stand in the way but must be said, one Vietnamese sentence each."""
    if _signed(item) is SignatureState.UNKNOWN_SIGNER:
        return ("Chữ ký số trên giấy tờ còn nguyên vẹn, nhưng chưa xác định được người ký có được tin cậy hay không.",)
    if _signed(item) is SignatureState.UNSIGNED and item.copy_kind is CopyKind.ELECTRONIC:
        return ("Giấy tờ được khai là bản điện tử nhưng không có chữ ký số.",)
    return ()


def owner_is_the_same(_requirement: Requirement, _item: Item, facts: Facts) -> Iterator[str]:
    """Rule 1. The paper is the owner's own, under this id or one that a paper links to it; a name proves nothing."""
    if facts.ownership is Ownership.FOREIGN:
        yield "Giấy tờ này thuộc chủ hồ sơ khác."
    elif facts.ownership is Ownership.UNPROVED:
        yield "Bằng chứng nối hai số định danh của chủ hồ sơ không còn giá trị."


def consent_stands(_requirement: Requirement, _item: Item, facts: Facts) -> Iterator[str]:
    """Rule 3. What the owner withdrew before the decision is not used. Its term counts on the day of the use only."""
    withdrawn = facts.consent.withdrawn_at if facts.consent else None
    if withdrawn is not None:
        yield f"Chủ hồ sơ đã rút lại sự đồng ý ngày {_shown(civil_day(withdrawn))}."


def paper_matches(requirement: Requirement, item: Item, _facts: Facts) -> Iterator[str]:
    """Rule 4. Type, kind of copy and mandatory fields are those that the procedure asks for."""
    if item.type not in requirement.accepts:
        wanted = " hoặc ".join(map(paper_name, requirement.accepts))
        yield f"Thành phần “{requirement.name}” cần {wanted}, còn đây là {paper_name(item.type)}."
    if requirement.copy_kinds and item.copy_kind not in requirement.copy_kinds:
        wanted = " hoặc ".join(COPIES[kind] for kind in requirement.copy_kinds)
        yield f"Thành phần “{requirement.name}” cần {wanted}, còn đây là {COPIES[item.copy_kind]}."
    missing = [field_name(field) for field in requirement.fields if not item.fields.get(field, "").strip()]
    if missing:
        yield f"Giấy tờ này thiếu thông tin bắt buộc: {', '.join(missing)}."


def issuer_is_high_enough(requirement: Requirement, item: Item, facts: Facts) -> Iterator[str]:
    """Rule 4. The issuing agency is of a level that the procedure accepts."""
    if not requirement.issuer_levels:
        return
    wanted = " hoặc ".join(LEVELS[level] for level in requirement.issuer_levels)
    level = facts.issuer_level if isinstance(item, ProcedureResult) else issuer_level(item.fields.get("issuer", ""))
    if level is None:
        yield f"Không rõ cấp của cơ quan cấp; thành phần “{requirement.name}” cần giấy tờ do {wanted} cấp."
    elif level not in requirement.issuer_levels:
        yield f"Thành phần “{requirement.name}” cần giấy tờ do {wanted} cấp, còn đây do {LEVELS[level]} cấp."


def young_enough(requirement: Requirement, item: Item, facts: Facts) -> Iterator[str]:
    """Rule 4. Not older than the procedure allows on the day of the use; that day counts in."""
    days, issued, used = requirement.max_age_days, issue_day(item), facts.used or facts.on
    if days is None:
        return
    if issued is None:
        yield f"Không rõ ngày cấp nên không biết giấy tờ có quá {days} ngày hay không."
    elif issued > used:
        yield f"Ngày cấp {_shown(issued)} ở sau ngày khai thác {_shown(used)}."
    elif used - issued > timedelta(days=days):
        yield f"Giấy tờ cấp ngày {_shown(issued)} đã quá thời hạn {days} ngày."


def result_was_returned(_requirement: Requirement, item: Item, facts: Facts) -> Iterator[str]:
    """Rule 5. A result counts once its dossier was returned (state 10)."""
    if isinstance(item, ProcedureResult) and facts.source_state is not DossierState.RETURNED:
        yield "Hồ sơ nguồn chưa trả kết quả nên kết quả này chưa được khai thác."


def paper_is_read(_requirement: Requirement, item: Item, _facts: Facts) -> Iterator[str]:
    """Rule 5. Read, and readable on every page."""
    if isinstance(item, ProcedureResult):
        return
    if item.status is ComponentStatus.FAILED:
        yield "Giấy tờ này số hóa không thành công."
    elif item.status not in _READ:
        yield "Giấy tờ này chưa số hóa xong."
    elif not item.usable:
        yield "Bản số hóa có trang không đọc rõ; cần quét lại từ bản giấy."


def officer_approved(_requirement: Requirement, item: Item, _facts: Facts) -> Iterator[str]:
    """Rule 5. Approved by an officer; an unsigned scan after comparison with the original, which is on record."""
    if isinstance(item, ProcedureResult):
        return
    if item.review.state is ReviewState.REJECTED:
        yield "Cán bộ đã từ chối giấy tờ này."
    elif item.review.state is ReviewState.PENDING:
        yield "Giấy tờ này chưa được cán bộ kiểm tra và duyệt."
    elif not (item.review.compared_with_original or _needs_no_comparison(item)):
        yield "Giấy tờ này chưa được đối chiếu với bản chính."


def signatures_hold(_requirement: Requirement, item: Item, _facts: Facts) -> Iterator[str]:
    """Rule 5. A broken digital signature is never reusable; an unknown signer is allowed but said (`remarks`)."""
    if _signed(item) is SignatureState.BROKEN:
        yield "Chữ ký số trên giấy tờ này không còn hiệu lực: nội dung đã bị sửa sau khi ký hoặc không xác minh được."


def not_expired(requirement: Requirement, item: Item, facts: Facts) -> Iterator[str]:
    """Rule 6. Valid by what it states, else by the stated default of its type; the last day counts in."""
    printed = item.fields.get("expiry_date", "").strip()
    if printed and stated_day(item, "expiry_date") is None and not states_no_end(item):
        yield f"Ngày hết hạn “{printed}” trên giấy tờ không hiểu được; cần sửa lại trước khi khai thác."
        return
    last = last_day(item)
    if last is not None and last < facts.on:
        by_law = "" if printed else f" ({validity_table()[item.type].basis})"
        yield f"Giấy tờ này đã hết hạn ngày {_shown(last)}{by_law}."
    elif last is None and not printed:
        yield from _term_unknown(requirement, item, facts)


def _term_unknown(requirement: Requirement, item: Item, facts: Facts) -> Iterator[str]:
    """Say what has to be stated where a paper names no last day and its type gives none.

    What came in at the one intake of linked procedures was filed for this procedure too and needs no limit of age.
    """
    rule, name = validity_table().get(item.type), paper_name(item.type)
    if rule is None:
        yield f"Chưa quy định thời hạn giá trị của {name} nên không khai thác được."
    elif rule.term is Term.PRINTED:
        yield f"Không rõ ngày hết hạn in trên {name}; cần bổ sung trước khi khai thác."
    elif rule.term is Term.MONTHS:
        yield f"Không rõ ngày cấp nên không biết {name} còn trong {rule.months} tháng có giá trị hay không."
    elif rule.term is Term.REQUIREMENT and requirement.max_age_days is None and not _of_same_intake(facts):
        yield f"Thủ tục chưa nêu giới hạn ngày cấp của {name} nên không khai thác lại được."


def _of_same_intake(facts: Facts) -> bool:
    return facts.consent is not None and facts.consent.means is Means.INTAKE


def still_stands(_requirement: Requirement, _item: Item, facts: Facts) -> Iterator[str]:
    """Rule 7. Not suspended, revoked or replaced since."""
    standing = facts.standing
    if standing is None or standing.state is PaperState.ACTIVE:
        return
    who, day = facts.stood_by or standing.agency or standing.by, _shown(civil_day(standing.at))
    why = standing.reason.rstrip(". ")
    match standing.state:
        case PaperState.SUSPENDED:
            yield f"Giấy tờ này bị {who} tạm dừng hiệu lực từ ngày {day}: {why}."
        case PaperState.REVOKED:
            yield f"Giấy tờ này đã bị {who} thu hồi ngày {day}: {why}."
        case PaperState.SUPERSEDED:
            newer = f"giấy tờ mới {facts.newer}" if facts.newer else "giấy tờ mới"
            yield f"Giấy tờ này đã được {who} thay bằng {newer} ngày {day}: {why}."


def bytes_are_pinned(_requirement: Requirement, _item: Item, facts: Facts) -> Iterator[str]:
    """Rule 8. The bytes are those of the version (SHA-256) that was pinned."""
    if not facts.intact:
        yield "Tệp gốc của giấy tờ này không còn đúng như khi tiếp nhận."


def _signed(item: Item) -> SignatureState | None:
    return item.signatures.state if item.signatures else None


def _needs_no_comparison(component: Component) -> bool:
    """Say that an electronic original is the original, a valid signature proves it, and a result is the agency's."""
    return (
        component.copy_kind is CopyKind.ELECTRONIC
        or component.status is ComponentStatus.REUSED_RESULT
        or _signed(component) is SignatureState.VALID
    )


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


Check = Callable[[Requirement, Item, Facts], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, what it says, the checks of a paper that belong to it, the modules that keep the rest."""

    number: int
    vi: str
    checks: tuple[Check, ...] = ()
    kept_by: tuple[str, ...] = ()


RULES: tuple[Rule, ...] = (
    Rule(
        1,
        "Ai được khai thác: chủ hồ sơ, người đại diện, cán bộ đang giải quyết hồ sơ của chính chủ hồ sơ đó.",
        (owner_is_the_same,),
        ("records.policy", "api.services.access"),
    ),
    Rule(
        2,
        "Phạm vi: mọi cơ quan, mọi cấp, qua địa giới và qua sáp nhập; nơi số hóa không bao giờ là trở ngại.",
        (),
        ("records.store.catalogue",),
    ),
    Rule(
        3,
        "Yêu cầu rõ ràng: mục đích, hồ sơ, thành phần, phiên bản, sự đồng ý; chủ hồ sơ xem lại và rút lại được.",
        (consent_stands,),
        ("api.services.consenting", "api.services.preview", "api.services.withdrawing"),
    ),
    Rule(
        4,
        "Phù hợp: loại giấy, loại bản, thông tin bắt buộc, cấp của cơ quan cấp, tuổi của giấy vào ngày khai thác.",
        (paper_matches, issuer_is_high_enough, young_enough),
    ),
    Rule(
        5,
        "Điều kiện: đã đọc rõ, đã duyệt, đã đối chiếu, chữ ký số không hỏng; kết quả chỉ sau khi đã trả.",
        (result_was_returned, paper_is_read, officer_approved, signatures_hold),
        ("records.signatures.validate",),
    ),
    Rule(
        6,
        "Thời hạn: còn giá trị khi khai thác và kiểm tra lại khi quyết định; thời hạn theo loại phải được nêu rõ.",
        (not_expired,),
        ("records.validity", "api.services.decision"),
    ),
    Rule(
        7,
        "Thu hồi: giấy tờ bị tạm dừng, thu hồi, thay thế thì báo cho mọi hồ sơ chưa quyết định đã dùng.",
        (still_stands,),
        ("api.services.standing",),
    ),
    Rule(
        8,
        "Nguồn gốc: gắn với đúng phiên bản (SHA-256), hồ sơ nguồn, cơ quan, người số hóa, người duyệt, chữ ký.",
        (bytes_are_pinned,),
        ("api.services.taking",),
    ),
    Rule(
        9,
        "Không đòi hai lần: yêu cầu nộp lại giấy đã có phải nêu lý do và được đếm.",
        (),
        ("models.re_request",),
    ),
    Rule(
        10,
        "Thu hẹp: chỉ thấy giấy tờ được lấy, không thấy hồ sơ mà nó đến từ đó.",
        (),
        ("api.services.preview",),
    ),
)
"""The rules as `docs/reuse.md` tells them."""
