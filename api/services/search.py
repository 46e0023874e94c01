"""Searching what has been digitised, and keeping the index in step with the records."""

from api.services.context import Context
from models.component import Component
from models.errors import NotFound
from models.identifiers import ComponentId, ResultId
from models.ports.records import Records
from models.result import ProcedureResult
from models.search import IndexEntry, SearchPage, SearchQuery
from models.time import civil_day

BATCH = 100
"""Documents written to the index at a time; bounds memory (a long paper has about 100 kB of text)."""


def search(context: Context, query: SearchQuery) -> SearchPage:
    """Search the index. Raises InvalidValue for a query without a searchable word."""
    return context.index.search(query)


def follow(context: Context) -> int:
    """Bring one batch of changes from the outbox to the index; return how many outbox entries were settled.

    The entries are deleted only after the index has taken them, so a crash in between repeats work and loses none.
    """
    with context.records.read() as records:
        entries = records.outbox.read(BATCH)
        documents = [_entry(records, document) for document in dict.fromkeys(entry.document for entry in entries)]
    if not entries:
        return 0
    context.index.put([document for document in documents if document is not None])
    with context.records.write() as records:
        records.outbox.delete([entry.sequence for entry in entries])
    return len(entries)


def rebuild(context: Context) -> int:
    """Drop the index and write it anew from the records; return how many documents were entered."""
    context.index.clear()
    with context.records.write() as records:
        total = records.outbox.add_all()
    while follow(context):
        pass
    return total


def _entry(records: Records, id: str) -> IndexEntry | None:
    try:
        item: Component | ProcedureResult = records.components.get(ComponentId(id))
    except NotFound:
        try:
            item = records.results.get(ResultId(id))
        except NotFound:
            return None  # its transaction was rolled back after an older outbox row; nothing to show
    return _index_entry(records, item)


def _index_entry(records: Records, item: Component | ProcedureResult) -> IndexEntry:
    dossier = records.dossiers.get(item.dossier)
    is_result = isinstance(item, ProcedureResult)
    digitisation = records.readings.get(item.version.id)
    own = {"document_number": item.document_number} if isinstance(item, ProcedureResult) else {}
    return IndexEntry(
        id=item.id,
        kind="result" if is_result else "component",
        dossier=item.dossier,
        agencies=records.catalogue.ancestors(dossier.agency, civil_day(dossier.received_at)),
        owner=dossier.owner.id,
        owner_name=dossier.owner.name,
        type=item.type,
        received_at=item.version.received_at,
        text=digitisation.reading.text if digitisation else "",
        fields={**own, **item.fields},
        revision=item.revision if isinstance(item, Component) else 1,
    )
