from datetime import date

import pytest

from models.identifiers import DocumentType
from records.issuers import issuer_level
from records.validity import Term, last_day, months_after, validity_table
from records.vocabulary import PAPERS
from tests.records.build import component, result


def test_every_paper_type_has_a_row_with_its_basis() -> None:
    table = validity_table()
    assert set(table) == set(PAPERS)
    assert [kind for kind, row in table.items() if len(row.basis) < 20] == []
    assert [kind for kind, row in table.items() if (row.term is Term.MONTHS) != (row.months > 0)] == []
    assert [kind for kind, row in table.items() if (row.term is Term.UNTIL) != (row.until is not None)] == []


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 2), 6, date(2026, 7, 2)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end


@pytest.mark.parametrize(
    ("type_", "fields", "last"),
    [
        ("marital-status", {"issue_date": "2026-01-02"}, date(2026, 7, 2)),
        ("marital-status", {"issue_date": "2026-01-02", "expiry_date": "2026-02-01"}, date(2026, 2, 1)),
        ("birth-certificate", {"issue_date": "1990-01-02"}, None),
        ("birth-certificate", {"expiry_date": "2030-01-02"}, date(2030, 1, 2)),
        ("identity-card", {"expiry_date": "Không thời hạn"}, None),
        ("identity-card", {"issue_date": "2026-01-02"}, None),
        ("household-book", {"issue_date": "2020-01-02"}, date(2022, 12, 31)),
        ("diploma", {}, None),
    ],
)
def test_the_last_day_is_the_printed_one_else_that_of_the_type(
    type_: str, fields: dict[str, str], last: date | None
) -> None:
    assert last_day(component(type=DocumentType(type_), fields=fields)) == last


def test_a_result_that_prints_no_day_was_issued_when_it_was_issued() -> None:
    assert last_day(result(type=DocumentType("marital-status"), fields={})) == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("UBND XÃ AN BÌNH, HUYỆN BỜ SÔNG, TỈNH MẪU", "commune"),
        ("Ủy ban nhân dân phường Hoà Thuận", "commune"),
        ("UBND thị trấn Mới", "commune"),
        ("UBND quận 1, Thành phố Hồ Chí Minh", "district"),
        ("UBND thị xã Bờ Sông", "district"),
        ("Sở Tư pháp tỉnh Hà Tĩnh", "province"),
        ("UBND TP. Đà Nẵng", "province"),
        ("UBND thành phố Việt Trì", None),
        ("Cục Cảnh sát quản lý hành chính về trật tự xã hội", "central"),
        ("Bộ Tư lệnh Quân khu 5", "central"),
        ("", None),
    ],
)
def test_the_level_of_an_issuer_is_told_by_its_name(issuer: str, level: str | None) -> None:
    assert issuer_level(issuer) == level
