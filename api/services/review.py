"""Review: what a person says of what the machine read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from api.services.access import admit
from api.services.context import Context
from api.services.dossiers import component_of
from api.services.dropping import drop_use
from api.services.handing_on import check_bytes, hand_on, hold_chain
from models.caller import Caller
from models.component import Component, ComponentStatus, Review, ReviewState
from models.dossier import ProgressEvent
from models.errors import Conflict, InvalidValue
from models.identifiers import ComponentId, DocumentType, DossierCode
from models.procedure import CopyKind
from models.text import collapse, nfc
from records.policy import Action
from records.validity import no_end

DATE_FIELDS = frozenset({"date_of_birth", "issue_date", "expiry_date", "date_of_death", "due_date"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's decision and corrections; None and empty leave what stands. A field set to "" is taken away."""

    state: ReviewState | None = None
    compared_with_original: bool | None = None
    type: DocumentType | None = None
    copy_kind: CopyKind | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None


def review_component(
    context: Context,
    caller: Caller,
    code: DossierCode,
    id: ComponentId,
    correction: Correction,
    revision: int,
    known_types: frozenset[DocumentType],
) -> Component:
    """Keep a correction or decision beside the machine's values.

    A correction of what was approved takes the approval back unless it comes with one. Raises NotFound, Forbidden,
    StaleVersion when `revision` is not current, InvalidValue for a malformed value, Conflict when the component is
    reused (its values belong to its source; it can only be rejected) or not read yet.
    """
    fields = {name: _tidy(name, value) for name, value in correction.fields.items()}
    if correction.type is not None and correction.type not in known_types:
        raise InvalidValue(
            f"Không có loại giấy tờ “{correction.type}”.", f"there is no document type “{correction.type}”"
        )
    dossier = admit(context, caller, _right_for(correction), code)
    if correction.state is ReviewState.APPROVED:
        check_bytes(context, dossier, id)
    with context.records.write() as records:
        hold_chain(records, dossier)
        before = component_of(records, code, id)
        _check_reviewable(before, correction)
        review = _merged(before.review, correction, fields, caller, context)
        if correction.state is None and before.review.state is ReviewState.APPROVED and _changes(correction, before):
            review = replace(review, state=ReviewState.PENDING)
        after = records.components.save_review(id, review, revision)
        records.events.add(_event(after, caller, context, correction))
        if after.provenance is not None:
            drop_use(records, caller, after, context.clock.now())
        records.outbox.add(id)
        hand_on(records, code, context.clock.now())
    return after


def _right_for(correction: Correction) -> Action:
    """Return the right that a correction takes: to decide, and to say that it was compared, is for officers."""
    decides = correction.state is not None or correction.compared_with_original is not None
    return Action.APPROVE if decides else Action.CORRECT


def _changes(correction: Correction, before: Component) -> bool:
    """Say whether a correction changes what was approved: it must then be approved again."""
    said = {name: value for name, value in correction.fields.items() if value != before.fields.get(name, "")}
    kind = correction.type not in {None, before.type} or correction.copy_kind not in {None, before.copy_kind}
    return bool(said) or kind


def _check_reviewable(component: Component, correction: Correction) -> None:
    if component.provenance is not None and not _only_rejects(correction):
        raise Conflict(
            "Giấy tờ được tái sử dụng: hãy sửa ở hồ sơ gốc, hoặc từ chối giấy tờ này.",
            "a reused paper is corrected in the dossier that it comes from; here it can only be rejected",
        )
    if correction.state is ReviewState.APPROVED and component.status is not ComponentStatus.DIGITISED:
        raise Conflict("Chỉ duyệt được giấy tờ đã đọc xong.", "only a paper that has been read can be approved")


def _only_rejects(correction: Correction) -> bool:
    values = (correction.compared_with_original, correction.type, correction.copy_kind, *correction.fields)
    return correction.state is ReviewState.REJECTED and all(value is None for value in values)


def _merged(
    before: Review, correction: Correction, fields: Mapping[str, str], caller: Caller, context: Context
) -> Review:
    compared = correction.compared_with_original
    return Review(
        state=correction.state or before.state,
        by=caller.name,
        at=context.clock.now(),
        compared_with_original=before.compared_with_original if compared is None else compared,
        type=correction.type or before.type,
        copy_kind=correction.copy_kind or before.copy_kind,
        fields={**before.fields, **fields},
        note=before.note if correction.note is None else nfc(correction.note)[:2000],
    )


def _tidy(name: str, value: str) -> str:
    text = collapse(nfc(value))
    if not name.replace("_", "").isalnum() or len(name) > 40 or len(text) > 1000:
        raise InvalidValue(f"Trường “{name[:40]}” không hợp lệ.", f"the field “{name[:40]}” is not valid")
    if text and name in DATE_FIELDS and not (name == "expiry_date" and no_end(text)):
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise InvalidValue(
                f"Trường {name} phải là ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2020-02-28.",
                f"the field {name} takes a date like 2020-02-28",
            ) from error
    return text


def _event(component: Component, caller: Caller, context: Context, correction: Correction) -> ProgressEvent:
    detail = {"component": component.id, "review": component.review.state.value}
    if correction.fields:
        detail["fields"] = " ".join(sorted(correction.fields))
    if correction.type:
        detail["type"] = correction.type
    return ProgressEvent(component.dossier, context.clock.now(), "component-reviewed", caller.name, detail)
