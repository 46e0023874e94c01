"""Counting first: what is asked for of the server, and what is not, as the numbers turn out."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from models.search import COUNTED_TO, SearchQuery
from records.index.elasticsearch.clauses import HEAD
from records.index.elasticsearch.counting import Counted, kinds, read, totals
from records.index.elasticsearch.levels import MOST_TERMS
from records.index.elasticsearch.searching import searched
from records.index.page import Answer
from records.index.query import Terms, parse
from records.index.ranking import EXACT_TERM, Place, as_typed
from records.index.spelling import with_kept

MANY = COUNTED_TO + 1
QUERY = SearchQuery("quyết định", limit=2)

Body = Mapping[str, Any]


class Server:
    """Answers counts with prepared numbers, in the order in which they are asked for, and all else with no hits."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = list(numbers)
        self.requests: list[Sequence[Body]] = []

    def ask(self, bodies: Sequence[Body]) -> Sequence[Mapping[str, Any]]:
        self.requests.append(bodies)
        return [
            {"pit_id": "v", "hits": {"hits": [], "total": {"value": self.numbers.pop(0)}} if _counts(body) else _NONE}
            for body in bodies
        ]


_NONE: Mapping[str, Any] = {"hits": []}


def _counts(body: Body) -> bool:
    return bool(body["size"] == 0)


def forgiving(query: SearchQuery = QUERY) -> Terms:
    return with_kept(parse(query))


def answer(server: Server, query: SearchQuery = QUERY, after: Place | None = None) -> Answer:
    found = searched(server.ask, query, forgiving(query), after)
    assert not server.numbers, "each number is the answer to a count"
    return found


def in_order(body: Body) -> bool:
    return "_score" in body["sort"][0]


class TestCounts:
    def test_slips_are_counted_apart_and_where_there_may_be_some_only(self) -> None:
        assert len(totals(QUERY, parse(QUERY))) == 1
        assert len(totals(QUERY, forgiving())) == 2

    def test_no_number_is_counted_further_than_it_matters(self) -> None:
        assert [body["track_total_hits"] for body in totals(QUERY, forgiving())] == [MANY, MANY]
        assert [body["track_total_hits"] for body in kinds(QUERY, forgiving(), 3)] == [1, 3, 3]

    def test_many_terms_are_not_counted_one_by_one(self) -> None:
        words = " ".join(f"{number}" for number in range(MOST_TERMS + 1))
        assert len(kinds(QUERY, parse(SearchQuery(words)), 3)) == 1

    @pytest.mark.parametrize(
        ("exact", "most", "more"),
        [((9, 9, 9), 2, False), ((9, 9, 1), 1, True), ((9, 0, 0), 0, False), ((9,), 0, False)],
    )
    def test_a_page_is_of_the_most_accents_that_fill_it(self, exact: Sequence[int], most: int, more: bool) -> None:
        count = Counted(9, 0, exact=exact)
        assert (count.most_exact(3), count.have_more(most)) == (most, more)

    def test_answers_are_read_in_the_order_of_the_requests(self) -> None:
        def told(*numbers: int) -> list[Mapping[str, Any]]:
            return [{"hits": {"total": {"value": number}}} for number in numbers]

        assert read(told(7, 2), told(0, 5, 1)) == Counted(7, 2, in_head=False, exact=(7, 5, 1))
        assert read(told(7), []).total == 7


class TestRequests:
    def test_a_level_is_asked_for_from_a_place_on_always(self) -> None:
        server = Server(MANY, 0, 1, 3, 3)
        answer(server)
        levels = [body for bodies in server.requests for body in bodies if not _counts(body) and not in_order(body)]
        assert len(levels) == 3
        assert all(len(body["search_after"]) == len(body["sort"]) for body in levels)

    def test_levels_that_cannot_fill_the_page_are_not_asked_for(self) -> None:
        server = Server(MANY, 0, 0, 3, 3)
        answer(server)
        asked = [len(bodies) for bodies in server.requests]
        assert asked == [6, 1, 1], "the counts and the best level; the exact phrase; without it"
        in_head = [body for bodies in server.requests[1:] for body in bodies if HEAD in str(body)]
        assert not in_head, "no hit has all terms in the head"

    def test_the_few_with_more_accents_come_before_the_levels_that_fill_the_page(self) -> None:
        server = Server(MANY, 0, 0, 3, 1)
        answer(server)
        first = server.requests[1]
        assert [in_order(body) for body in first] == [True, False]
        assert first[0]["search_after"][0] > 0, "the best level was asked for already"

    def test_few_hits_are_put_in_order_by_the_server_slips_behind(self) -> None:
        server = Server(7, 5, 0, 0, 0)
        assert answer(server).total == 12
        assert [[in_order(body) for body in bodies] for bodies in server.requests[1:]] == [[True, True]]

    def test_nothing_more_is_asked_for_when_there_is_nothing(self) -> None:
        server = Server(0, 0, 0, 0, 0)
        assert answer(server) == Answer([], 0, None, "v")
        assert len(server.requests) == 1

    def test_many_slips_are_asked_for_level_by_level(self) -> None:
        server = Server(0, MANY, 0, 0, 0)
        answer(server)
        assert [len(bodies) for bodies in server.requests[1:]] == [1, 1, 1]

    def test_a_following_page_counts_totals_alone_and_begins_at_its_place(self) -> None:
        server, exact_terms = Server(MANY, 0), 1
        points = 2 * as_typed(2) + exact_terms * EXACT_TERM
        answer(server, after=Place(points, "2026-03-02T00:00:00.000000Z", "x"))
        assert len(server.requests[0]) == 2, "the best level lies before the page"
        behind = [body["search_after"] for bodies in server.requests[1:] for body in bodies]
        assert [place[0] < 2**63 - 1 for place in behind] == [True, False, False, False, False]
