"""The chain itself: how a note is written out and sealed, and what an examination finds."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caller import Caller, Role
from models.errors import IntegrityError
from models.ledger import LedgerAnchor, LedgerHead, LedgerKind, LedgerNote, LedgerRow, note_of
from records.ledger import COLUMNS, EMPTY, GENESIS, anchor_seal, columns_of, decode, digest, encode, seal
from records.ledger_check import SEARCHES, check_chain, check_end, fits
from records.ledger_findings import FindingKind
from tests.records.build import AGENCY, LEDGER_KEY, NOW, OWNER, note

OTHER_KEY = b"x" * 32


def chain(*kinds: LedgerKind, key: bytes = LEDGER_KEY) -> list[LedgerRow]:
    notes = [note(kind, at=NOW + timedelta(minutes=n), item=f"paper {n}") for n, kind in enumerate(kinds)]
    return list(seal(key, EMPTY, [encode(each) for each in notes]))


FIVE = chain(*list(LedgerKind)[:5])


def found(rows: Sequence[LedgerRow], key: bytes = LEDGER_KEY) -> list[tuple[FindingKind, int]]:
    return [(finding.kind, finding.number) for finding in check_chain(rows, key)]


def renumbered(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    return [replace(row, number=number) for number, row in enumerate(rows, 1)]


class TestBody:
    @pytest.mark.parametrize("kind", LedgerKind)
    def test_a_note_comes_back_as_it_was(self, kind: LedgerKind) -> None:
        assert decode(encode(note(kind))) == note(kind)

    def test_it_is_json_with_sorted_keys_and_every_attribute(self) -> None:
        values = json.loads(encode(note()))
        assert list(values) == sorted(f.name for f in fields(LedgerNote))
        assert values["at"] == "2026-03-02T01:30:00.123456+00:00"

    def test_one_moment_is_written_one_way(self) -> None:
        hanoi = NOW.astimezone(timezone(timedelta(hours=7)))
        assert encode(note(at=hanoi)) == encode(note(at=NOW))

    def test_text_is_composed(self) -> None:
        apart = note(purpose=normalize("NFD", "Hồ sơ"), detail={normalize("NFD", "lý do"): "tạm"})
        assert encode(apart) == encode(note(purpose="Hồ sơ", detail={"lý do": "tạm"}))

    def test_what_no_database_keeps_does_not_stop_a_note(self) -> None:
        body = encode(note(dossier="a\0b\ud800", detail={"typed": "\udfff"}))
        body.encode()
        assert decode(body).dossier == "a\ufffdb\ufffd"

    def test_a_moment_without_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            encode(note(at=datetime(2026, 3, 2)))

    @pytest.mark.parametrize("body", ["", "[]", "{}", '{"at": 1}', encode(note()).replace("look", "gaze")])
    def test_another_text_is_no_note(self, body: str) -> None:
        with pytest.raises(IntegrityError):
            decode(body)

    def test_a_citizens_name_is_not_written(self) -> None:
        citizen = Caller("token-7", Role.CITIZEN, "Nguyễn Thị Hoà", owner=OWNER.id)
        officer = Caller("token-8", Role.OFFICER, "Trần Văn Cảnh", agency=AGENCY)
        assert "Nguyễn" not in encode(note_of(citizen, LedgerKind.LOOK, NOW, owner=OWNER.id))
        assert note_of(officer, LedgerKind.USE, NOW, item="paper") == LedgerNote(
            NOW, LedgerKind.USE, "token-8", "Trần Văn Cảnh", "officer", agency=AGENCY, item="paper"
        )

    def test_columns_are_copies_of_the_body(self) -> None:
        assert tuple(columns_of(encode(note()))) == COLUMNS
        assert columns_of(encode(note()))["at"] == "2026-03-02 01:30:00.123456"


class TestSeal:
    def test_entries_are_numbered_and_name_the_digest_before_them(self) -> None:
        assert [row.number for row in FIVE] == [1, 2, 3, 4, 5]
        assert [row.previous for row in FIVE] == [GENESIS, *(row.digest for row in FIVE[:-1])]

    def test_a_chain_sealed_in_two_parts_is_the_same(self) -> None:
        bodies = [encode(note(item=str(n))) for n in range(4)]
        first = seal(LEDGER_KEY, EMPTY, bodies[:2])
        second = seal(LEDGER_KEY, LedgerHead(2, first[-1].digest), bodies[2:])
        assert [*first, *second] == seal(LEDGER_KEY, EMPTY, bodies)

    def test_the_digest_is_what_the_standard_says(self) -> None:
        """HMAC of RFC 4231's key of case 1 over our message, computed by `openssl dgst -sha256 -mac HMAC`."""
        key = bytes([0x0B]) * 20
        assert digest(key, 7, "ab", '{"ê":1}') == RECKONED_ELSEWHERE

    def test_seals_of_anchors_and_entries_are_apart(self) -> None:
        anchor = LedgerAnchor(LedgerHead(1, "d"), NOW)
        assert anchor_seal(LEDGER_KEY, anchor) != anchor_seal(OTHER_KEY, anchor)
        later = replace(anchor, at=NOW + timedelta(microseconds=1))
        assert anchor_seal(LEDGER_KEY, anchor) != anchor_seal(LEDGER_KEY, later)


RECKONED_ELSEWHERE = "10ab184e6bde65de27c81848e2f8ad3d2f332c6dfe31b35a797cfc1ce008833b"


class TestExamination:
    def test_a_whole_chain_has_no_findings(self) -> None:
        assert found(FIVE) == []
        assert found([]) == []

    @pytest.mark.parametrize("number", [1, 3, 5])
    def test_an_entry_taken_out_is_named(self, number: int) -> None:
        left = [row for row in FIVE if row.number != number]
        assert found(left) == ([] if number == 5 else [(FindingKind.REMOVED, number)])
        if number == 5:
            assert [f.kind for f in check_end(LedgerHead(5, FIVE[4].digest), left[-1])] == [FindingKind.CUT]

    def test_an_entry_taken_out_and_the_rest_numbered_anew_is_named_first(self) -> None:
        assert found(renumbered(FIVE[:1] + FIVE[2:]))[0] == (FindingKind.REMOVED, 2)

    def test_an_entry_put_in_with_the_rest_numbered_anew_is_named_first(self) -> None:
        (forged,) = chain(LedgerKind.GRANT, key=OTHER_KEY)
        assert found(renumbered([*FIVE[:2], forged, *FIVE[2:]]))[0] == (FindingKind.INSERTED, 3)

    def test_an_entry_put_in_below_the_first_is_named(self) -> None:
        assert found([replace(FIVE[0], number=0), *FIVE])[0] == (FindingKind.INSERTED, 0)

    @pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (0, 4), (3, 4)])
    def test_entries_that_changed_places_are_told_from_changed_ones(self, one: int, other: int) -> None:
        rows = list(FIVE)
        rows[one], rows[other] = rows[other], rows[one]
        assert found(renumbered(rows)) == [(FindingKind.MOVED, one + 1), (FindingKind.MOVED, other + 1)]

    def test_entries_whose_contents_changed_places_are_found(self) -> None:
        rows = list(FIVE)
        rows[1], rows[2] = (
            replace(rows[1], body=rows[2].body, columns=rows[2].columns),
            replace(rows[2], body=rows[1].body, columns=rows[1].columns),
        )
        assert found(rows) == [(FindingKind.CHANGED, 2), (FindingKind.CHANGED, 3)]

    def test_two_histories_joined_are_found_though_each_part_is_whole(self) -> None:
        other = chain(LedgerKind.LOOK, *list(LedgerKind)[1:5])
        assert found([*FIVE[:2], *other[2:]]) == [(FindingKind.SPLICED, 3)]

    def test_a_chain_under_another_key_is_broken_all_over_and_soon_told(self) -> None:
        rows = chain(*[LedgerKind.LOOK] * (SEARCHES + 5))
        assert found(rows, OTHER_KEY) == [(FindingKind.CHANGED, row.number) for row in rows]

    def test_a_key_fits_when_it_sealed_either_end(self) -> None:
        broken = replace(FIVE[0], body="{}")
        assert fits(LEDGER_KEY, FIVE[0], FIVE[4])
        assert fits(LEDGER_KEY, broken, FIVE[4])
        assert fits(LEDGER_KEY, None, None)
        assert not fits(OTHER_KEY, FIVE[0], FIVE[4])
        assert not fits(LEDGER_KEY, broken, broken)

    @pytest.mark.parametrize(
        ("head", "last", "kind"),
        [
            (None, FIVE[4], FindingKind.HEAD),
            (LedgerHead(5, "0" * 64), FIVE[4], FindingKind.HEAD),
            (LedgerHead(4, FIVE[3].digest), FIVE[4], FindingKind.APPENDED),
            (LedgerHead(5, FIVE[4].digest), FIVE[3], FindingKind.CUT),
            (LedgerHead(5, FIVE[4].digest), None, FindingKind.CUT),
            (LedgerHead(0, "f" * 64), None, FindingKind.HEAD),
        ],
    )
    def test_the_head_is_held_against_the_last_entry(
        self, head: LedgerHead | None, last: LedgerRow | None, kind: FindingKind
    ) -> None:
        assert [finding.kind for finding in check_end(head, last)] == [kind]

    def test_the_head_of_a_whole_chain_fits(self) -> None:
        assert list(check_end(LedgerHead(5, FIVE[4].digest), FIVE[4])) == []
        assert list(check_end(EMPTY, None)) == []

    def test_every_finding_is_said_in_two_languages(self) -> None:
        for finding in check_chain(renumbered(FIVE[1:]), LEDGER_KEY):
            assert finding.vi
            assert finding.en
            assert finding.vi != finding.en


@st.composite
def one_change(draw: st.DrawFn) -> list[LedgerRow]:
    """The chain of five with one stored value altered: one octet of a text, a value made nothing, or a number."""
    place = draw(st.integers(0, 4))
    row = FIVE[place]
    name = draw(st.sampled_from(["number", "body", "previous", "digest", *COLUMNS]))
    if name == "number":
        changed = replace(row, number=draw(st.integers(-3, 12).filter(lambda n: n != row.number)))
    elif name in COLUMNS:
        changed = replace(row, columns={**row.columns, name: draw(_altered(row.columns[name]))})
    else:
        text: dict[str, Any] = {name: draw(_altered(getattr(row, name))) or ""}
        changed = replace(row, **text)
    return sorted([*FIVE[:place], changed, *FIVE[place + 1 :]], key=lambda each: each.number)


def _altered(text: str | None) -> st.SearchStrategy[str | None]:
    if text is None:
        return st.text(max_size=3)
    octets = text.encode("utf-8", "surrogateescape")
    one = st.tuples(st.integers(0, len(octets) - 1), st.integers(1, 255)).map(
        lambda pick: octets[: pick[0]] + bytes([octets[pick[0]] ^ pick[1]]) + octets[pick[0] + 1 :]
    )
    shorter = st.integers(0, len(octets) - 1).map(lambda cut: octets[:cut])
    longer = st.binary(min_size=1, max_size=3).map(lambda more: octets + more)
    changed = st.one_of(one, shorter, longer).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
    return st.one_of(changed, st.none())


@given(one_change())
def test_any_single_change_of_what_is_stored_is_found(rows: list[LedgerRow]) -> None:
    assert found(rows)
