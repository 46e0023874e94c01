"""Words that are sought in a text are found where they stand, and nowhere else."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.errors import InvalidValue
from models.search import SearchQuery
from records.index.query import Terms, parse
from records.index.slips import worth_listing
from records.index.snippet import _spans
from records.index.sought import Sought
from records.index.spelling import forgiving, with_kept
from records.index.words import clean, tokens
from tests.records.index import sure

TEXTS = (
    "Ông Đỗ,  ½ thửa\n\f\nsố:12/QĐ-UBND.\u2003hết",
    "a_b ﬁ㎡ - 12/" + "x" * 100 + "/Đ cuối",
    "\x1cmột\x85hai\u3000ba một hai",
    "nghtêm " + "nghtêm/" * 12 + " NGHTÊM, nghiem",
    "■ một ■■ hai\x01ba Ⅳ④ жук-ß № 7",
)

SYLLABLES = (
    "Ủy ban nhân dân xã hoà hòa quý QUÝ giấy khai sinh đất dat Nghiêm nghtêm quyei 12/QĐ-UBND 15 l5 I5 procedures"
)
STRANGE = "½ № ㎡ ﬁ ж 中 ■ \x01 a■b m№n _ \u3000 \x1c \x85 ² o\u0334a İ ſ Ⅳ ℠"
PARTS = (" ", "  ", ", ", "\n", ".", "-", "/", "_", "")


def marked(text: str, *wanted: tuple[str, ...]) -> list[str]:
    """Return what stands where one of `wanted` was found, by place."""
    looked = Sought(text)
    return [text[start:end] for start, end in sorted(map(looked.span, looked.runs(wanted)))]


@pytest.mark.parametrize("text", TEXTS)
def test_each_word_is_found_in_every_place_that_has_it(text: str) -> None:
    kept = clean(text)
    looked = Sought(kept)
    for word in {token.folded for token in tokens(kept)}:
        having = [one for one in tokens(kept) if word == one.folded]
        runs = looked.runs([(word,)])
        assert [looked.span(run) for run in runs] == [(one.start, one.end) for one in having]
        assert [looked.exact(run) for run in runs] == [(one.exact,) for one in having]


def test_words_must_follow_one_another_across_blanks_and_signs() -> None:
    text = "Số 12/QĐ - UBND, 12/ UBND"
    assert marked(text, ("12", "qd", "ubnd")) == ["12/QĐ - UBND"]
    assert marked(text, ("12", "ubnd"), ("qd",)) == ["QĐ", "12/ UBND"]
    assert marked(text, ("ubnd", "12")) == ["UBND, 12"]
    assert marked(text, ("ubnd", "12", "qd")) == []
    assert marked("a a a b", ("a", "a")) == ["a a", "a a"]
    assert marked("a a a b", ("a", "a", "b")) == ["a a b"]


def test_nothing_is_found_in_nothing() -> None:
    assert marked("", ("a",)) == []
    assert marked("… -", ("a",), ("b", "c")) == []


@pytest.mark.parametrize("text", TEXTS)
def test_odd_words_are_those_worth_listing(text: str) -> None:
    kept = clean(text)
    assert Sought(kept).odd() == {token.folded for token in tokens(kept) if worth_listing(token.folded)}


def made_up(chance: random.Random) -> str:
    """Return a text of words and signs, now and then with strange ones."""
    words = SYLLABLES.split(" ") * (1 if chance.random() < 0.5 else 6) + STRANGE.split(" ")
    if chance.random() < 0.3:
        words = SYLLABLES.split(" ")
    count = chance.randint(0, 40)
    return clean("".join(chance.choice(words) + chance.choice(PARTS) for _ in range(count)))


def searches(chance: random.Random, text: str) -> Iterator[Terms]:
    """Yield searches for some of a text, as printed, without case, with a letter wrong; and for something else."""
    pieces = text.split() or ["x"]
    at = chance.randrange(len(pieces))
    printed = " ".join(pieces[at : at + chance.randint(1, 3)])
    wrong = chance.randrange(len(printed))
    mistyped = f"{printed[:wrong]}{chance.choice('aeghilnot015')}{printed[wrong + 1 :]}"
    for typed in (printed, printed.lower(), mistyped, chance.choice(SYLLABLES.split(" "))):
        try:
            terms = parse(SearchQuery(typed))
        except InvalidValue:  # of signs alone
            continue
        plain = with_kept(terms) if chance.random() < 0.7 else terms
        yield forgiving(plain, lambda _keys: ["nghtem", "quyei", "l5", "i5"], wide=chance.random() < 0.3)


def test_all_is_found_that_is_found_by_looking_at_each_word() -> None:
    chance, found = random.Random(20261123), 0
    for _ in range(600):
        text = made_up(chance)
        for terms in searches(chance, text):
            spans = sure.spans(terms, text)
            assert _spans(terms, text, range(len(terms.terms))) == spans, (terms, text)
            found += bool(spans)
    assert found > 1200


def test_threads_find_the_same() -> None:
    texts = [made_up(random.Random(seed)) for seed in range(60)]

    def told(text: str) -> object:
        return [_spans(terms, text, range(len(terms.terms))) for terms in searches(random.Random(7), text)]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(told, texts)) == list(map(told, texts))
