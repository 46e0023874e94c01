"""The list of odd words on Elasticsearch: found by every key, written once, whole in whatever index is searched."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from models.search import SearchQuery
from records.index import open_index
from records.index.elasticsearch.listing import GROUP, every_listed, list_operations, listed
from records.index.slips import keys
from tests.contract import servers
from tests.contract.test_search_index import entry
from tests.records.index.test_elasticsearch import alias_of, loopback, needs_server

WORDS = [f"{first}{second}lnq{first}" for first in "bcdfgh" for second in "aeiou"]


@pytest.fixture
def url() -> Iterator[str]:
    with servers.new_index_url() as made:
        yield made


def documents(words: Sequence[str]) -> Sequence[Mapping[str, Any]]:
    return [operation.lines[1] for operation in list_operations(words)]


def test_every_word_stands_in_one_document_with_all_its_keys() -> None:
    made = documents(WORDS)
    assert sorted(word for document in made for word in document["word"]) == sorted(WORDS)
    assert [len(document["word"]) for document in made] == [GROUP, len(WORDS) - GROUP]
    for document in made:
        assert set(document["keys"]) == set().union(*map(keys, document["word"]))


def test_no_words_make_no_document() -> None:
    assert list_operations(()) == []


@needs_server
@loopback
def test_words_are_found_by_their_keys_and_all_of_them_with_their_index(url: str) -> None:
    index = open_index(url)
    index.put([entry("a", " ".join(WORDS))])
    index.count()  # shows what was written
    with servers.elastic() as client:
        for word in WORDS[::7]:
            assert word in listed(client, alias_of(url), keys(word))
        name, words = every_listed(client, alias_of(url))
        assert set(WORDS) < set(words)  # the head has one too
        assert list(client.indices.get_alias(name=alias_of(url)).body) == [name]
        assert every_listed(client, "no-such-index") == ("", [])
    index.close()


@needs_server
@loopback
def test_another_process_lists_no_word_again(url: str) -> None:
    index = open_index(url)
    index.put([entry("a", "nghtêm")])
    index.count()
    other = open_index(url)
    other.put([entry("b", "nghtêm proceduers")])
    other.count()
    with servers.elastic() as client:
        words = every_listed(client, alias_of(url))[1]
    assert {"nghtem", "proceduers"} < set(words)
    assert len(words) == len(set(words))
    assert [hit.id for hit in index.search(SearchQuery("procedures")).hits] == ["b"]
    for each in (index, other):
        each.close()
