"""The best hits first: the same hits as the plain index finds, however few rows are scored one by one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.dossier import DossierState
from models.identifiers import AgencyCode, OwnerId
from models.ports.index import SearchIndex
from models.search import IndexEntry, SearchHit, SearchQuery, SearchScope
from records.index import best, open_index
from records.index.memory import MemoryIndex
from records.index.numbering import hour_of
from records.index.query import parse
from records.index.regions import regions
from records.index.statements import Statements
from tests.contract.test_search_index import entry
from tests.records.build import NOW

PRINTED = "ma mã má mà hòa hoà hoa duong dương dvong nghiêm nghtêm nghiem 12/QĐ 12 QD và"
WORDS = st.sampled_from(PRINTED.split(" "))
TEXTS = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
PAPERS = st.lists(
    st.tuples(TEXTS, TEXTS, st.integers(0, 400), st.sampled_from("ab"), st.sampled_from(DossierState)),
    min_size=1,
    max_size=25,
)
TYPED = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
NARROWED = st.sampled_from(
    [
        SearchQuery(""),
        SearchQuery("", owner=OwnerId("a")),
        SearchQuery("", state=DossierState.RETURNED),
        SearchQuery("", scope=SearchScope(owners=(OwnerId("a"), OwnerId("c")))),
        SearchQuery("", scope=SearchScope()),
        SearchQuery("", agencies=()),
        SearchQuery("", agencies=(AgencyCode("nowhere"),)),
    ]
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    opened = open_index(f"sqlite:{tmp_path / 'index.db'}")
    yield opened
    opened.close()


def papers(drawn: list[tuple[str, str, int, str, DossierState]]) -> list[IndexEntry]:
    return [
        replace(
            entry(str(n), text, fields={"full_name": name}, received_at=NOW + timedelta(minutes=minute)),
            owner=OwnerId(owner),
            state=state,
        )
        for n, (text, name, minute, owner, state) in enumerate(drawn)
    ]


def pages(index: SearchIndex, query: SearchQuery) -> list[tuple[SearchHit, ...]]:
    found, total = list[tuple[SearchHit, ...]](), 0
    while True:
        page = index.search(query)
        found.append(page.hits)
        total += len(page.hits)
        if page.cursor is None:
            assert page.total == total
            return found
        query = replace(query, after=page.cursor)


@pytest.mark.parametrize(("few", "most"), [(0, 6), (0, 1), (2, 6), (5, 2), (1000, 6)])
def test_all_pages_are_those_of_the_plain_index(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, few: int, most: int
) -> None:
    monkeypatch.setattr(best, "FEW", few)
    monkeypatch.setattr(best, "_MOST", most)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn=PAPERS, typed=TYPED, narrowed=NARROWED, limit=st.integers(1, 4))
    def same(
        drawn: list[tuple[str, str, int, str, DossierState]], typed: str, narrowed: SearchQuery, limit: int
    ) -> None:
        plain, query = MemoryIndex(), replace(narrowed, text=typed, limit=limit, facets=True)
        index.clear()
        for one in (index, plain):
            one.put(papers(drawn))
        assert index.search(query) == plain.search(query)
        assert pages(index, query) == pages(plain, query)

    same()


def test_a_page_of_common_words_leaves_the_rest_alone(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    index.put([entry(f"{n:03}", "giấy khai sinh", received_at=NOW + timedelta(hours=n)) for n in range(300)])
    monkeypatch.setattr(best, "FEW", 10)
    read = list[int]()

    def looked_at(number: int) -> int:
        read.append(number)
        return hour_of(number)

    monkeypatch.setattr(best, "hour_of", looked_at)
    page = index.search(SearchQuery("giấy khai sinh", limit=20))
    assert [hit.id for hit in page.hits] == [f"{n:03}" for n in range(299, 279, -1)]
    assert page.total == 300
    assert len(read) < 50


def test_what_a_word_gives_is_not_sought_beside_it() -> None:
    exactly, otherwise = regions(parse(SearchQuery("ma hoà")), ('"@x"',))
    phrase, head = exactly.features
    assert exactly.rows() == '("@x") AND ("=ma") AND ("=hòa")'
    assert exactly.rows((phrase,), (head.match,)) == '(("=ma =hòa") AND ("@x")) NOT (("^ma" AND "^hoa"))'
    hoa = next(feature for feature in otherwise.features if feature.match == '"=hòa"')
    assert otherwise.rows() == '(("@x") AND ("ma") AND ("hoa")) NOT (("=ma" AND "=hòa"))'
    assert otherwise.rows((hoa,), ('"=ma"',)) == '((("=hòa")) NOT (("=ma"))) AND ("@x") AND ("ma")'


def test_a_page_that_holds_all_hits_asks_for_no_slips(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    index.put([entry("a", "giấy khai sinh"), entry("b", "khai")])
    asked, ask = list[str](), Statements.numbers

    def numbers(self: Statements, match: str, most: int | None = None) -> list[int]:
        asked.append(match)
        return ask(self, match, most)

    monkeypatch.setattr(Statements, "numbers", numbers)
    assert [hit.id for hit in index.search(SearchQuery("khai sinh")).hits] == ["a"]
    assert asked
    assert not any("~" in match for match in asked)


def test_regions_of_a_search_have_no_row_in_common() -> None:
    terms = parse(SearchQuery("ma hoa duong"))
    terms = replace(terms, terms=tuple(replace(term, slips=((f"{term.folded[0]}x",),)) for term in terms.terms))
    found = regions(terms, ())
    assert len(found) == 2 + 3 + 2  # typed, exactly or not; the first slip in each; with more slips behind it
    assert [region.most for region in found[:2]] == [120 + 6, 96 + 16 + 1 + 3]
    assert max(region.most for region in found[2:]) < found[1].points == 96
