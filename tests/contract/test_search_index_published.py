"""Every index gives the same answers: hits, their order, excerpts, totals and counts, page after page."""

from dataclasses import replace

import pytest

from models.ports.index import SearchIndex
from models.search import SearchPage, SearchQuery
from records.index import open_index
from tests.contract.published import papers, queries


@pytest.fixture(scope="module")
def plain() -> SearchIndex:
    """The plainest reading of the port, which looks at every entry."""
    index = open_index("memory:")
    index.put(papers())
    return index


def pages(index: SearchIndex, query: SearchQuery) -> list[SearchPage]:
    """Return all pages of a search, without the cursors that led from one to the next."""
    found = [index.search(query)]
    while (cursor := found[-1].cursor) is not None:
        found.append(index.search(replace(query, after=cursor)))
    return [replace(page, cursor=None) for page in found]


def test_the_published_queries_find_what_stands_beside_them(index: SearchIndex) -> None:
    index.put(papers())
    for published in queries():
        page = index.search(published.query)
        assert (page.total, tuple(hit.id for hit in page.hits[:3])) == (published.total, published.first), (
            published.name
        )


def test_all_pages_are_those_of_the_plain_index(index: SearchIndex, plain: SearchIndex) -> None:
    index.put(papers()[::2])
    index.put(papers())
    for published in queries():
        assert pages(index, published.query) == pages(plain, published.query), published.name


def test_they_still_are_after_papers_went_and_came_back(index: SearchIndex, plain: SearchIndex) -> None:
    index.put([replace(paper, text="nguven nghlem", revision=1) for paper in papers()])
    index.put(papers())
    index.delete([paper.id for paper in papers()[::7]])
    index.put(papers()[::7])
    for published in queries()[::4]:
        assert pages(index, published.query) == pages(plain, published.query), published.name
