"""Scores, against examples counted by hand."""

import pytest

from ocr.training.evaluation.scoring import normal, score, word_f1

TRUTH = "Số: 12/QĐ-UBND\nHà Nội, ngày 5 tháng 3"


def test_a_perfect_reading_has_no_errors_in_any_order() -> None:
    one = score(TRUTH, "Hà Nội, ngày 5 tháng 3\nSố: 12/QĐ-UBND")
    assert one.f1 == 1.0
    assert one.cer == 0.0
    assert all(wrong == 0 for wrong, _ in one.classes.values())


def test_letters_are_counted_by_kind() -> None:
    one = score(TRUTH, "Số: 12/QD-UBND\nHa Nội, ngày 6 tháng 3")
    assert one.letters == len("Số: 12/QĐ-UBND") + len("Hà Nội, ngày 5 tháng 3")
    assert one.cer == pytest.approx(3 / one.letters)
    assert one.classes["digit"] == (1, 4)
    assert one.classes["tone"] == (1, 5)  # ố à ộ à á
    assert one.classes["shape"] == (1, 3)  # ố Đ ộ
    assert one.classes["capital"] == (1, 9)  # S Q Đ U B N D H N


def test_words_are_multisets_with_exact_marks() -> None:
    assert word_f1("hòa hòa bình", "hòa hoà bình") == pytest.approx(2 / 3)
    assert word_f1("một hai", "ba bốn") == 0.0
    assert word_f1("1.250,5 m²", "1.250,5 m2") == 1.0


def test_a_lost_line_counts_whole_and_an_empty_reading_loses_all() -> None:
    assert score("một hai ba", "").cer == 1.0
    assert score("", "chữ lạ").cer == 0.0


def test_what_is_compared_is_composed_and_evenly_spaced() -> None:
    assert normal("  Ho\u0300a   m² ") == "Hòa m2"
