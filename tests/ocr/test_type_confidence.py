"""Confidence of types: rises with what speaks for a judgment, and a piece without its head is no sure `unknown`."""

import json
from pathlib import Path

import pytest

from models.errors import MissingData
from models.identifiers import DocumentType
from ocr import calibration
from ocr.classify import classify, judge
from ocr.classify.confidence import HIGHEST, confidence_of, logistic, shipped
from ocr.classify.judgment import Judgment
from tests.ocr.readings import reading

HEAD = (
    "^ỦY BAN NHÂN DÂN ‖ ^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "^XÃ AN BÌNH ‖ ^Độc lập - Tự do - Hạnh phúc\n"
    "^Số: 12/UBND ‖ ^An Bình, ngày 02 tháng 01 năm 2024\n"
)
MIDDLE = (
    "Nơi thường trú: thôn Đông, xã An Bình\nQuan hệ với chủ hộ: con\nTrước khi chuyển đến: xã An Thượng\n"
    "Cán bộ đăng ký ký, ghi rõ họ tên: Lê Văn Tám\nHồ sơ hộ khẩu số: 12, sổ đăng ký thường trú số: 3\n"
)


def known(score: float) -> Judgment:
    return Judgment(DocumentType("decision"), score)


def test_the_curve() -> None:
    assert logistic((0.0, 1.0), (0.0,)) == 0.5
    assert logistic((-1.0, 2.0), (0.5,)) == 0.5
    assert logistic((1.0, 0.0, 3.0), (9.0, 1.0)) == pytest.approx(0.982, abs=1e-3)


def test_a_better_score_is_surer_and_never_certain() -> None:
    sure = [confidence_of(known(score)) for score in (0.6, 0.7, 0.8, 0.9, 1.0)]
    assert sure == sorted(sure)
    assert sure[0] < 0.95 < sure[-1] <= HIGHEST


def test_unknown_is_surer_with_another_title_and_less_sure_with_labels_of_a_known_type() -> None:
    plain = Judgment(clear=1.0)
    assert confidence_of(Judgment(score=0.99, clear=1.0)) > confidence_of(plain)
    assert confidence_of(Judgment(opens=True, likeness=0.5, clear=1.0)) > confidence_of(
        Judgment(likeness=0.5, clear=1.0)
    )
    assert confidence_of(Judgment(likeness=1.0, clear=1.0)) < 0.5
    assert confidence_of(Judgment(likeness=0.25, clear=0.2)) < confidence_of(Judgment(likeness=0.25, clear=1.0))


def test_a_letter_is_a_surer_unknown_than_the_middle_of_a_known_paper() -> None:
    letter = reading(HEAD + "#THÔNG BÁO\n^Về việc nghỉ lễ\n\nỦy ban nhân dân xã thông báo lịch trực như sau: không.")
    middle = reading(MIDDLE)
    assert classify(letter).type == classify(middle).type == "unknown"
    assert judge(middle).likeness > judge(letter).likeness
    assert classify(letter).confidence > 0.95
    assert classify(middle).confidence < 0.9


def test_the_file_says_what_it_was_made_from() -> None:
    made = json.loads(calibration.TABLE.read_text(encoding="utf-8"))["made"]
    assert "seeds from" in made["of"]
    assert all(0 < right <= count for count, right in made["outcomes, right"].values())


@pytest.mark.parametrize("content", ["{}", '{"known": [1], "unknown": []}', '{"known": [1, "x"], "unknown": [1]}'])
def test_missing_weights_are_named(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "confidence.json"
    table.write_text(content, encoding="utf-8")
    monkeypatch.setattr(calibration, "TABLE", table)
    with pytest.raises(MissingData, match=r"confidence\.json"):
        shipped.__wrapped__()
