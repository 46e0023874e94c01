"""What the index is told of components and results, read from the records a batch at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.services.withdrawn import is_withdrawn
from models.component import Component
from models.dossier import Dossier
from models.identifiers import AgencyCode, ComponentId, DossierCode, ResultId, VersionId
from models.ports.records import Records
from models.reading import PAGE_BREAK
from models.result import ProcedureResult
from models.search import IndexEntry
from models.time import civil_day

Item = Component | ProcedureResult


@dataclass(frozen=True, slots=True)
class _Read:
    """What a batch of items needs, each table read once: one by one, an item would cost six queries."""

    dossiers: Mapping[DossierCode, Dossier]
    texts: Mapping[VersionId, Mapping[int, str]]
    agencies: Mapping[DossierCode, tuple[AgencyCode, ...]]


def entries_of(records: Records, ids: Iterable[str]) -> Sequence[IndexEntry]:
    """Return the entries of some components and results, in no order.

    An id that names neither is passed over: its transaction was rolled back after an older outbox row.
    """
    wanted = list(dict.fromkeys(ids))
    components = records.components.of_ids([ComponentId(id) for id in wanted])  # noqa: A001 - the domain's word
    left = set(wanted).difference(component.id for component in components)
    results = records.results.of_ids([ResultId(id) for id in sorted(left)]) if left else ()  # noqa: A001 - likewise
    items: list[Item] = [*components, *results]
    return _entries(records, items) if items else []


def _entries(records: Records, items: Sequence[Item]) -> Sequence[IndexEntry]:
    found = records.dossiers.of_codes(sorted({item.dossier for item in items}))
    dossiers = {dossier.code: dossier for dossier in found}
    texts = records.readings.texts(sorted({item.version.id for item in items}))
    read = _Read(dossiers, texts, _agencies(records, found))
    return [_entry(read, item, _text(records, read, item)) for item in items]


def _agencies(records: Records, dossiers: Sequence[Dossier]) -> Mapping[DossierCode, tuple[AgencyCode, ...]]:
    """Return the agency of each dossier and all above it, asked once for each agency and day."""
    where = {dossier.code: (dossier.agency, civil_day(dossier.received_at)) for dossier in dossiers}
    above: dict[tuple[AgencyCode, date], tuple[AgencyCode, ...]] = {
        (agency, day): records.catalogue.ancestors(agency, day) for agency, day in set(where.values())
    }
    return {code: above[place] for code, place in where.items()}


def _text(records: Records, read: _Read, item: Item) -> str:
    """Return the words by which an item is found; a paper whose use was withdrawn is found by none of its own."""
    if isinstance(item, Component) and is_withdrawn(records, item):
        return ""
    pages = read.texts.get(item.version.id, {})
    own = item.pages if isinstance(item, Component) else None
    return PAGE_BREAK.join(text for number, text in pages.items() if own is None or number in own)


def _entry(read: _Read, item: Item, text: str) -> IndexEntry:
    dossier = read.dossiers[item.dossier]
    is_result = isinstance(item, ProcedureResult)
    own = {"document_number": item.document_number} if isinstance(item, ProcedureResult) else {}
    return IndexEntry(
        id=item.id,
        kind="result" if is_result else "component",
        dossier=item.dossier,
        agencies=read.agencies[item.dossier],
        owner=dossier.owner.id,
        owner_name=dossier.owner.name,
        type=item.type,
        received_at=item.version.received_at,
        text=text,
        procedure=dossier.procedure,
        state=dossier.state,
        fields={**own, **item.fields},
        revision=dossier.version + (item.revision if isinstance(item, Component) else 1),
    )
