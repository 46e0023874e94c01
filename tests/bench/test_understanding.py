"""Isotonic regression, reliability, and the counting of what was understood."""

from itertools import pairwise
from pathlib import Path

import pytest

from bench.fields import same
from bench.other_papers import written_pages
from bench.pages import Page
from bench.reliability import at_most, fit, gap, reliability
from bench.understanding_report import table
from bench.understood import Understood, beyond, fields, handwriting, types, understand
from models.identifiers import DocumentType
from models.page import Box
from models.reading import Classification, FieldValue, Reading
from tests.ocr.readings import reading

BOX = Box(0, 0, 10, 10)


def value(text: str, confidence: float, *, handwritten: bool = False) -> FieldValue:
    return FieldValue(text, confidence, 1, BOX, text, handwritten)


def understood(
    fields_: dict[str, FieldValue], truth: dict[str, str], kind: str = "clean", text: str = ""
) -> Understood:
    page = Page(Path("a.jpg"), kind, text, "decision", tuple(truth.items()))
    return Understood(page, Reading(()), Classification(DocumentType("decision"), 0.95), fields_)


def test_the_regression_rises_and_pools_what_falls() -> None:
    falling = [(0.5 + i / 1000, i < 100) for i in range(200)]
    rising = [(i / 1000, i >= 250) for i in range(500)]
    assert len(fit(falling)) == 1
    assert fit(falling)[0][1] == pytest.approx(101 / 202, abs=1e-4)
    knots = fit(rising)
    assert knots[0][1] < 0.05
    assert knots[-1][1] > 0.95
    assert all(low[0] < high[0] and low[1] < high[1] for low, high in pairwise(knots))


def test_the_regression_never_promises_certainty() -> None:
    assert fit([(0.9, True)] * 10_000)[-1][1] == 0.99


def test_a_few_values_make_one_block() -> None:
    assert fit([(0.2, False), (0.9, True)]) == ((0.55, 0.5),)


def test_reliability_by_tenths() -> None:
    outcomes = [(0.95, True)] * 9 + [(0.95, False)] + [(0.31, False), (1.0, True)]
    assert reliability(outcomes) == [(0.3, 1, 0.31, 0.0), (0.9, 11, 0.955, 0.909)]
    assert gap([(0.9, True)] * 9 + [(0.9, False)]) == pytest.approx(0.0)
    assert gap([(0.9, False)] * 10) == pytest.approx(0.9)


def test_the_interval_of_a_share() -> None:
    assert at_most(0, 0) == 1.0
    assert at_most(0, 300) == pytest.approx(0.0126, abs=1e-4)
    assert at_most(3, 906) == pytest.approx(0.0097, abs=1e-4)
    assert at_most(5, 10) == pytest.approx(0.7634, abs=1e-4)


def test_fields_are_counted_by_condition_and_confidence() -> None:
    flat = understood(
        {"signer": value("Lê An", 0.95), "issuer": value("UBND", 0.92)}, {"signer": "Lê An", "issuer": "UBND xã"}
    )
    photo = understood({}, {"signer": "Lê An"}, "phone")
    found = fields([flat, photo])
    assert found["flat"] == {"exact": 1, "wrong": 1, "missing": 0}
    assert found["photo"] == {"exact": 0, "wrong": 0, "missing": 1}
    assert (found["sure"], found["sure_wrong"]) == (2, 1)
    assert found["wrong"] == [["a.jpg", "issuer", "UBND xã", "UBND", 0.92], ["a.jpg", "signer", "Lê An", "", 0.0]]
    assert same("LÊ AN", "Lê  An")


def test_values_beyond_the_truth_are_looked_for_on_the_paper() -> None:
    given = {"sex": value("Nam", 0.9), "signer": value("Lò Z", 0.3)}
    assert beyond([understood(given, {}, text="Giới tính: Nam")]) == {"printed": 1, "other": 1}


def test_handwritten_fields_are_left_out_or_marked() -> None:
    given = {"a": value("x", 0.3, handwritten=True), "b": value("y", 0.95), "c": value("z", 0.4)}
    written = understood(given, {"a": "1", "b": "2", "c": "z", "d": "4"})
    found = handwriting([written], [understood({"e": value("e", 0.5, handwritten=True)}, {})])
    assert found["fields"] == {"marked": 2, "unmarked": 1, "not_given": 1, "sure": 1}
    assert (found["printed_values"], found["printed_marked"], found["pages_marked"]) == (1, 1, 0)


def test_types_and_the_report_name_what_was_wrong() -> None:
    paper = reading(
        "^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n#GIẤY KHAI SINH\nHọ, chữ đệm, tên: NGUYỄN VĂN AN\n"
        "Nơi sinh: xã An Thượng\nHọ, chữ đệm, tên người mẹ: LÊ THỊ BA\n"
        "Nơi đăng ký khai sinh: UBND xã An Thượng\nDân tộc: Kinh"
    )
    right = understand(Page(Path("b.jpg"), "clean", "", "birth-certificate", (("full_name", "NGUYỄN VĂN AN"),)), paper)
    failed = understand(Page(Path("c.jpg"), "clean", "", "decision"), None, "page-too-slow")
    facts = {
        "machine": "two cores",
        "seed": 1,
        "known": types([right, failed]),
        "foreign": types([]),
        "pieces": types([]),
        "types": types([right, failed]),
        "fields": fields([right]),
        "handwriting": handwriting([], [right]),
        "errors": [["c.jpg", "page-too-slow"]],
    }
    text = table(facts)
    assert "| known types | 2 | 1 | 50.0% |" in text
    assert "of 1 judgments of confidence 0.9 and more 0 were wrong" in text
    assert "| 0.9–1.0 | 1 |" in text
    assert "`c.jpg` → unknown (0.00)" in text
    assert "| flat scans | 1 | 0 | 0 | 100.0% |" in text
    assert "`c.jpg` failed: page-too-slow" in text


def test_a_page_written_on_by_hand_is_made_with_its_truth(tmp_path: Path) -> None:
    page = next(iter(written_pages(tmp_path, 1, 7)))
    assert page.type == "application"
    assert page.path.stat().st_size > 10_000
    assert dict(page.fields).keys() >= {"full_name", "personal_id"}
