from ocr.language.tokens import NUMBER, START, Syllable, syllable, tokens


def test_syllables_numbers_and_breaks() -> None:
    assert tokens("Điều 12. Ủy ban") == ["điều", NUMBER, START, "ủy", "ban"]


def test_tone_marks_are_compared_in_one_place() -> None:
    assert tokens("hoà") == tokens("HÒA") == ["hòa"]


def test_signs_in_a_row_are_one_break_and_none_at_the_start() -> None:
    assert tokens("(…) và, – cả") == ["và", START, "cả"]


def test_a_word_of_one_run_of_letters_is_a_syllable_with_its_signs() -> None:
    assert syllable("(thẩm") == Syllable("(", "thẩm", "")
    assert syllable("quyền;”") == Syllable("", "quyền", ";”")


def test_codes_and_joined_words_are_no_syllables() -> None:
    assert [word for word in ("12a", "và/hoặc", "QĐ-UBND", "12", "–", "a_b") if syllable(word)] == []
