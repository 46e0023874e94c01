"""Searching what has been digitised, and keeping the index in step with the records."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import islice

from api.services.context import Context
from api.services.entries import entries_of
from models.errors import ServiceError
from models.identifiers import DossierCode
from models.ports.records import Records
from models.search import IndexEntry, SearchPage, SearchQuery

logger = logging.getLogger(__name__)

BATCH = 250
"""Documents written to the index at a time; bounds memory: 25 MB of text if all are long ones (100 kB)."""

_WRITERS = 2
"""Threads that write batches of a rebuild: while one waits for the engine another prepares, and the next is read."""

_LISTED = 1000  # dossiers listed in one transaction of a rebuild
_READ_TOGETHER = 42  # dossiers whose papers are listed in one; with six papers each they fill a batch

Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Shows how far work of so many steps has come; what it yields is called after each."""


@contextmanager
def silent(_total: int) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    yield lambda: None


def search(context: Context, query: SearchQuery) -> SearchPage:
    """Search the index. Raises InvalidValue for a query without a searchable word."""
    return context.index.search(query)


def follow(context: Context) -> int:
    """Bring one batch of changes from the outbox to the index; return how many outbox entries were settled.

    The entries are deleted only after the index has taken them, so a crash in between repeats work and loses none.
    Followers at the same time share the work where the record store can. A document that the index refuses, though it
    works, is put behind all others and holds none of them up. Raises ServiceError when nothing could be settled.
    """
    with context.records.claim(BATCH) as entries:
        if not entries:
            return 0
        with context.records.read() as records:
            documents = entries_of(records, (entry.document for entry in entries))
        refused = _put(context, documents)
        if refused:
            with context.records.write() as records:
                for document in refused:
                    records.outbox.add(document)
    settled = sum(entry.document not in refused for entry in entries)
    if not settled:
        raise next(iter(refused.values()))
    return settled


def _put(context: Context, documents: Sequence[IndexEntry]) -> Mapping[str, ServiceError]:
    """Write documents to the index; return those that it refuses, and why. Raises ServiceError when it is away.

    One that is refused takes its whole batch with it, so then each is written by itself.
    """
    try:
        context.index.put(documents)
    except ServiceError:
        context.index.probe()
        return _put_singly(context, documents)
    return {}


def _put_singly(context: Context, documents: Sequence[IndexEntry]) -> Mapping[str, ServiceError]:
    refused: dict[str, ServiceError] = {}
    for document in documents:
        try:
            context.index.put([document])
        except ServiceError as error:
            logger.error("the index refuses %s: %s", document.id, error.en)  # noqa: TRY400  # a line, not a trace
            refused[document.id] = error
    return refused


def tell_index(records: Records, code: DossierCode) -> None:
    """Have every entry of a dossier written anew, because something that all of them show has changed."""
    for id in _ids(records, code):  # noqa: A001 - the domain's word
        records.outbox.add(id)


def rebuild(context: Context, progress: Progress = silent) -> int:
    """Write the index anew from the records and put it in the old one's place; return how many papers it was given.

    Searches see the old index until the new one is whole; what is written meanwhile goes to both. A rebuild that ends
    early changes nothing. One step of `progress` is a dossier. Raises Conflict when another rebuild has begun since.
    """
    with context.index.rebuild() as draft:
        codes = _all_dossiers(context)  # not before the draft is there: from then on, new ones are written to it too
        with progress(len(codes)) as done:
            entries = _entries(context, codes, done)
            return _write_all(draft.put, iter(lambda: list(islice(entries, BATCH)), []))


def _write_all(put: Callable[[Sequence[IndexEntry]], None], batches: Iterable[Sequence[IndexEntry]]) -> int:
    """Write batches, each in a thread while the next is read; return how many entries that were.

    At most `_WRITERS` batches wait or are written beside the one that is read. The first error ends it.
    """
    papers, running = 0, deque[Future[None]]()
    with ThreadPoolExecutor(_WRITERS) as pool:
        for batch in batches:
            if len(running) == _WRITERS:
                running.popleft().result()
            running.append(pool.submit(put, batch))
            papers += len(batch)
        for each in running:
            each.result()
    return papers


def _all_dossiers(context: Context) -> Sequence[DossierCode]:
    codes: list[DossierCode] = []
    while True:
        with context.records.read() as records:
            page = records.dossiers.page(_LISTED, codes[-1] if codes else None)
        if not page:
            return codes
        codes += [dossier.code for dossier in page]


def _entries(context: Context, codes: Sequence[DossierCode], done: Callable[[], None]) -> Iterator[IndexEntry]:
    """Yield the entries of dossiers as they stand when their turn comes, read a batch at a time."""
    for first in range(0, len(codes), _READ_TOGETHER):
        some = codes[first : first + _READ_TOGETHER]
        with context.records.read() as records:
            ids: list[str] = [component.id for component in records.components.of_dossiers(some)]
            ids += [result.id for result in records.results.of_dossiers(some)]
        for start in range(0, len(ids), BATCH):
            with context.records.read() as records:
                found = entries_of(records, ids[start : start + BATCH])
            yield from found
        for _ in some:
            done()


def _ids(records: Records, code: DossierCode) -> Sequence[str]:
    components = [component.id for component in records.components.of_dossier(code)]
    return [*components, *(result.id for result in records.results.of_dossier(code))]
