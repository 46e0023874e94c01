"""When a paper of an earlier dossier may stand for a required component: pure rules, each with its sentence.

Every rule returns the sentence that says why not, or None. The numbers in brackets are those of the rules of reuse in
`docs/records.md`. Integrity of the bytes is checked where they are, by the object store.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from models.component import Component, ComponentStatus, ReviewState
from models.dossier import DossierState
from models.procedure import CopyKind, Requirement
from models.result import ProcedureResult
from models.time import civil_day
from records.vocabulary import COPIES, field_name, paper_name

Item = Component | ProcedureResult

_READ = frozenset({ComponentStatus.DIGITISED, ComponentStatus.REUSED_COMPONENT, ComponentStatus.REUSED_RESULT})


def obstacles(
    requirement: Requirement, item: Item, *, same_owner: bool, source_state: DossierState, on: date
) -> tuple[str, ...]:
    """Return why `item` may not be used for `requirement` on the day `on`, one Vietnamese sentence each; empty: it may.

    `same_owner` says whether both dossiers have the same owner; of another owner's paper nothing more is said.
    `source_state` is the state of the dossier that the item is in.
    """
    if not same_owner:
        return ("Giấy tờ này thuộc hồ sơ của chủ hồ sơ khác nên không được khai thác.",)
    gate = _result_gate(source_state) if isinstance(item, ProcedureResult) else _component_gate(item)
    return (*gate, *_match(requirement, item), *_in_time(requirement, item, on))


def _result_gate(state: DossierState) -> Iterator[str]:
    """Pass a result once it was returned (state 10) [5]."""
    if state is not DossierState.RETURNED:
        yield "Hồ sơ nguồn chưa trả kết quả nên kết quả này chưa được khai thác."


def _component_gate(component: Component) -> Iterator[str]:
    """Pass a component that is read, readable, approved and was compared with the original [5]."""
    if component.status not in _READ:
        failed = component.status is ComponentStatus.FAILED
        yield "Giấy tờ này số hóa không thành công." if failed else "Giấy tờ này chưa số hóa xong."
    elif not component.usable:
        yield "Bản số hóa có trang không đọc rõ; cần quét lại từ bản giấy."
    if component.review.state is ReviewState.REJECTED:
        yield "Cán bộ đã từ chối giấy tờ này."
    elif component.review.state is ReviewState.PENDING:
        yield "Giấy tờ này chưa được cán bộ kiểm tra và duyệt."
    elif not (component.review.compared_with_original or _needs_no_comparison(component)):
        yield "Giấy tờ này chưa được đối chiếu với bản chính."


def _needs_no_comparison(component: Component) -> bool:
    """Say that an electronic original is the original, and a result comes from the agency that issued it."""
    return component.copy_kind is CopyKind.ELECTRONIC or component.status is ComponentStatus.REUSED_RESULT


def _match(requirement: Requirement, item: Item) -> Iterator[str]:
    """Pass the type, copy kind and fields that the procedure asks for [4]."""
    if item.type not in requirement.accepts:
        wanted = " hoặc ".join(map(paper_name, requirement.accepts))
        yield f"Thành phần “{requirement.name}” cần {wanted}, còn đây là {paper_name(item.type)}."
    if requirement.copy_kinds and item.copy_kind not in requirement.copy_kinds:
        wanted = " hoặc ".join(COPIES[kind] for kind in requirement.copy_kinds)
        yield f"Thành phần “{requirement.name}” cần {wanted}, còn đây là {COPIES[item.copy_kind]}."
    missing = [field_name(field) for field in requirement.fields if not item.fields.get(field, "").strip()]
    if missing:
        yield f"Giấy tờ này thiếu thông tin bắt buộc: {', '.join(missing)}."


def _in_time(requirement: Requirement, item: Item, on: date) -> Iterator[str]:
    """Pass a paper not too old for the procedure and not expired [4, 6]; both limits count the last day in."""
    if requirement.max_age_days is not None:
        yield from _too_old(requirement.max_age_days, item, on)
    text = item.fields.get("expiry_date", "").strip()
    expiry = _day(text)
    if text and expiry is None:
        yield f"Ngày hết hạn “{text}” trên giấy tờ không hiểu được; cần sửa lại trước khi khai thác."
    elif expiry is not None and expiry < on:
        yield f"Giấy tờ này đã hết hạn ngày {expiry:%d/%m/%Y}."


def _too_old(days: int, item: Item, on: date) -> Iterator[str]:
    issued = _issued(item)
    if issued is None:
        yield f"Không rõ ngày cấp nên không biết giấy tờ có quá {days} ngày hay không."
    elif issued > on:
        yield f"Ngày cấp {issued:%d/%m/%Y} ở sau ngày khai thác {on:%d/%m/%Y}."
    elif on - issued > timedelta(days=days):
        yield f"Giấy tờ cấp ngày {issued:%d/%m/%Y} đã quá thời hạn {days} ngày."


def _issued(item: Item) -> date | None:
    """Return the day printed on the paper; of a result that states none, the day of its issue in the dossier."""
    text = item.fields.get("issue_date", "").strip()
    if not text and isinstance(item, ProcedureResult):
        return civil_day(item.issued_at)
    return _day(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # not swallowed: both callers say that the day is not known
