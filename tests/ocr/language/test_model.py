"""The shipped model knows Vietnamese, and says so when its file is spoilt."""

from pathlib import Path

import pytest

from models.errors import MissingData
from ocr.language import model as module
from ocr.language.fit import trust
from ocr.language.model import shipped
from ocr.language.tokens import START, tokens


def after(left: str, right: str) -> float:
    model = shipped()
    return float(model.log_probability(model.numbers([left]), model.numbers([right]))[0])


@pytest.mark.parametrize(("left", "right", "wrong"), [
    ("sửa", "đổi", "đồi"), ("bổ", "sung", "súng"), ("thẩm", "quyền", "quyên"), ("kiểm", "tra", "trà"),
])  # fmt: skip
def test_what_is_usual_is_likelier(left: str, right: str, wrong: str) -> None:
    assert after(left, right) > after(left, wrong) + 4


def test_what_is_unknown_is_least_likely_and_changes_nothing_behind_it() -> None:
    assert after(START, "xqzw") < after(START, "abaca")
    assert after("xqzw", "quyền") == pytest.approx(after("kblk", "quyền"))


def test_it_is_loaded_once() -> None:
    assert shipped() is shipped()


@pytest.mark.parametrize("data", [None, b"", b"not a model", b"PK\x03\x04 and no more"])
def test_a_spoilt_file_says_what_to_do(data: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "syllables.npz"
    if data is not None:
        path.write_bytes(data)
    monkeypatch.setattr(module, "SHIPPED", path)
    with pytest.raises(MissingData, match=r"syllables\.npz"):
        shipped.__wrapped__()


def test_papers_are_trusted_and_names_are_not() -> None:
    paper = tokens(
        "Ủy ban nhân dân cấp tỉnh có trách nhiệm kiểm tra việc thực hiện các quy định của pháp luật về đất đai và báo"
        " cáo kết quả với cơ quan có thẩm quyền trong thời hạn ba mươi ngày làm việc"
    )
    names = tokens("Quàng Kiều Oanh Ấu Khắc Quỳ Giàng Páo Ưng Mẩy Triệu Sửu Khuê Lữ Ngộ Đễ Xuyến Ỷ Vẽ Lựu Gấm Sỹ Thạch")
    model = shipped()
    assert trust(paper, model).min() == 1.0
    assert trust(names, model).max() < 0.4


def test_short_text_is_trusted_in_part() -> None:
    model = shipped()
    assert trust([], model).tolist() == []
    assert 0 < float(trust(["điều"], model)[0]) <= 1
    assert 0 < float(trust(["kính", "gửi"], model)[0]) <= 1
