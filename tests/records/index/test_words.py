"""Words, terms and excerpts."""

import pytest

from models.search import SearchQuery
from records.index.query import parse
from records.index.snippet import LENGTH, snippet
from records.index.spelling import forgiving
from records.index.words import CLOSE, OPEN, clean, forms, spread, tokens


@pytest.mark.parametrize(
    ("text", "exact", "folded"),
    [
        ("Đường Hoà", ["đường", "hòa"], ["duong", "hoa"]),
        ("12/QĐ-UBND", ["12", "qđ", "ubnd"], ["12", "qd", "ubnd"]),
        ("125m² a_b", ["125m2", "a", "b"], ["125m2", "a", "b"]),
        ("½ ﬁ ㎡ №", ["1", "2", "fi", "m2", "no"], ["1", "2", "fi", "m2", "no"]),
        ("１２ ＡＢ", ["12", "ab"], ["12", "ab"]),
        ("… - \u0301 _", [], []),
    ],
)
def test_words_of_a_text(text: str, exact: list[str], folded: list[str]) -> None:
    found = list(tokens(clean(text)))
    assert [token.exact for token in found] == exact
    assert [token.folded for token in found] == folded


@pytest.mark.parametrize(
    "text",
    [
        "",
        " … ",
        "Ông Đỗ,  ½ thửa\n\f\nsố:12/QĐ-UBND.\u2003hết",
        "a_b ﬁ㎡ - 12/" + "x" * 100 + "/Đ cuối",
        "\x1cmột\x85hai\u3000ba",
    ],
)
def test_forms_are_those_of_the_words_one_by_one(text: str) -> None:
    kept = clean(text)
    found = list(tokens(kept))
    for _again in range(2):  # the second time from what is remembered
        assert forms(kept) == (" ".join(word.exact for word in found), " ".join(word.folded for word in found))
    assert tuple(form.split() for form in spread(kept)) == tuple(form.split() for form in forms(kept))


def test_a_word_knows_where_it_stands() -> None:
    text = "Ông Đỗ, ½ thửa"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Ông", "Đỗ", "½", "½", "thửa"]


def test_a_word_typed_twice_is_one_term_but_stays_in_the_phrase() -> None:
    parsed = parse(SearchQuery("từ từ TỪ"))
    assert len(parsed.terms) == 1
    assert parsed.phrase.exact == ("từ", "từ", "từ")


def test_overlapping_matches_are_marked_once() -> None:
    shown = snippet(parse(SearchQuery("12/QĐ 12")), "Số 12/QĐ", "")
    assert shown in (f"Số {OPEN}12{CLOSE}/QĐ", f"Số {OPEN}12/QĐ{CLOSE}")


def test_text_without_blanks_is_still_cut() -> None:
    shown = snippet(parse(SearchQuery("x")), "a-" * 5000 + "x" + "-b" * 5000, "")
    assert f"{OPEN}x{CLOSE}" in shown
    assert len(shown) < 3 * LENGTH


def test_an_empty_text_has_an_empty_excerpt() -> None:
    assert snippet(parse(SearchQuery("x")), "", "") == ""


@pytest.mark.parametrize("before", [0, 5, 19_990, 19_998, 45_000])
def test_a_match_is_shown_from_wherever_it_stands_in_a_long_paper(before: int) -> None:
    text = ("chữ " * 20_000)[:before] + " quyết định thu hồi " + "chữ " * 10_000
    shown = snippet(parse(SearchQuery("thu hồi")), text, "")
    assert f"{OPEN}thu{CLOSE} {OPEN}hồi{CLOSE}" in shown


def test_the_window_with_most_terms_is_shown() -> None:
    text = "thu " + "chữ " * 20_000 + "quyết định thu hồi " + "chữ " * 10_000
    assert f"{OPEN}hồi{CLOSE}" in snippet(parse(SearchQuery("thu hồi")), text, "")


@pytest.mark.parametrize("text", ["Ông Đỗ, ½ thửa 12/QĐ-UBND", "", "… 日本 125㎡", "Hoà hoà\nHÒA"])
def test_the_forms_of_a_text_are_those_of_its_words(text: str) -> None:
    words = list(tokens(clean(text)))
    assert forms(clean(text)) == (" ".join(w.exact for w in words), " ".join(w.folded for w in words))


def test_slips_are_marked_where_neither_the_word_nor_its_folded_form_stands() -> None:
    plain = parse(SearchQuery("nghiêm 12/QĐ"))
    terms = forgiving(plain, lambda _: ["nghtem", "l2", "khai"], wide=False)
    assert snippet(terms, "Bà NGHTÊM, l2/QĐ", "") == f"Bà {OPEN}NGHTÊM{CLOSE}, {OPEN}l2/QĐ{CLOSE}"
    assert snippet(terms, "nghiem nghtêm 12/QĐ", "") == f"{OPEN}nghiem{CLOSE} nghtêm {OPEN}12/QĐ{CLOSE}"
