"""Levels: each entry is in one of them, and has its points; pages are the same whichever way they are filled."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.errors import InvalidValue, ServiceError
from models.search import SearchHit, SearchQuery
from records.index import open_index
from records.index.elasticsearch import asking, searching
from records.index.elasticsearch.asking import JsonLines, Refused, ask
from records.index.elasticsearch.clauses import EXACT, FOLDED, HEAD, MAY_BE, Clause, in_head
from records.index.elasticsearch.documents import micros
from records.index.elasticsearch.levels import Level, best, groups, slipping
from records.index.query import Terms, parse
from records.index.ranking import EXACT_PHRASE, EXACT_TERM, FOLDED_PHRASE, IN_HEAD, as_typed
from records.index.words import forms
from tests.contract import servers
from tests.contract.test_search_index import MINUTE, entry
from tests.records.build import NOW

needs_server = pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
WORDS = ("quyết", "quyet", "định", "đinh", "nam", "Nam")


class Paper:
    """A head and a text as the server would look at them."""

    def __init__(self, head: str, text: str) -> None:
        (self.head_exact, self.head), (self.exact, self.folded) = forms(head), forms(text)

    def has(self, field: str, words: str) -> bool:
        parts = {EXACT: (self.head_exact, self.exact), FOLDED: (self.head, self.folded), HEAD: (self.head,), MAY_BE: ()}
        held = parts[field]
        return any(f" {words} " in f" {part} " for part in held)

    def matches(self, clause: Clause) -> bool:
        """Return what the server would, for the clauses that levels are made of."""
        ((kind, body),) = clause.items()
        if kind in {"term", "terms", "match_phrase"}:
            ((field, words),) = body.items()
            return any(self.has(field, each) for each in (words if kind == "terms" else [words]))
        wanted = sum(map(self.matches, body.get("should", ())))
        return (
            all(map(self.matches, body.get("filter", ())))
            and not any(map(self.matches, body.get("must_not", ())))
            and wanted >= body.get("minimum_should_match", 0)
        )

    def points(self, terms: Terms) -> int:
        """Return the points by the rules of `ranking`, for an entry in which every term is found."""
        typed, phrase = as_typed(len(terms.terms)), terms.phrase
        read = sum(self.has(FOLDED, " ".join(term.folded)) for term in terms.terms)
        exact = sum(self.has(EXACT, " ".join(term.exact)) for term in terms.terms)
        return (
            read * typed
            + exact * EXACT_TERM
            + EXACT_PHRASE * self.has(EXACT, " ".join(phrase.exact))
            + FOLDED_PHRASE * (exact < len(terms.terms) and self.has(FOLDED, " ".join(phrase.folded)))
            + IN_HEAD * all(self.has(HEAD, " ".join(term.folded)) for term in terms.terms)
        )


def typed_levels(terms: Terms, *, head: bool = True) -> list[Level]:
    """Return the levels of entries with every term as typed."""
    lower = (group for exact in range(len(terms.terms), -1, -1) for group in groups(terms, exact, head=head))
    return [best(terms), *(level for group in lower for level in group)]


def slipping_levels(terms: Terms) -> list[Level]:
    return [level for group in slipping(terms) for level in group]


def with_slips(terms: Terms) -> Terms:
    """Return terms of which the first is also found as one other word."""
    first, *others = terms.terms
    return replace(terms, terms=(replace(first, slips=(("nqm",),)), *others))


@pytest.mark.parametrize(
    "typed", ["nam", "quyết định", "dinh nam quyết", "12/QĐ", "nam nam", "quyết quyet", "12/QĐ nam"]
)
def test_an_entry_is_in_the_one_level_of_its_points(typed: str) -> None:
    terms, chance = with_slips(parse(SearchQuery(typed))), random.Random(typed)
    seen = set[int]()
    for _ in range(400):
        held = (*WORDS, "nqm", "12/QĐ", "12/qd")
        head, text = (" ".join(chance.choices(held, k=chance.randint(0, 7))) for _ in "ht")
        paper = Paper(head, text)
        levels = [*typed_levels(terms, head=paper.matches(in_head(terms))), *slipping_levels(terms)]
        if all(paper.has(FOLDED, " ".join(words)) for term in terms.terms[1:] for words in (term.folded,)) and any(
            paper.has(FOLDED, " ".join(words)) for words in (terms.terms[0].folded, ("nqm",))
        ):
            found = [level.points for level in levels if paper.matches(level.clause)]
            assert found == [paper.points(terms)], (head, text)
            seen.update(found)
    assert len(seen) > 2


@pytest.mark.parametrize("typed", ["nam", "quyết định", "một hai ba bốn năm sáu"])
def test_levels_come_best_first_and_none_twice(typed: str) -> None:
    terms = with_slips(parse(SearchQuery(typed)))
    points = [level.points for level in (*typed_levels(terms), *slipping_levels(terms))]
    assert points == sorted(set(points), reverse=True)
    assert len(slipping_levels(terms)) == len(terms.terms)


def test_levels_of_two_that_slip_are_found_by_either_and_by_both() -> None:
    one, other = parse(SearchQuery("nam định")).terms
    terms = replace(parse(SearchQuery("nam định")), terms=(replace(one, kept=True), replace(other, slips=(("dinb",),))))
    assert [level.points for level in slipping_levels(terms)] == [as_typed(2) + EXACT_TERM, as_typed(2), 0]
    paper = Paper("", "dinb nam")
    assert [level.points for level in slipping_levels(terms) if paper.matches(level.clause)] == [
        as_typed(2) + EXACT_TERM
    ]


def test_a_moment_is_kept_to_the_microsecond_and_nonsense_is_refused() -> None:
    assert micros("1970-01-01T00:00:01.000002Z") == 1_000_002
    for spoilt in ("z", "", "2024-01-02"):
        with pytest.raises(InvalidValue):
            micros(spoilt)


class Answering:
    """A client whose server gives prepared answers, one a request."""

    def __init__(self, *answers: Sequence[Mapping[str, Any]]) -> None:
        self.answers = list(answers)

    def msearch(self, searches: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        assert JsonLines().dumps(searches).endswith(b"}\n")
        return {"responses": self.answers.pop(0)}


BUSY = {"error": {"type": "es_rejected_execution_exception"}, "status": 429}
GONE = {"error": {"type": "search_context_missing_exception"}, "status": 404}
FINE = {"hits": {"hits": []}, "status": 200}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_WAITS", (0.0,))


@pytest.mark.usefixtures("hurried")
def test_a_busy_server_is_asked_again_and_an_error_is_told() -> None:
    assert ask(Answering([BUSY, FINE], [FINE, FINE]), "v", [{}, {}]) == [FINE, FINE]  # type: ignore[arg-type]  # stands for a client
    with pytest.raises(Refused, match="rejected") as caught:
        ask(Answering([BUSY], [BUSY]), "v", [{}])  # type: ignore[arg-type]  # likewise
    assert caught.value.status == 429
    with pytest.raises(Refused, match="context_missing") as caught:
        ask(Answering([BUSY, GONE]), "v", [{}, {}])  # type: ignore[arg-type]  # likewise
    assert caught.value.status == 404


@pytest.fixture
def url() -> Iterator[str]:
    with servers.new_index_url() as made:
        yield made


@needs_server
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_pages_by_levels_are_those_that_the_server_puts_in_order(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    papers = [
        entry(
            f"{number:03}",
            " ".join(chance.choices((*WORDS, "quyềt", "nqm", "giấy"), k=6)),
            owner_name=" ".join(chance.choices(WORDS, k=2)),
            received_at=NOW + timedelta(minutes=number // 3),
        )
        for number in range(240)
    ]
    index, plain = open_index(url), open_index("memory:")
    index.put(papers)
    plain.put(papers)

    def every(where: Any, query: SearchQuery) -> list[SearchHit]:  # noqa: ANN401 - either index
        hits, after = list[SearchHit](), None
        while True:
            page = where.search(replace(query, after=after))
            hits, after = [*hits, *page.hits], page.cursor
            if after is None:
                assert page.total == len(hits)
                return hits

    for few in (0, 10_000):
        monkeypatch.setattr(searching, "_FEW", few)
        for typed in ("nam", "quyết định", "dinh nam", "quyet dinh nam", "một hai ba bốn năm sáu bảy nam", "nam nam"):
            query = SearchQuery(typed, limit=7)
            assert every(index, query) == every(plain, query), (few, typed)
    index.close()


@needs_server
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_writes_go_on_by_themselves_when_a_full_disk_has_room_again(url: str) -> None:
    index, block = open_index(url), "index.blocks.read_only_allow_delete"
    alias = url.rpartition("/")[2]
    with servers.elastic() as client:
        client.indices.put_settings(index=alias, settings={block: True})  # as the server does at the flood stage
        with pytest.raises(ServiceError, match="disk of Elasticsearch is full; free some space") as caught:
            index.put([entry("a", "giấy", received_at=NOW - MINUTE)])
        assert "\n" not in str(caught.value)
        assert index.count() == 0
        client.indices.put_settings(index=alias, settings={block: None})  # as it does once there is room again
    index.put([entry("a", "giấy", received_at=NOW - MINUTE)])
    assert [hit.id for hit in index.search(SearchQuery("giấy")).hits] == ["a"]
    index.close()
