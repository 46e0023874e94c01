"""Number and date of a paper, which a hand writes into printed blanks when the paper is registered."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from models.identifiers import DocumentType
from models.page import Line
from models.reading import FieldValue, Reading
from ocr.extract import extract
from tests.ocr.readings import reading

_PAPER = """
^ỦY BAN NHÂN DÂN‖^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
^TỈNH AN GIANG‖^Độc lập - Tự do - Hạnh phúc
{number}‖{dated}

#QUYẾT ĐỊNH
^Về việc công nhận kết quả xét thi đua

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;
Theo đề nghị của Giám đốc Sở Giáo dục và Đào tạo tại Tờ trình số 12/TTr-SGDĐT
{body}

#QUYẾT ĐỊNH:
Điều 1. Công nhận kết quả xét thi đua của các trường học trên địa bàn tỉnh.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""


def read(number: str = "", dated: str = "", body: str = "") -> Reading:
    return reading(_PAPER.format(number=number, dated=dated, body=body))


def fields(paper: Reading) -> Mapping[str, FieldValue]:
    return extract(paper, DocumentType("decision")).fields


def doubted(paper: Reading, text: str) -> Reading:
    """Return a paper of which one word was read unsurely."""
    (page,) = paper.pages
    lines = tuple(
        Line(tuple(replace(word, confidence=0.8) if word.text == text else word for word in line.words))
        for line in page.lines
    )
    return Reading((replace(page, lines=lines),))


@pytest.mark.parametrize(
    "dated",
    [
        "^An Giang, ngày /& tháng 02 năm 2025",
        "^An Giang, ngày tháng 02 năm 2025",
        "^An Giang, ngày 0O tháng O2 năm 2025",
        "^An Giang, ngày thángớf năm 2025",
    ],
)
@pytest.mark.parametrize("body", ["ngày 07 tháng 02 năm 2025.", "Sở Y tế, ngày 14 tháng 02 năm 2025"])
def test_no_other_date_is_taken_where_the_papers_own_was_not_read(dated: str, body: str) -> None:
    assert "issue_date" not in fields(read(dated=dated, body=body))


@pytest.mark.parametrize("body", ["ngày 07 tháng 02 năm 2025.", "SGDĐT ngày 14/02/2025."])
def test_a_sentence_that_goes_on_with_a_date_is_not_the_papers_date(body: str) -> None:
    assert "issue_date" not in fields(read(body=body))


@pytest.mark.parametrize("body", ["Ngày 07 tháng 02 năm 2025", "> ngày 07 tháng 02 năm 2025"])
def test_a_date_on_a_line_of_its_own_is_the_papers_where_no_place_is_printed(body: str) -> None:
    assert fields(read(body=body))["issue_date"].value == "2025-02-07"


@pytest.mark.parametrize("place", ["Huế", "Cà Mau", "HÀ NỘI", "Tp. Hồ Chí Minh", "TP.HCM,"])
def test_a_place_stands_before_the_date(place: str) -> None:
    assert fields(read(dated=f"^{place} ngày 18 tháng 02 năm 2025"))["issue_date"].value == "2025-02-18"


@pytest.mark.parametrize("word", ["18", "02", "2025"])
def test_figures_of_a_date_that_were_read_less_surely_than_print_may_be_written(word: str) -> None:
    paper = read(dated="^An Giang, ngày 18 tháng 02 năm 2025")
    sure, unsure = fields(paper)["issue_date"], fields(doubted(paper, word))["issue_date"]
    assert unsure.value == sure.value == "2025-02-18"
    assert unsure.confidence <= 0.5
    assert sure.confidence > 0.9


@pytest.mark.parametrize(
    ("number", "value", "sure"),
    [
        ("^Số: 339/QĐ-UBND", "339/QĐ-UBND", True),
        ("^Số: 339 /QĐ-UBND", "339/QĐ-UBND", False),
        ("^Số:   339   /QĐ-UBND", "339/QĐ-UBND", False),
        ("^Số: 09 / 2025/QĐ-UBND", "09/2025/QĐ-UBND", False),
    ],
)
def test_figures_apart_from_their_symbol_may_be_written(number: str, value: str, *, sure: bool) -> None:
    found = fields(read(number=number))["document_number"]
    assert found.value == value
    assert (found.confidence > 0.5) is sure
