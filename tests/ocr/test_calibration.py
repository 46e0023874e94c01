"""Confidences come from tables that rise, and a lost table is named."""

from itertools import pairwise
from pathlib import Path

import pytest

from models.errors import MissingData
from models.identifiers import DocumentType
from ocr import calibration
from ocr.doctypes.spec import At, Kind, Labelled, Printed, Spot
from ocr.extract import PLAIN, extract
from ocr.extract.calibration import Family, calibrated, family_of, shipped
from tests.ocr.readings import reading

KNOTS = ((0.4, 0.2), (0.8, 0.6), (0.9, 0.98))


@pytest.mark.parametrize(
    ("score", "share"),
    [(0.0, 0.0), (0.2, 0.1), (0.4, 0.2), (0.6, 0.4), (0.8, 0.6), (0.85, 0.79), (0.9, 0.98), (1.0, 0.98)],
)
def test_lines_from_nothing_on_and_above_the_last_knot_no_more(score: float, share: float) -> None:
    assert calibrated(score, KNOTS) == pytest.approx(share)


def test_the_shipped_tables_rise_and_never_promise_certainty() -> None:
    for family in Family:
        knots = shipped()[family]
        assert all(low[0] < high[0] and low[1] <= high[1] for low, high in pairwise(knots))
        assert 0.0 <= knots[0][1] < 0.95
        assert 0.95 < knots[-1][1] <= 0.99


@pytest.mark.parametrize(
    ("rule", "family"),
    [
        (Labelled(Kind.PERSON, ("Họ và tên",)), Family.WORDS),
        (Labelled(Kind.TEXT, ("Giới tính",), choices=(("Nam", ("Nam",)),)), Family.FIGURES),
        (Labelled(Kind.DATE, ("Ngày sinh",)), Family.FIGURES),
        (At(Spot.SIGNER), Family.WORDS),
        (At(Spot.NUMBER), Family.FIGURES),
        (At(Spot.SYMBOL_NUMBER), Family.FIGURES),
        (Printed(Kind.DOSSIER_CODE), Family.FIGURES),
    ],
)
def test_families(rule: Labelled | At | Printed, family: Family) -> None:
    assert family_of(rule) is family


def test_scores_are_kept_when_asked_for() -> None:
    paper = reading("#GIẤY KHAI SINH\nHọ và tên: NGUYỄN VĂN AN\nNgày, tháng, năm sinh: 02/03/2010", confidence=0.5)
    kind = DocumentType("birth-certificate")
    plain, shown = extract(paper, kind, tables=PLAIN).fields, extract(paper, kind).fields
    assert plain["full_name"].confidence == pytest.approx(0.5, abs=0.02)
    words = shipped()[Family.WORDS]
    assert shown["full_name"].confidence == pytest.approx(calibrated(plain["full_name"].confidence, words), abs=0.001)
    assert shown["full_name"].value == plain["full_name"].value


@pytest.mark.parametrize("content", [None, "{}", "not json", '{"words": [[1]], "figures": []}'])
def test_a_missing_or_damaged_table_is_named(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "confidence.json"
    if content is not None:
        table.write_text(content, encoding="utf-8")
    monkeypatch.setattr(calibration, "TABLE", table)
    with pytest.raises(MissingData, match=r"confidence\.json"):
        shipped.__wrapped__()
