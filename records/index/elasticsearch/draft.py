"""A rebuild: a new index beside the one that is searched, which takes its alias at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from elasticsearch import Elasticsearch

from models.search import IndexEntry
from records.index.draft import overtaken
from records.index.elasticsearch.bulk import Writer
from records.index.elasticsearch.documents import batches, put_operation
from records.index.elasticsearch.errors import translated
from records.index.elasticsearch.mapping import begin_draft, draft_alias, drop_draft, publish_draft


class Draft:
    """The index of a rebuild. It is written through an alias of its own, so that no write ever makes an index."""

    def __init__(self, client: Elasticsearch, alias: str, index: str, limits: tuple[int, int]) -> None:
        self._writer = Writer(client, draft_alias(alias), lambda: False)
        self._index = index
        self._limits = limits

    def put(self, entries: Sequence[IndexEntry]) -> None:
        for batch in batches(entries, *self._limits):
            if self._writer.write([put_operation(entry) for entry in batch]) != self._index:
                raise overtaken()


@contextmanager
def drafted(client: Elasticsearch, alias: str, limits: tuple[int, int]) -> Iterator[Draft]:
    """Yield a draft; it takes the place of the index when the block ends well, and is dropped otherwise.

    `limits` are the entries and letters of one bulk request.
    """
    with translated():
        new = begin_draft(client, alias)
    try:
        yield Draft(client, alias, new, limits)
        with translated():
            publish_draft(client, alias, new)
    except BaseException:
        with translated():
            drop_draft(client, new)
        raise
