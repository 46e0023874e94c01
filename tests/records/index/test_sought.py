"""Words that are sought in a text are found where they stand, and nowhere else."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from records.index import sought
from records.index.slips import worth_listing
from records.index.sought import Sought
from records.index.words import clean, tokens

TEXTS = (
    "Ông Đỗ,  ½ thửa\n\f\nsố:12/QĐ-UBND.\u2003hết",
    "a_b ﬁ㎡ - 12/" + "x" * 100 + "/Đ cuối",
    "\x1cmột\x85hai\u3000ba một hai",
    "nghtêm " + "nghtêm/" * 12 + " NGHTÊM, nghiem",
)


def marked(text: str, *wanted: tuple[str, ...], exact: bool = False) -> list[str]:
    """Return what stands where one of `wanted` was found, by place."""
    looked = Sought(text)
    runs = sorted(looked.runs(wanted, exact=exact))
    where = looked.spans(place for run in runs for place in run)
    return [text[where[first][0] : where[last][1]] for first, last in runs]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("exact", [True, False])
def test_each_word_is_found_in_every_place_that_has_it(text: str, exact: bool) -> None:
    kept = clean(text)
    for _again in range(2):  # the second time from what is remembered
        for word in {token.exact if exact else token.folded for token in tokens(kept)}:
            having = [one for one in tokens(kept) if word == (one.exact if exact else one.folded)]
            assert marked(kept, (word,), exact=exact) == [kept[one.start : one.end] for one in having]


def test_words_must_follow_one_another_across_blanks_and_signs() -> None:
    text = "Số 12/QĐ - UBND, 12/ UBND"
    assert marked(text, ("12", "qd", "ubnd")) == ["12/QĐ - UBND"]
    assert marked(text, ("12", "ubnd"), ("qd",)) == ["QĐ", "12/ UBND"]
    assert marked(text, ("ubnd", "12")) == ["UBND, 12"]
    assert marked(text, ("ubnd", "12", "qd")) == []


def test_nothing_is_found_in_nothing() -> None:
    assert marked("", ("a",)) == []
    assert marked("… -", ("a",)) == []
    assert Sought("").spans([]) == {}


@pytest.mark.parametrize("text", TEXTS)
def test_odd_words_are_those_worth_listing(text: str) -> None:
    kept = clean(text)
    assert Sought(kept).odd() == {token.folded for token in tokens(kept) if worth_listing(token.folded)}


def test_a_memory_that_starts_afresh_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sought, "_MOST_KEPT", 3)

    def found(number: int) -> list[str]:
        text = " ".join(f"chữ{number}.{each} nghtêm{each}" for each in range(20))
        return marked(text, ("nghtem7",), (f"chu{number}", "7", "nghtem7"))

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(found, range(40)))
    assert told == [[f"chữ{number}.7 nghtêm7", "nghtêm7"] for number in range(40)]
