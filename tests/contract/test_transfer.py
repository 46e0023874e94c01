"""Moving house between record stores: the same lines from every database, and every database goes on counting."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.caller import OPERATOR, Caller, Role, Token
from models.component import Derivatives
from models.errors import Conflict, DamagedFile
from models.identifiers import Sha256
from models.ledger import LedgerKind
from models.ports.records import RecordStore
from records.catalogue import starter
from records.store import open_records
from records.store.transfer import tables
from tests.records.build import NOW, PAPER, component, digitisation, dossier, ledger_key, note, result

Lines = dict[str, list[bytes]]


def lines_of(store: RecordStore) -> Lines:
    found: Lines = {}
    store.dump(lambda name, lines: found.update({name: list(lines)}))
    return found


def fill(store: RecordStore) -> None:
    """Write what has moments, days, packed values, JSON, nothing at all, and letters beyond ASCII."""
    contents = starter()
    with store.write() as now:
        now.catalogue.load(contents.agencies, contents.procedures, contents.chains)
        now.dossiers.add(dossier())
        now.components.add(component(id=PAPER))
        derivatives = Derivatives({1: Sha256("1" * 64)}, Sha256("2" * 64))
        now.components.save_digitisation(PAPER, digitisation(), derivatives)
        now.results.add(result())
        job = now.jobs.add(PAPER, NOW)
        now.outbox.add(PAPER)
        now.idempotency.put("khóa", "dấu", "đây", NOW)
        caller = Caller("a", Role.CITIZEN, "Trần Thị Hoà", owner=dossier().owner.id)
        now.tokens.add(Token(caller, NOW, OPERATOR.id, NOW + timedelta(days=1)), "0" * 64)
        now.ledger.add(note(LedgerKind.LOOK))
        now.ledger.add(note(LedgerKind.USE))
        assert job.reason == ""


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[RecordStore]:
    with closing(open_records(f"sqlite:{tmp_path}/other.db", None, ledger_key)) as store:
        yield store


def test_every_table_is_given_in_an_order_in_which_it_can_be_filled(records: RecordStore) -> None:
    assert list(lines_of(records)) == list(tables())
    order = list(tables())
    assert order.index("versions") < order.index("components") < order.index("jobs")


def test_out_and_into_the_embedded_store_gives_the_same_lines(records: RecordStore, embedded: RecordStore) -> None:
    fill(records)
    given = lines_of(records)
    assert all(given[name] for name in ("agencies", "digitisations", "ledger", "tokens", "results"))
    embedded.load(given.items())
    assert lines_of(embedded) == given


def test_from_the_embedded_store_and_in_gives_the_same_lines(records: RecordStore, embedded: RecordStore) -> None:
    fill(embedded)
    given = lines_of(embedded)
    records.load(given.items())
    assert lines_of(records) == given


def test_a_loaded_store_goes_on_counting(records: RecordStore, embedded: RecordStore) -> None:
    fill(embedded)
    records.load(lines_of(embedded).items())
    for store in (records, embedded):
        with store.write() as now:
            now.outbox.add("next")
            now.jobs.add(PAPER, NOW)
            now.ledger.add(note(LedgerKind.LOOK))
            code = now.dossiers.next_code(dossier().agency, NOW.date())
            assert now.components.next_number(dossier().code) == 2
        assert code != dossier().code
        with store.read() as now:
            assert [entry.number for entry in now.ledger.range(0, 10)] == [1, 2, 3]
            assert [entry.document for entry in now.outbox.read(10)] == [PAPER, "next"]
    assert lines_of(records)["ledger"] == lines_of(embedded)["ledger"]


def test_only_an_empty_store_is_filled(records: RecordStore, embedded: RecordStore) -> None:
    fill(records)
    before = lines_of(records)
    with pytest.raises(Conflict):
        records.load(lines_of(embedded).items())
    assert lines_of(records) == before


@pytest.mark.parametrize("line", [b"", b"{}", b"[1]", b'["x", "not a day", null, "x", "x", null, null]', b"\xff"])
def test_a_line_that_is_no_row_loads_nothing(records: RecordStore, line: bytes) -> None:
    before = lines_of(records)
    with pytest.raises(DamagedFile):
        records.load([("agencies", [line])])
    assert lines_of(records) == before


def test_writers_go_on_while_a_store_is_dumped(records: RecordStore) -> None:
    fill(records)
    before = lines_of(records)
    seen: Lines = {}

    def slowly(name: str, lines: Iterable[bytes]) -> None:
        with records.write() as now:
            now.outbox.add(f"meanwhile {name}")
        seen[name] = list(lines)

    records.dump(slowly)
    assert seen == before
