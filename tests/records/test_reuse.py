"""The ten rules of reuse as a table: what is changed on a paper that may be reused, and the sentence that follows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from typing import Any

import pytest

from models.agency import Level
from models.component import Component, ComponentStatus, Review, ReviewState
from models.consent import Consent, Means
from models.dossier import DossierState
from models.identifiers import AgencyCode, DocumentType, RequirementKey
from models.paper_state import PaperStanding, PaperState
from models.procedure import CopyKind, Requirement
from models.signature import SignatureCheck, SignatureReport, SignatureState
from records.reuse import RULES, Facts, Item, Ownership, judge, obstacles, remarks
from records.vocabulary import FIELDS, PAPERS
from tests.records.build import OWNER, component, result

ON = date(2026, 3, 2)
STATUS, MARRIAGE, CARD = (DocumentType(slug) for slug in ("marital-status", "marriage-certificate", "identity-card"))
REQUIREMENT = Requirement(
    RequirementKey("status"),
    "Giấy xác nhận tình trạng hôn nhân",
    accepts=(STATUS, MARRIAGE),
    copy_kinds=(CopyKind.ORIGINAL, CopyKind.ELECTRONIC),
    fields=("full_name", "personal_id"),
    max_age_days=180,
    issuer_levels=(Level.COMMUNE, Level.DISTRICT),
)
ANY = replace(REQUIREMENT, accepts=tuple(PAPERS), max_age_days=None)
ON_IT = {
    "full_name": "Lê Ý",
    "personal_id": "001093047064",
    "issue_date": "2026-01-02",
    "issuer": "UBND phường Hoà Bình, tỉnh Mẫu",
}
APPROVED = Review(ReviewState.APPROVED, "cb", datetime(2026, 1, 3, tzinfo=UTC), compared_with_original=True)
PAPER = component(
    type=STATUS, status=ComponentStatus.DIGITISED, fields=ON_IT, review=APPROVED, copy_kind=CopyKind.ORIGINAL
)
RESULT = result(type=STATUS, fields=ON_IT)
NOT_COMPARED = replace(APPROVED, compared_with_original=False)


def signed(state: SignatureState) -> SignatureReport:
    return SignatureReport() if state is SignatureState.UNSIGNED else SignatureReport((SignatureCheck("s", state),))


def stands(state: PaperState) -> PaperStanding:
    at = datetime(2026, 2, 27, 18, tzinfo=UTC)  # the 28th in Viet Nam
    return PaperStanding(PAPER.version.id, state, "Cấp sai thẩm quyền.", "cb", AgencyCode("H99.01.03"), at)


def consent(withdrawn_at: datetime | None = None) -> Consent:
    given, until = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    means = Means.SIGNED_IN
    return Consent("c", OWNER.id, OWNER.id, means, None, None, None, "việc", "", given, until, withdrawn_at)


def judged(item: Item, requirement: Requirement = REQUIREMENT, **known: Any) -> tuple[str, ...]:  # noqa: ANN401 - keywords
    return obstacles(requirement, item, facts(known))


def facts(known: dict[str, Any]) -> Facts:
    usual: dict[str, Any] = {"source_state": DossierState.RETURNED, "on": ON, "issuer_level": Level.COMMUNE}
    return Facts(**usual | known)


def dated(**fields: str) -> dict[str, str]:
    return ON_IT | fields


FITS: dict[str, tuple[Item, dict[str, Any]]] = {
    "[1] own paper, or under an id that evidence links": (PAPER, {"ownership": Ownership.OWN}),
    "[2] whatever agency has it": (replace(PAPER, fields=dated(issuer="UBND huyện Xa Lạ")), {}),
    "[3] the consent has ended, but held on the day of the use": (PAPER, {"consent": consent()}),
    "[4] another accepted type": (replace(PAPER, type=MARRIAGE), {}),
    "[4] 180 days to the day": (replace(PAPER, type=MARRIAGE, fields=dated(issue_date="2025-09-03")), {}),
    "[4] issued today": (replace(PAPER, fields=dated(issue_date="2026-03-02")), {}),
    "[4] young enough on the day of the use, too old since": (
        replace(PAPER, type=MARRIAGE, fields=dated(issue_date="2025-09-01")),
        {"used": date(2026, 2, 1)},
    ),
    "[4] a result that names no day: that of its issue": (
        replace(RESULT, fields=dated(issue_date=""), issued_at=datetime(2026, 3, 1, 18, tzinfo=UTC)),
        {},
    ),
    "[5] a returned result": (RESULT, {}),
    "[5] a link to an earlier paper": (replace(PAPER, status=ComponentStatus.REUSED_COMPONENT), {}),
    "[5] an electronic original needs no comparison": (
        replace(PAPER, copy_kind=CopyKind.ELECTRONIC, review=NOT_COMPARED),
        {},
    ),
    "[5] a validly signed paper needs no comparison": (
        replace(PAPER, review=NOT_COMPARED, signatures=signed(SignatureState.VALID)),
        {},
    ),
    "[5] a reused result needs no comparison": (
        replace(PAPER, status=ComponentStatus.REUSED_RESULT, review=NOT_COMPARED),
        {},
    ),
    "[5] an unknown signer": (replace(PAPER, signatures=signed(SignatureState.UNKNOWN_SIGNER)), {}),
    "[6] the last day counts in": (replace(PAPER, fields=dated(expiry_date="2026-03-02")), {}),
    "[6] six months by law, to the day": (PAPER, {"on": date(2026, 7, 2), "used": ON}),
    "[7] reinstated": (PAPER, {"standing": stands(PaperState.ACTIVE)}),
}


@pytest.mark.parametrize("case", FITS)
def test_what_fits_may_be_reused(case: str) -> None:
    item, known = FITS[case]
    assert judged(item, **known) == ()


SIX_MONTHS = "Nghị định 123/2015/NĐ-CP, Điều 23 khoản 1: có giá trị 06 tháng kể từ ngày cấp"
NO_BOOK = "Luật Cư trú số 68/2020/QH14, Điều 38 khoản 3: sổ hộ khẩu có giá trị đến hết ngày 31/12/2022"
ACCEPTED = "cơ quan cấp xã hoặc cơ quan cấp huyện"
NAME = "“Giấy xác nhận tình trạng hôn nhân”"
SENTENCES: list[tuple[int, Item, dict[str, Any], str]] = [
    (1, PAPER, {"ownership": Ownership.FOREIGN}, "Giấy tờ này thuộc chủ hồ sơ khác."),
    (
        1,
        PAPER,
        {"ownership": Ownership.UNPROVED},
        "Bằng chứng nối hai số định danh của chủ hồ sơ không còn giá trị.",
    ),
    (
        3,
        PAPER,
        {"consent": consent(datetime(2026, 1, 9, tzinfo=UTC))},
        "Chủ hồ sơ đã rút lại sự đồng ý ngày 09/01/2026.",
    ),
    (
        4,
        replace(PAPER, type=DocumentType("decision")),
        {},
        f"Thành phần {NAME} cần giấy xác nhận tình trạng hôn nhân hoặc giấy chứng nhận kết hôn, còn đây là quyết định.",
    ),
    (
        4,
        replace(PAPER, copy_kind=CopyKind.PLAIN),
        {},
        f"Thành phần {NAME} cần bản chính hoặc bản điện tử, còn đây là bản chụp.",
    ),
    (
        4,
        replace(RESULT, copy_kind=CopyKind.CERTIFIED),
        {},
        f"Thành phần {NAME} cần bản chính hoặc bản điện tử, còn đây là bản sao chứng thực.",
    ),
    (
        4,
        replace(PAPER, fields=dated(personal_id=" ", full_name="")),
        {},
        "Giấy tờ này thiếu thông tin bắt buộc: họ tên, số định danh cá nhân.",
    ),
    (
        4,
        replace(PAPER, fields=dated(issuer="Sở Tư pháp tỉnh Mẫu")),
        {},
        f"Thành phần {NAME} cần giấy tờ do cơ quan cấp xã hoặc cơ quan cấp huyện cấp, còn đây do cơ quan cấp tỉnh cấp.",
    ),
    (
        4,
        RESULT,
        {"issuer_level": Level.CENTRAL},
        f"Thành phần {NAME} cần giấy tờ do {ACCEPTED} cấp, còn đây do cơ quan trung ương cấp.",
    ),
    (
        4,
        replace(PAPER, fields=dated(issuer="")),
        {},
        f"Không rõ cấp của cơ quan cấp; thành phần {NAME} cần giấy tờ do cơ quan cấp xã hoặc cơ quan cấp huyện cấp.",
    ),
    (
        4,
        replace(PAPER, type=MARRIAGE, fields=dated(issue_date="2025-09-02")),
        {},
        "Giấy tờ cấp ngày 02/09/2025 đã quá thời hạn 180 ngày.",
    ),
    (
        4,
        replace(PAPER, fields=dated(issue_date="2026-03-03")),
        {},
        "Ngày cấp 03/03/2026 ở sau ngày khai thác 02/03/2026.",
    ),
    (
        4,
        replace(PAPER, type=MARRIAGE, fields=dated(issue_date="tháng 3")),
        {},
        "Không rõ ngày cấp nên không biết giấy tờ có quá 180 ngày hay không.",
    ),
    (5, replace(PAPER, status=ComponentStatus.QUEUED), {}, "Giấy tờ này chưa số hóa xong."),
    (5, replace(PAPER, status=ComponentStatus.FAILED), {}, "Giấy tờ này số hóa không thành công."),
    (5, replace(PAPER, usable=False), {}, "Bản số hóa có trang không đọc rõ; cần quét lại từ bản giấy."),
    (5, replace(PAPER, review=Review()), {}, "Giấy tờ này chưa được cán bộ kiểm tra và duyệt."),
    (5, replace(PAPER, review=replace(APPROVED, state=ReviewState.REJECTED)), {}, "Cán bộ đã từ chối giấy tờ này."),
    (5, replace(PAPER, review=NOT_COMPARED), {}, "Giấy tờ này chưa được đối chiếu với bản chính."),
    (
        5,
        replace(PAPER, review=NOT_COMPARED, signatures=signed(SignatureState.UNKNOWN_SIGNER)),
        {},
        "Giấy tờ này chưa được đối chiếu với bản chính.",
    ),
    *(
        (
            5,
            replace(item, signatures=signed(SignatureState.BROKEN)),
            {},
            "Chữ ký số trên giấy tờ này không còn hiệu lực: nội dung đã bị sửa sau khi ký hoặc không xác minh được.",
        )
        for item in (PAPER, RESULT)
    ),
    *(
        (
            5,
            RESULT,
            {"source_state": state},
            "Hồ sơ nguồn chưa trả kết quả nên kết quả này chưa được khai thác.",
        )
        for state in DossierState
        if state is not DossierState.RETURNED
    ),
    (6, replace(PAPER, fields=dated(expiry_date="2026-03-01")), {}, "Giấy tờ này đã hết hạn ngày 01/03/2026."),
    (6, replace(RESULT, fields=dated(expiry_date="2020-01-01")), {}, "Giấy tờ này đã hết hạn ngày 01/01/2020."),
    (
        6,
        replace(PAPER, fields=dated(expiry_date="không rõ")),
        {},
        "Ngày hết hạn “không rõ” trên giấy tờ không hiểu được; cần sửa lại trước khi khai thác.",
    ),
    (
        6,
        PAPER,
        {"on": date(2026, 7, 3), "used": ON},
        f"Giấy tờ này đã hết hạn ngày 02/07/2026 ({SIX_MONTHS}).",
    ),
    (
        7,
        PAPER,
        {"standing": stands(PaperState.SUSPENDED), "stood_by": "UBND xã An Bình"},
        "Giấy tờ này bị UBND xã An Bình tạm dừng hiệu lực từ ngày 28/02/2026: Cấp sai thẩm quyền.",
    ),
    (
        7,
        PAPER,
        {"standing": stands(PaperState.REVOKED)},
        "Giấy tờ này đã bị H99.01.03 thu hồi ngày 28/02/2026: Cấp sai thẩm quyền.",
    ),
    (
        7,
        PAPER,
        {"standing": stands(PaperState.SUPERSEDED), "newer": "số 15/2026", "stood_by": "UBND xã An Bình"},
        "Giấy tờ này đã được UBND xã An Bình thay bằng giấy tờ mới số 15/2026 ngày 28/02/2026: Cấp sai thẩm quyền.",
    ),
    (8, PAPER, {"intact": False}, "Tệp gốc của giấy tờ này không còn đúng như khi tiếp nhận."),
]


@pytest.mark.parametrize(("rule", "item", "known", "sentence"), SENTENCES)
def test_each_obstacle_is_one_sentence(rule: int, item: Item, known: dict[str, Any], sentence: str) -> None:
    assert judged(item, **known) == (sentence,)
    assert [found.rule for found in judge(REQUIREMENT, item, facts(known))] == [rule]


TERMS = [
    (
        "household-book",
        {},
        f"Giấy tờ này đã hết hạn ngày 31/12/2022 ({NO_BOOK}).",
    ),
    ("identity-card", {}, "Không rõ ngày hết hạn in trên căn cước; cần bổ sung trước khi khai thác."),
    (
        "marital-status",
        {"issue_date": ""},
        "Không rõ ngày cấp nên không biết giấy xác nhận tình trạng hôn nhân còn trong 6 tháng có giá trị hay không.",
    ),
    (
        "criminal-record",
        {},
        "Thủ tục chưa nêu giới hạn ngày cấp của phiếu lý lịch tư pháp nên không khai thác lại được.",
    ),
]


@pytest.mark.parametrize(("type_", "fields", "sentence"), TERMS)
def test_where_a_paper_states_no_last_day_its_type_does_or_somebody_must(
    type_: str, fields: dict[str, str], sentence: str
) -> None:
    assert judged(replace(PAPER, type=DocumentType(type_), fields=dated(**fields)), ANY) == (sentence,)


def test_a_type_without_stated_validity_is_not_reused() -> None:
    kind = DocumentType("diploma")
    said = judged(replace(PAPER, type=kind), replace(ANY, accepts=(kind,)))
    assert said == ("Chưa quy định thời hạn giá trị của giấy tờ chưa rõ loại nên không khai thác được.",)


def test_a_paper_that_says_it_has_no_end_has_none() -> None:
    card = replace(PAPER, type=CARD, fields=dated(expiry_date="KHÔNG THỜI HẠN"))
    assert judged(card, ANY, on=date(2090, 1, 1)) == ()


def test_a_limit_of_age_by_the_procedure_stands_in_for_a_law_that_sets_none() -> None:
    record = replace(PAPER, type=DocumentType("criminal-record"))
    assert judged(record, replace(ANY, max_age_days=90)) == ()


@pytest.mark.parametrize("state", list(DossierState))
def test_a_component_counts_whatever_became_of_its_dossier(state: DossierState) -> None:
    assert judged(PAPER, source_state=state) == ()


def test_of_another_owners_paper_nothing_more_is_said() -> None:
    bad = replace(PAPER, status=ComponentStatus.FAILED, type=DocumentType("decision"))
    assert judged(bad, ownership=Ownership.FOREIGN) == judged(RESULT, ownership=Ownership.FOREIGN)


def test_all_obstacles_are_named_at_once() -> None:
    bad: Component = replace(PAPER, usable=False, review=Review(), type=DocumentType("decision"), fields={})
    assert len(judged(bad)) == 6


def test_a_requirement_that_asks_for_less_is_met_by_less() -> None:
    loose = replace(REQUIREMENT, copy_kinds=(), fields=(), max_age_days=None, issuer_levels=())
    old = replace(PAPER, type=MARRIAGE, fields={"issue_date": "1993-01-01"}, copy_kind=CopyKind.PLAIN)
    assert judged(old, loose) == ()


def test_what_does_not_stand_in_the_way_is_said_all_the_same() -> None:
    (said,) = remarks(replace(PAPER, signatures=signed(SignatureState.UNKNOWN_SIGNER)))
    assert "chưa xác định được người ký" in said
    (said,) = remarks(replace(PAPER, copy_kind=CopyKind.ELECTRONIC, signatures=signed(SignatureState.UNSIGNED)))
    assert "không có chữ ký số" in said
    assert remarks(replace(PAPER, signatures=signed(SignatureState.VALID))) == remarks(PAPER) == ()


def test_the_ten_rules_stand_in_their_order_and_what_keeps_them_is_there() -> None:
    assert [rule.number for rule in RULES] == list(range(1, 11))
    assert all(rule.vi.endswith(".") for rule in RULES)
    assert [rule.number for rule in RULES if not rule.checks and not rule.kept_by] == []
    assert [name for rule in RULES for name in rule.kept_by if find_spec(name) is None] == []


def test_every_check_is_named_by_the_rule_that_it_belongs_to() -> None:
    for rule in RULES:
        assert all((check.__doc__ or "").startswith(f"Rule {rule.number}.") for check in rule.checks)


def test_every_rule_that_judges_a_paper_has_a_row_in_the_table() -> None:
    assert {rule for rule, *_ in SENTENCES} == {rule.number for rule in RULES if rule.checks}


def test_every_paper_and_field_has_a_name_of_its_own() -> None:
    assert len(set(PAPERS.values())) == len(PAPERS)
    assert len(set(FIELDS.values())) == len(FIELDS)
