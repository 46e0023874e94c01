"""The ruler itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.score import line_cer, normalise, word_f1

TRUTH = "Số: 12/QĐ-UBND\nHọ và tên: LÒ THỊ MẨY\nDiện tích: 1.250,5 m²"


def test_a_text_agrees_with_itself_in_any_order_of_lines() -> None:
    shuffled = "\n".join(reversed(TRUTH.split("\n")))
    assert word_f1(TRUTH, shuffled) == 1.0
    assert line_cer(TRUTH, shuffled) == 0.0


def test_composition_leaders_and_superscripts_do_not_count() -> None:
    import unicodedata

    output = unicodedata.normalize("NFD", TRUTH).replace("tên:", "tên: ........").replace("²", "2")
    assert word_f1(TRUTH, output) == 1.0
    assert line_cer(TRUTH, output) == 0.0
    assert normalise("Họ  và tên: ……… x") == "Họ và tên: x"


def test_marks_and_case_count() -> None:
    assert word_f1("Mẩy", "Mây") == 0.0
    assert word_f1("Mẩy", "mẩy") == 0.0
    assert line_cer("LÒ THỊ MẨY", "LÒ THỊ MÂY") == pytest.approx(0.1)


def test_words_are_counted_as_often_as_they_stand() -> None:
    assert word_f1("a a b", "a b") == pytest.approx(0.8)
    assert word_f1("a b", "a a b") == pytest.approx(0.8)


def test_document_numbers_and_amounts_are_single_words() -> None:
    assert word_f1("12/QĐ-UBND", "12 QĐ UBND") == 0.0
    assert word_f1("1.250,5", "1.250 5") == 0.0


def test_optional_words_may_be_there_or_not() -> None:
    assert word_f1("a b", "a b BẢN SAO", "BẢN SAO") == 1.0
    assert word_f1("a b", "a b", "BẢN SAO") == 1.0
    assert word_f1("a b", "a b BẢN SAO SAO", "BẢN SAO") < 1.0
    assert word_f1("a BẢN", "a", "BẢN") < 1.0


def test_nothing_read_is_all_wrong() -> None:
    assert word_f1(TRUTH, "") == 0.0
    assert line_cer(TRUTH, "") == 1.0
    assert word_f1("", "") == 1.0


def test_text_shorter_than_a_line_costs_what_is_missing() -> None:
    assert line_cer("Họ và tên", "Họ và") == pytest.approx(4 / 9)


@given(st.text(max_size=60), st.text(max_size=60))
def test_scores_stay_between_0_and_1(truth: str, output: str) -> None:
    assert 0.0 <= word_f1(truth, output) <= 1.0
    assert 0.0 <= line_cer(truth, output) <= 1.0
