"""The rules of reuse as a table: what is changed on a paper that may be reused, and the sentence that follows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.component import Component, ComponentStatus, Review, ReviewState
from models.dossier import DossierState
from models.identifiers import DocumentType, RequirementKey
from models.procedure import CopyKind, Requirement
from records.reuse import Item, obstacles
from records.vocabulary import FIELDS, PAPERS
from tests.records.build import component, result

ON = date(2026, 3, 2)
STATUS = DocumentType("marital-status")
REQUIREMENT = Requirement(
    RequirementKey("status"),
    "Giấy xác nhận tình trạng hôn nhân",
    accepts=(STATUS, DocumentType("marriage-certificate")),
    copy_kinds=(CopyKind.ORIGINAL, CopyKind.ELECTRONIC),
    fields=("full_name", "personal_id"),
    max_age_days=180,
)
FIELDS_ON_IT = {"full_name": "Lê Ý", "personal_id": "001093047064", "issue_date": "2026-01-02"}
APPROVED = Review(ReviewState.APPROVED, "cb", datetime(2026, 1, 3, tzinfo=UTC), compared_with_original=True)
PAPER = component(
    type=STATUS,
    status=ComponentStatus.DIGITISED,
    fields=FIELDS_ON_IT,
    review=APPROVED,
    copy_kind=CopyKind.ORIGINAL,
)
RESULT = result(type=STATUS, fields=FIELDS_ON_IT)


def judged(item: Item, requirement: Requirement = REQUIREMENT, **known: Any) -> tuple[str, ...]:  # noqa: ANN401 - keywords
    facts: dict[str, Any] = {"same_owner": True, "source_state": DossierState.RETURNED, "on": ON}
    return obstacles(requirement, item, **facts | known)


def dated(**fields: str) -> dict[str, str]:
    return FIELDS_ON_IT | fields


@pytest.mark.parametrize(
    "item",
    [
        PAPER,
        RESULT,
        replace(PAPER, status=ComponentStatus.REUSED_COMPONENT),
        replace(PAPER, type=DocumentType("marriage-certificate")),
        replace(PAPER, copy_kind=CopyKind.ELECTRONIC, review=replace(APPROVED, compared_with_original=False)),
        replace(PAPER, status=ComponentStatus.REUSED_RESULT, review=replace(APPROVED, compared_with_original=False)),
        replace(PAPER, fields=dated(issue_date="2025-09-03")),  # 180 days to the day
        replace(PAPER, fields=dated(issue_date="2026-03-02")),
        replace(PAPER, fields=dated(expiry_date="2026-03-02")),
        replace(PAPER, fields=dated(expiry_date="")),
        replace(RESULT, fields=dated(issue_date=""), issued_at=datetime(2026, 3, 1, 18, tzinfo=UTC)),
    ],
)
def test_what_fits_may_be_reused(item: Item) -> None:
    assert judged(item) == ()


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (replace(PAPER, status=ComponentStatus.QUEUED), "chưa số hóa xong"),
        (replace(PAPER, status=ComponentStatus.FAILED), "số hóa không thành công"),
        (replace(PAPER, usable=False), "không đọc rõ"),
        (replace(PAPER, review=Review()), "chưa được cán bộ kiểm tra"),
        (replace(PAPER, review=replace(APPROVED, state=ReviewState.REJECTED)), "từ chối"),
        (replace(PAPER, review=replace(APPROVED, compared_with_original=False)), "chưa được đối chiếu"),
        (replace(PAPER, type=DocumentType("decision")), "còn đây là quyết định"),
        (replace(PAPER, type=DocumentType("unknown")), "chưa rõ loại"),
        (replace(PAPER, copy_kind=CopyKind.PLAIN), "cần bản chính hoặc bản điện tử, còn đây là bản chụp"),
        (replace(PAPER, fields={**FIELDS_ON_IT, "personal_id": " "}), "thiếu thông tin bắt buộc: số định danh cá nhân"),
        (replace(PAPER, fields=dated(issue_date="2025-09-02")), "cấp ngày 02/09/2025 đã quá thời hạn 180 ngày"),
        (replace(PAPER, fields=dated(issue_date="2026-03-03")), "ở sau ngày khai thác"),
        (replace(PAPER, fields=dated(issue_date="")), "Không rõ ngày cấp"),
        (replace(PAPER, fields=dated(issue_date="tháng 3")), "Không rõ ngày cấp"),
        (replace(PAPER, fields=dated(expiry_date="2026-03-01")), "hết hạn ngày 01/03/2026"),
        (replace(PAPER, fields=dated(expiry_date="không rõ")), "không hiểu được"),
        (replace(RESULT, copy_kind=CopyKind.CERTIFIED), "bản sao chứng thực"),
        (replace(RESULT, type=DocumentType("decision")), "còn đây là quyết định"),
        (replace(RESULT, fields=dated(expiry_date="2020-01-01")), "hết hạn"),
    ],
)
def test_each_obstacle_is_one_sentence(item: Item, sentence: str) -> None:
    (said,) = judged(item)
    assert sentence in said
    assert said.endswith(".")


def test_of_another_owners_paper_nothing_more_is_said() -> None:
    bad = replace(PAPER, status=ComponentStatus.FAILED, type=DocumentType("decision"))
    (said,) = judged(bad, same_owner=False)
    assert "chủ hồ sơ khác" in said
    assert judged(PAPER, same_owner=False) == judged(RESULT, same_owner=False) == (said,)


@pytest.mark.parametrize("state", [state for state in DossierState if state is not DossierState.RETURNED])
def test_a_result_counts_only_once_it_is_returned(state: DossierState) -> None:
    (said,) = judged(RESULT, source_state=state)
    assert "chưa trả kết quả" in said


@pytest.mark.parametrize("state", list(DossierState))
def test_a_component_counts_whatever_became_of_its_dossier(state: DossierState) -> None:
    assert judged(PAPER, source_state=state) == ()


def test_all_obstacles_are_named_at_once() -> None:
    bad: Component = replace(PAPER, usable=False, review=Review(), type=DocumentType("decision"), fields={})
    assert len(judged(bad)) == 5


def test_a_requirement_that_asks_for_less_is_met_by_less() -> None:
    loose = replace(REQUIREMENT, copy_kinds=(), fields=(), max_age_days=None)
    old = replace(PAPER, fields={"issue_date": "1993-01-01"}, copy_kind=CopyKind.PLAIN)
    assert judged(old, loose) == ()


def test_every_paper_and_field_has_a_name_of_its_own() -> None:
    assert len(set(PAPERS.values())) == len(PAPERS)
    assert len(set(FIELDS.values())) == len(FIELDS)
