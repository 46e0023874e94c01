"""What every record store must do with the ledger."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from models.component import Component, Provenance
from models.consent import Consent, Means
from models.errors import IntegrityError, MissingData
from models.identifiers import ComponentId, DossierCode, OwnerId
from models.ledger import LedgerKind
from models.ports.records import RecordStore
from models.reuse import ReuseEvent
from records.ledger import EMPTY, decode, encode
from records.ledger_check import check_chain, check_end
from records.store.dialects import connect
from tests.records.build import AGENCY, CODE, LEDGER_KEY, NOW, OWNER, component, dossier, note

WRITERS, EACH = 8, 12


def write(records: RecordStore, *items: str, **changes: Any) -> None:  # noqa: ANN401 - attributes of a note
    with records.write() as now:
        for item in items:
            now.ledger.add(note(item=item, **changes))


def execute(records: RecordStore, statement: str) -> None:
    """Carry out a statement as one who holds the database."""
    engine = records._engine  # type: ignore[attr-defined]  # behind the port's back, as such a person would
    with connect(engine, write=True) as connection, connection.begin():
        connection.execute(text(statement))


def test_an_empty_ledger(records: RecordStore) -> None:
    with records.read() as now:
        assert now.ledger.head() == EMPTY
        assert list(now.ledger.range(0, 9)) == []
        assert now.ledger_audit.ends() == (None, None)
        assert list(now.ledger_audit.rows(None, 9)) == []


@pytest.mark.parametrize("kind", LedgerKind)
def test_a_note_comes_back_as_it_was(records: RecordStore, kind: LedgerKind) -> None:
    given = note(kind, purpose="Hồ sơ “liên thông”\n; DROP", detail={"a": "1", "đ": ""}, owner=None, version=None)
    with records.write() as now:
        now.ledger.add(given)
    with records.read() as now:
        (entry,) = now.ledger.range(0, 9)
        (row,) = now.ledger_audit.rows(None, 9)
    assert (entry.number, entry.note) == (1, given)
    assert (row.body, decode(row.body)) == (encode(given), given)
    assert list(check_chain([row], LEDGER_KEY)) == []


def test_odd_input_does_not_escape_the_ledger(records: RecordStore) -> None:
    write(records, "a\0b", dossier="\ud800", purpose="\0", caller="x\udfffy")
    with records.read() as now:
        (row,) = now.ledger_audit.rows(None, 9)
        assert row.columns["dossier"] == "\ufffd"
        assert list(check_chain([row], LEDGER_KEY)) == []


def test_entries_of_one_and_of_many_transactions_form_one_chain(records: RecordStore) -> None:
    write(records, "1", "2", "3")
    write(records)
    write(records, "4")
    with records.read() as now:
        rows, head = now.ledger_audit.rows(None, 9), now.ledger.head()
        assert [row.columns["item"] for row in rows] == ["1", "2", "3", "4"]
        assert [row.number for row in now.ledger_audit.rows(2, 1)] == [3]
        assert now.ledger_audit.ends() == (rows[0], rows[-1])
        assert now.ledger_audit.digests([2, 4, 99]) == {2: rows[1].digest, 4: rows[3].digest}
    assert list(check_chain(rows, LEDGER_KEY)) == []
    assert list(check_end(head, rows[-1])) == []


def test_a_transaction_that_fails_leaves_no_entry(records: RecordStore) -> None:
    write(records, "kept")

    def fail() -> None:
        with records.write() as now:
            now.ledger.add(note(item="lost"))
            now.outbox.add("lost")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    write(records, "next")
    with records.read() as now:
        assert [entry.note.item for entry in now.ledger.range(0, 9)] == ["kept", "next"]
        assert now.ledger.head().number == 2


def test_an_entry_is_read_from_the_commit_on(records: RecordStore) -> None:
    with records.write() as now:
        now.ledger.add(note())
        assert now.ledger.head() == EMPTY
    with records.read() as now:
        assert now.ledger.head().number == 1


def test_writers_at_once_give_a_chain_without_gap(records: RecordStore) -> None:
    """Every third transaction fails at its end."""

    def work(writer: int) -> None:
        for turn in range(EACH):
            with suppress(ZeroDivisionError), records.write() as now:
                now.ledger.add(note(item=f"{writer}.{turn}"))
                now.outbox.add(f"{writer}.{turn}")
                now.ledger.add(note(LedgerKind.USE, item=f"{writer}.{turn}"))
                assert 1 / (turn % 3 - 2)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))
    expected = {f"{writer}.{turn}" for writer in range(WRITERS) for turn in range(EACH) if turn % 3 != 2}
    with records.read() as now:
        rows, head = now.ledger_audit.rows(None, 999), now.ledger.head()
    assert [row.number for row in rows] == list(range(1, 2 * len(expected) + 1))
    assert {row.columns["item"] for row in rows} == expected
    pairs = [(row.columns["item"], row.columns["kind"]) for row in rows]
    assert pairs == [(item, kind) for item, _ in pairs[::2] for kind in ("look", "use")]
    assert list(check_chain(rows, LEDGER_KEY)) == []
    assert list(check_end(head, rows[-1])) == []


def test_an_owner_sees_their_own_entries_newest_first_page_by_page(records: RecordStore) -> None:
    for number in range(7):
        write(records, str(number), owner=OWNER.id if number % 2 == 0 else OwnerId("other"))
    with records.read() as now:
        first = now.ledger.of_owner([OWNER.id], 3)
        second = now.ledger.of_owner([OWNER.id], 3, first[-1].number)
        both = now.ledger.of_owner([OWNER.id, OwnerId("other")], 9)
        assert [entry.note.item for entry in first] == ["6", "4", "2"]
        assert [entry.note.item for entry in second] == ["0"]
        assert [entry.note.item for entry in both] == ["6", "5", "4", "3", "2", "1", "0"]


def test_a_dossier_shows_its_entries_oldest_first(records: RecordStore) -> None:
    for number in range(4):
        write(records, str(number), dossier=CODE if number != 1 else DossierCode("other"))
    with records.read() as now:
        assert [entry.note.item for entry in now.ledger.of_dossier(CODE)] == ["0", "2", "3"]


def test_moments_of_any_zone_are_kept(records: RecordStore) -> None:
    write(records, "before the epoch", at=NOW - timedelta(days=30_000))
    with records.read() as now:
        (row,) = now.ledger_audit.rows(None, 9)
    assert list(check_chain([row], LEDGER_KEY)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET caller = 'another'",
        "DELETE FROM ledger WHERE number = 2",
        "UPDATE ledger_head SET number = 1",
        "UPDATE ledger_head SET id = 2",
        "DELETE FROM ledger_head",
        "INSERT INTO ledger_head (id, number, digest) VALUES (2, 0, '')",
    ],
)
def test_the_database_itself_refuses_changes(records: RecordStore, statement: str) -> None:
    write(records, "1", "2")
    with pytest.raises(Exception, match="only added to"):
        execute(records, statement)
    with records.read() as now:
        rows, head = now.ledger_audit.rows(None, 9), now.ledger.head()
    assert list(check_chain(rows, LEDGER_KEY)) == []
    assert list(check_end(head, rows[-1])) == []


def test_the_ways_around_a_refusal_are_closed_too(records: RecordStore) -> None:
    write(records, "1", "2")
    copy = "SELECT {0}, at, kind, caller, role, agency, owner, dossier, item, body, previous, digest FROM ledger"
    around = {
        True: ("TRUNCATE ledger", "TRUNCATE ledger_head", "DELETE FROM ledger WHERE false"),
        False: (
            f"INSERT OR REPLACE INTO ledger {copy.format(1)} WHERE number = 2",
            f"INSERT INTO ledger {copy.format(9)} WHERE number = 2",
            "INSERT OR REPLACE INTO ledger_head (id, number, digest) VALUES (1, 0, '')",
            "REPLACE INTO ledger_head (id, number, digest) VALUES (1, 9, '')",
        ),
    }
    for statement in around[_is_postgresql(records)]:
        with pytest.raises(Exception, match="only added to"):
            execute(records, statement)
    with records.read() as now:
        assert [row.number for row in now.ledger_audit.rows(None, 9)] == [1, 2]
        assert now.ledger.head().number == 2


def test_a_ledger_whose_head_was_set_aside_is_not_continued(records: RecordStore) -> None:
    """The head names an earlier entry: the number behind it is taken, and the whole transaction is undone."""
    write(records, "1", "2")
    drop = "DROP TRIGGER ledger_head_goes_on"
    execute(records, drop + (" ON ledger_head" if _is_postgresql(records) else ""))
    execute(records, "UPDATE ledger_head SET number = 1")

    def go_on() -> None:
        with records.write() as now:
            now.outbox.add("with the note")
            now.ledger.add(note())

    with pytest.raises(IntegrityError, match="audit"):
        go_on()
    with records.write() as now:
        assert list(now.outbox.read(9)) == []


def test_without_its_key_nothing_can_be_noted(records: RecordStore) -> None:
    records._ledger_key = None  # type: ignore[attr-defined]  # as `open_records` leaves it when none is given
    with pytest.raises(MissingData, match="HOSO_LEDGER_KEY"):
        write(records, "1")
    with records.read() as now:
        assert now.ledger.head() == EMPTY


def test_a_reader_cannot_note(records: RecordStore) -> None:
    """It would be lost: what is only read is noted in a transaction of its own."""
    with pytest.raises(RuntimeError, match="write"), records.read() as now:
        now.ledger.add(note())


def test_uses_are_held_against_their_entries(records: RecordStore) -> None:
    with records.write() as now:
        now.dossiers.add(dossier())
        for number, name in enumerate(("noted", "secret"), 1):
            paper = component(number, id=ComponentId(name))
            now.components.add(paper)
            now.consents.add(consent(f"consent {name}"))
            now.reuses.add(reuse(paper, consent=f"consent {name}"))
        now.ledger.add(note(LedgerKind.USE, dossier=CODE, item="noted"))
        now.ledger.add(note(LedgerKind.USE, dossier=DossierCode("another"), item="secret"))
        now.ledger.add(note(LedgerKind.LOOK, dossier=CODE, item="secret"))
        now.ledger.add(note(LedgerKind.USE, dossier=CODE, item="invented"))
    with records.read() as now:
        newest = now.ledger_audit.last_use()
        assert list(now.ledger_audit.unwritten(0, newest)) == [(CODE, "secret")]
        assert list(now.ledger_audit.unwritten(newest, newest + 9)) == []
        assert list(now.ledger_audit.unrecorded(0, 9)) == [(2, "another", "secret"), (4, CODE, "invented")]
        assert list(now.ledger_audit.unrecorded(2, 3)) == []


def consent(id: str) -> Consent:
    return Consent(
        id=id,
        owner=OWNER.id,
        given_by=OWNER.id,
        means=Means.SIGNED_IN,
        procedure=None,
        agency=None,
        dossier=None,
        purpose="Đăng ký kết hôn",
        basis="",
        given_at=NOW,
        valid_until=NOW + timedelta(days=30),
    )


def reuse(paper: Component, consent: str) -> ReuseEvent:
    origin = Provenance(DossierCode("earlier"), AGENCY, paper.version.id, paper.version.sha256)
    return ReuseEvent(paper.dossier, paper.id, OWNER.id, origin, "Đăng ký kết hôn", consent, "cb-01", NOW)


def _is_postgresql(records: RecordStore) -> bool:
    return bool(records._engine.dialect.name == "postgresql")  # type: ignore[attr-defined]  # as above
