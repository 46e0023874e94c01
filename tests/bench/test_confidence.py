"""Fitting what confidences are made of, and the pages that types are tried on."""

from pathlib import Path

import pytest

from bench.confidence import fit_tables
from bench.logistic import fit_logistic
from bench.pages import Page
from bench.pieces import KINDS, piece_pages
from bench.quoting import QUOTATIONS, quoting_paper
from bench.understood import Understood, understand
from ocr.classify.confidence import logistic
from tests.ocr.readings import reading

PAPER = "#GIẤY KHAI SINH\nHọ và tên: NGUYỄN VĂN AN\nNơi sinh: xã An Thượng\nDân tộc: Kinh\nQuốc tịch: Việt Nam"


def read(text: str, type: str, **fields: str) -> Understood:
    return understand(Page(Path("a.jpg"), "clean", "", type, tuple(fields.items())), reading(text))


def test_the_curve_goes_through_the_shares() -> None:
    outcomes = [((0.0,), n < 20) for n in range(100)] + [((1.0,), n < 80) for n in range(100)]
    weights = fit_logistic(outcomes)
    assert logistic(weights, (0.0,)) == pytest.approx(0.2, abs=0.02)
    assert logistic(weights, (1.0,)) == pytest.approx(0.8, abs=0.02)


def test_signs_that_say_nothing_weigh_nothing() -> None:
    outcomes = [((n % 2, n % 3 == 0), n % 2 == 1) for n in range(120)]
    _, telling, idle = fit_logistic([((float(a), float(b)), good) for (a, b), good in outcomes])
    assert telling > 5 * abs(idle)


def test_the_curve_promises_no_certainty_and_needs_outcomes() -> None:
    assert logistic(fit_logistic([((1.0,), True)] * 50), (1.0,)) < 1.0
    with pytest.raises(ValueError, match="nothing to fit"):
        fit_logistic([])


def test_tables_are_fitted_on_what_was_read_and_say_so() -> None:
    known = [read(PAPER, "birth-certificate", full_name="NGUYỄN VĂN AN", date_of_birth="2020-01-01")] * 3
    others = [read("#HÓA ĐƠN\nKhách hàng: Lan", "unknown"), read("", "unknown")]
    failed = understand(Page(Path("b.jpg"), "clean", "", "decision"), None, "page-too-slow")
    tables = fit_tables([*known, failed], others, "four papers")
    assert tables["made"] == {
        "of": "four papers",
        "outcomes, right": {"words": [3, 3], "figures": [0, 0], "known": [3, 3], "unknown": [1, 1]},
    }
    assert {"words", "figures", "known", "unknown"} < tables.keys()


def test_quoting_papers_name_a_known_type_and_are_none() -> None:
    made = [quoting_paper(number, 5) for number in range(len(QUOTATIONS))]
    assert len({paper.variant for paper in made}) == len(QUOTATIONS)
    assert {paper.type for paper in made} == {"unknown"}


def test_a_piece_is_shorter_than_its_page_and_keeps_its_type(tmp_path: Path) -> None:
    page = next(iter(piece_pages(tmp_path, 1, 9)))
    assert page.kind == KINDS[0] == "known upper"
    assert page.type == "application"
    assert page.path.stat().st_size > 10_000
