"""The audit over a real database that was tampered with by raw SQL, its guards dropped."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from api.services import audit as audit_module
from api.services.audit import USES_BEFORE, Audit, Witness, anchor, audit
from models.errors import IntegrityError
from models.ledger import LedgerAnchor, LedgerKind
from models.ports.records import RecordStore
from records.anchors import AnchorFile
from records.ledger_findings import FindingKind
from records.store import open_records
from tests.records.build import CODE, LEDGER_KEY, NOW, ledger_key, note

KINDS = [kind for kind in LedgerKind if kind is not LedgerKind.USE]
"""A use needs its row in `reuses`; it has tests of its own."""

REUSE = (
    "INSERT INTO reuses (number, target, component, source, version, owner, provenance, purpose, consent, actor, at)"
    " VALUES (?, ?, ?, '', '', '', '{}', '', '', '', '2026-03-02 01:30:00.000000')"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A store with its file, and what stands outside."""

    records: RecordStore
    file: Path
    witness: Witness

    def write(self, *kinds: LedgerKind, item: str = "") -> None:
        with self.records.write() as now:
            for kind in kinds:
                now.ledger.add(note(kind, item=item or kind.value))

    def audit(self, key: bytes = LEDGER_KEY) -> Audit:
        witness = Witness(lambda: key, AnchorFile(self.file.parent / "anchors", lambda: key))
        return audit(self.records, witness, NOW)

    def found(self, key: bytes = LEDGER_KEY) -> list[tuple[FindingKind, int]]:
        return [(finding.kind, finding.number) for finding in self.audit(key).findings]

    def put_back(self, content: bytes) -> None:
        """Replace the file as a restore does: while nobody has it open."""
        self.records.close()
        self.file.write_bytes(content)

    def tamper(self, *statements: str, values: Sequence[object] = ()) -> None:
        """Carry out statements as one who owns the database: the guards go first."""
        connection = sqlite3.connect(self.file)
        with connection:
            names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for (name,) in names:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement, values)
        connection.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    records = open_records(f"sqlite:{tmp_path}/records.db", None, ledger_key)
    yield Office(records, tmp_path / "records.db", Witness(ledger_key, AnchorFile(tmp_path / "anchors", ledger_key)))
    records.close()


@pytest.fixture
def filled(office: Office) -> Office:
    """An entry of every kind but `use`, numbered from 1 in the order of `KINDS`."""
    office.write(*KINDS)
    return office


def test_an_empty_ledger_is_intact_and_not_anchored(office: Office) -> None:
    made = office.audit()
    assert (made.intact, made.entries, made.first_at, made.anchors) == (True, 0, None, 0)
    assert office.witness.anchors.last() == (False, None)


def test_an_intact_ledger_is_told_with_its_span_and_anchored(filled: Office) -> None:
    made = filled.audit()
    assert (made.findings, made.more, made.entries, made.anchors) == ((), 0, len(KINDS), 0)
    assert (made.first_at, made.last_at) == (NOW, NOW)
    _, newest = filled.witness.anchors.last()
    assert newest is not None
    assert (newest.head.number, newest.head.digest) == (len(KINDS), made.digest)
    assert filled.audit().anchors == 1, "the same end is anchored once"


@pytest.mark.parametrize("column", ["at", "kind", "caller", "role", "agency", "owner", "dossier", "item"])
def test_a_changed_copy_is_found_in_every_kind_of_entry(filled: Office, column: str) -> None:
    nothing = None if column in {"agency", "owner", "dossier", "item"} else "x"
    for value in ("another", "", nothing, b"\xff\xfe"):
        filled.tamper(f"UPDATE ledger SET {column} = ?", values=(value,))
        assert filled.found() == [(FindingKind.COLUMN, number) for number in range(1, len(KINDS) + 1)], value


@pytest.mark.parametrize("column", ["body", "previous", "digest"])
@pytest.mark.parametrize("change", ["{0} || ' '", "substr({0}, 2)", "''", "upper({0})", "x'ff'"])
def test_a_changed_part_of_the_chain_is_found_in_every_kind_of_entry(filled: Office, column: str, change: str) -> None:
    """All but the first, which shows that the key is the right one."""
    filled.tamper(f"UPDATE ledger SET {column} = {change.format(column)} WHERE number > 1")
    found = [each for each in filled.found() if each[0] is FindingKind.CHANGED]
    assert found == [(FindingKind.CHANGED, number) for number in range(2, len(KINDS) + 1)]


@pytest.mark.parametrize("column", ["body", "previous", "digest"])
def test_the_first_entry_changed_is_found(filled: Office, column: str) -> None:
    filled.tamper(f"UPDATE ledger SET {column} = {column} || ' ' WHERE number = 1")
    assert filled.found() == [(FindingKind.CHANGED, 1)]


def test_a_changed_number_is_found(filled: Office) -> None:
    filled.tamper("UPDATE ledger SET number = 99 WHERE number = 7")
    assert filled.found()[0] == (FindingKind.REMOVED, 7)


@pytest.mark.parametrize("body", ["x'ff'", "''", "'7'", "'[]'", "'{}'", "replace(hex(zeroblob(50000)), '00', '[')"])
@pytest.mark.parametrize("number", [1, len(KINDS)])
def test_no_body_stops_the_audit(filled: Office, body: str, number: int) -> None:
    filled.tamper(f"UPDATE ledger SET body = {body} WHERE number = {number}")
    assert filled.found() == [(FindingKind.CHANGED, number)]


def test_a_first_entry_that_was_changed_excuses_no_use(office: Office) -> None:
    with office.records.write() as now:
        now.ledger.add(note(LedgerKind.OPENED, detail={USES_BEFORE: "0"}))
    office.write(LedgerKind.LOOK)
    for number in ("9", "x"):
        office.tamper(f"UPDATE ledger SET body = json_set(body, '$.detail.{USES_BEFORE}', '{number}') WHERE number = 1")
        assert office.found() == [(FindingKind.CHANGED, 1)]
    office.tamper(REUSE, values=(7, CODE, "secretly"))
    assert office.found() == [(FindingKind.CHANGED, 1), (FindingKind.USE_UNWRITTEN, 0)]


def test_what_is_written_and_anchored_meanwhile_is_no_breach(filled: Office) -> None:
    class Busy(AnchorFile):
        """Another process writes and anchors whenever we read the anchors."""

        def read(self) -> Iterator[tuple[int, LedgerAnchor | None]]:
            filled.write(LedgerKind.LOOK)
            anchor(filled.records, filled.witness, NOW)
            return super().read()

    made = audit(filled.records, Witness(ledger_key, Busy(filled.file.parent / "anchors", ledger_key)), NOW)
    assert made.findings == ()
    assert made.anchors == 1


@pytest.mark.parametrize("name", ["at", "caller_name", "purpose", "basis", "detail", "version"])
def test_every_attribute_in_the_body_is_sealed(filled: Office, name: str) -> None:
    filled.tamper(f"UPDATE ledger SET body = json_set(body, '$.{name}', 'x') WHERE number = 3")
    assert filled.found() == [(FindingKind.CHANGED, 3)]


def test_a_removed_entry_is_found(filled: Office) -> None:
    filled.tamper("DELETE FROM ledger WHERE number BETWEEN 4 AND 6")
    assert filled.found() == [(FindingKind.REMOVED, 4)]


def test_the_first_entry_gone_is_found(filled: Office) -> None:
    filled.tamper("DELETE FROM ledger WHERE number = 1")
    assert filled.found() == [(FindingKind.REMOVED, 1)]


def test_exchanged_entries_are_found(filled: Office) -> None:
    filled.tamper(
        "UPDATE ledger SET number = -1 WHERE number = 5",
        "UPDATE ledger SET number = 5 WHERE number = 9",
        "UPDATE ledger SET number = 9 WHERE number = -1",
    )
    assert filled.found() == [(FindingKind.MOVED, 5), (FindingKind.MOVED, 9)]


def test_an_inserted_entry_is_found(filled: Office) -> None:
    filled.tamper(
        "UPDATE ledger SET number = -number WHERE number >= 5",
        "UPDATE ledger SET number = 1 - number WHERE number < 0",
        "INSERT INTO ledger SELECT 5, at, kind, caller, role, agency, owner, dossier, item, body, previous,"
        " replace(digest, 'a', 'b') FROM ledger WHERE number = 4",
    )
    assert filled.found()[0] == (FindingKind.INSERTED, 5)


def test_an_entry_below_the_first_is_found(filled: Office) -> None:
    filled.tamper(
        "INSERT INTO ledger SELECT 0, at, kind, caller, role, agency, owner, dossier, item, body, previous, digest"
        " FROM ledger WHERE number = 1"
    )
    assert (FindingKind.INSERTED, 0) in filled.found()


def test_a_cut_tail_disagrees_with_the_head(filled: Office) -> None:
    filled.tamper("DELETE FROM ledger WHERE number > 10")
    assert filled.found() == [(FindingKind.CUT, 11)]


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("DELETE FROM ledger_head", FindingKind.HEAD),
        ("UPDATE ledger_head SET digest = replace(digest, 'a', 'b')", FindingKind.HEAD),
        ("UPDATE ledger_head SET digest = x'ff'", FindingKind.HEAD),
        ("UPDATE ledger_head SET number = 'no number'", FindingKind.HEAD),
        ("UPDATE ledger_head SET number = number - 1", FindingKind.APPENDED),
        ("UPDATE ledger_head SET number = number + 1", FindingKind.CUT),
        ("UPDATE ledger_head SET id = 2", FindingKind.HEAD),
    ],
)
def test_a_changed_head_is_found(filled: Office, statement: str, kind: FindingKind) -> None:
    filled.tamper(statement)
    assert [finding for finding, _ in filled.found()] == [kind]


CUT = (
    "DELETE FROM ledger WHERE number > 10",
    "UPDATE ledger_head SET number = 10, digest = (SELECT digest FROM ledger WHERE number = 10)",
)


def test_a_tail_cut_together_with_the_head_is_found_by_the_anchors(filled: Office) -> None:
    filled.audit()
    filled.tamper(*CUT)
    assert filled.found() == [(FindingKind.ROLLED_BACK, 11)]
    (finding,) = filled.audit().findings
    assert "08:30:00 02/03/2026" in finding.vi, "civil time in Viet Nam"


def test_without_an_anchor_such_a_cut_cannot_be_seen(filled: Office) -> None:
    filled.tamper(*CUT)
    assert filled.found() == []


def test_an_old_database_put_back_is_found_by_the_anchors(office: Office) -> None:
    office.write(*KINDS[:3])
    old = office.file.read_bytes()
    office.write(*KINDS[3:6])
    office.audit()
    office.put_back(old)
    assert office.found() == [(FindingKind.ROLLED_BACK, 4)]
    office.write(*KINDS[6:12])
    assert office.found() == [(FindingKind.REWRITTEN, 6)], "another history has grown past the anchor"


def test_a_ledger_made_anew_is_found_by_the_anchors(filled: Office) -> None:
    filled.audit()
    filled.tamper("DELETE FROM ledger", f"UPDATE ledger_head SET number = 0, digest = '{'0' * 64}'")
    assert filled.found() == [(FindingKind.ROLLED_BACK, 1)]


def test_another_key_is_the_only_finding(filled: Office) -> None:
    assert filled.found(b"x" * 32) == [(FindingKind.KEY, 0)]


def test_a_forged_anchor_is_found(filled: Office) -> None:
    filled.audit()
    anchors = filled.file.parent / "anchors"
    anchors.write_text(anchors.read_text().replace('"number": 19', '"number": 18') + "{}\n")
    assert filled.found() == [(FindingKind.ANCHOR, 0)] * 2


def test_findings_are_listed_up_to_a_limit_and_then_counted(filled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_module, "SHOWN", 4)
    filled.tamper("UPDATE ledger SET caller = 'another'")
    made = filled.audit()
    assert (len(made.findings), made.more) == (4, len(KINDS) - 4)


def test_a_long_ledger_is_read_in_batches(filled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_module, "BATCH", 4)
    monkeypatch.setattr(audit_module, "WINDOW", 4)
    assert filled.audit().intact
    filled.tamper("DELETE FROM ledger WHERE number = 8", "UPDATE ledger SET caller = 'another' WHERE number = 13")
    assert filled.found() == [(FindingKind.REMOVED, 8), (FindingKind.COLUMN, 13)]


class TestUses:
    def test_a_use_with_its_row_and_its_entry_is_whole(self, office: Office) -> None:
        office.write(LedgerKind.USE, item="linked")
        office.tamper(REUSE, values=(1, CODE, "linked"))
        assert office.found() == []

    def test_a_row_without_entry_is_found(self, office: Office) -> None:
        office.write(LedgerKind.LOOK)
        office.tamper(REUSE, values=(1, CODE, "secretly"))
        assert office.found() == [(FindingKind.USE_UNWRITTEN, 0)]
        assert "secretly" in office.audit().findings[0].vi

    @pytest.mark.parametrize(("target", "component"), [(CODE, "another"), ("another", "linked")])
    def test_an_entry_that_tells_of_another_use_is_none(self, office: Office, target: str, component: str) -> None:
        office.write(LedgerKind.USE, item="linked")
        office.tamper(REUSE, values=(1, target, component))
        assert {kind for kind, _ in office.found()} == {FindingKind.USE_UNWRITTEN, FindingKind.USE_UNRECORDED}

    def test_an_entry_without_row_is_found(self, office: Office) -> None:
        office.write(LedgerKind.LOOK, LedgerKind.USE)
        assert office.found() == [(FindingKind.USE_UNRECORDED, 2)]

    def test_a_look_is_no_use(self, office: Office) -> None:
        office.write(LedgerKind.LOOK, item="linked")
        office.tamper(REUSE, values=(1, CODE, "linked"))
        assert office.found() == [(FindingKind.USE_UNWRITTEN, 0)]

    def test_uses_from_before_the_ledger_need_no_entry(self, office: Office) -> None:
        with office.records.write() as now:
            now.ledger.add(note(LedgerKind.OPENED, detail={USES_BEFORE: "7"}))
        office.tamper(REUSE, values=(7, CODE, "before"))
        assert office.found() == []
        office.tamper(REUSE, values=(8, CODE, "after"))
        assert office.found() == [(FindingKind.USE_UNWRITTEN, 0)]


class TestAnchor:
    def test_the_end_is_anchored_when_it_has_moved(self, office: Office) -> None:
        assert not anchor(office.records, office.witness, NOW)
        office.write(LedgerKind.LOOK)
        assert anchor(office.records, office.witness, NOW)
        assert not anchor(office.records, office.witness, NOW + timedelta(hours=1))
        office.write(LedgerKind.LOOK)
        assert anchor(office.records, office.witness, NOW + timedelta(hours=2))
        assert [kept.head.number for _, kept in office.witness.anchors.read() if kept] == [1, 2]

    @pytest.mark.parametrize(
        "statement",
        [
            *CUT[1:],
            "UPDATE ledger SET body = body || ' ' WHERE number = 19",
            "DELETE FROM ledger WHERE number = 19",
            "UPDATE ledger SET digest = replace(digest, 'a', 'b') WHERE number = 19",
        ],
    )
    def test_a_broken_end_is_said_and_gets_no_anchor(self, filled: Office, statement: str) -> None:
        filled.tamper(statement)
        with pytest.raises(IntegrityError, match="audit"):
            anchor(filled.records, filled.witness, NOW)
        assert filled.witness.anchors.last() == (False, None)

    def test_a_ledger_behind_its_newest_anchor_gets_no_other(self, filled: Office) -> None:
        anchor(filled.records, filled.witness, NOW)
        filled.tamper(*CUT)
        with pytest.raises(IntegrityError, match="older database"):
            anchor(filled.records, filled.witness, NOW)

    def test_after_a_forged_anchor_none_is_written(self, filled: Office) -> None:
        (filled.file.parent / "anchors").write_text("{}\n")
        with pytest.raises(IntegrityError, match="last line"):
            anchor(filled.records, filled.witness, NOW)
