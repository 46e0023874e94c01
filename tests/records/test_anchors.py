"""The file of anchors: added to by several at once, torn lines, forged lines."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from models.errors import StorageFailed
from models.ledger import LedgerAnchor, LedgerHead
from records.anchors import LONGEST_LINE, AnchorFile
from tests.records.build import NOW, ledger_key


def anchor(number: int) -> LedgerAnchor:
    return LedgerAnchor(LedgerHead(number, f"{number:064x}"), NOW + timedelta(hours=number))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "other disk" / "anchors.jsonl"


@pytest.fixture
def anchors(file: Path) -> AnchorFile:
    return AnchorFile(file, ledger_key)


def test_without_a_file_there_are_none(anchors: AnchorFile) -> None:
    assert list(anchors.read()) == []
    assert anchors.last() == (False, None)


def test_anchors_come_back_in_order_with_their_lines(anchors: AnchorFile) -> None:
    for number in (1, 2, 3):
        anchors.add(anchor(number))
    assert list(anchors.read()) == [(number, anchor(number)) for number in (1, 2, 3)]
    assert anchors.last() == (True, anchor(3))


def test_many_writers_lose_nothing(anchors: AnchorFile) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: anchors.add(anchor(number)), range(1, 81)))
    kept = [each for _, each in anchors.read()]
    assert sorted(each.head.number for each in kept if each) == list(range(1, 81))


@pytest.mark.parametrize("name", ["number", "digest", "at", "mac"])
def test_a_line_with_one_value_changed_is_none_of_ours(anchors: AnchorFile, file: Path, name: str) -> None:
    anchors.add(anchor(1))
    values = json.loads(file.read_text())
    values[name] = {"number": 2, "digest": "0" * 64, "at": NOW.isoformat(), "mac": "0" * 64}[name]
    file.write_text(json.dumps(values) + "\n")
    assert list(anchors.read()) == [(1, None)]
    assert anchors.last() == (True, None)


def test_another_key_seals_otherwise(anchors: AnchorFile, file: Path) -> None:
    anchors.add(anchor(1))
    assert AnchorFile(file, lambda: b"x" * 32).last() == (True, None)


@pytest.mark.parametrize("line", [b"\xff\xfe\n", b"[]\n", b"{}\n", b"null\n", b'{"number": true}\n', b"\n"])
def test_any_other_line_is_none_of_ours(anchors: AnchorFile, file: Path, line: bytes) -> None:
    anchors.add(anchor(1))
    with file.open("ab") as stream:
        stream.write(line)
    anchors.add(anchor(2))
    assert [kept for _, kept in anchors.read()] == [anchor(1), None, anchor(2)]


def test_after_a_torn_line_the_next_begins_anew(anchors: AnchorFile, file: Path) -> None:
    anchors.add(anchor(1))
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:50])
    assert anchors.last() == (True, None)
    anchors.add(anchor(2))
    assert [kept for _, kept in anchors.read()] == [anchor(1), None, anchor(2)]


def test_an_endless_line_is_read_in_pieces(anchors: AnchorFile, file: Path) -> None:
    anchors.add(anchor(1))
    with file.open("ab") as stream:
        stream.write(b"x" * (5 * LONGEST_LINE) + b"\n")
    first, *pieces = (kept for _, kept in anchors.read())
    assert first == anchor(1)
    assert pieces
    assert not any(pieces)


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    anchors = AnchorFile(tmp_path / "file" / "anchors.jsonl", ledger_key)
    with pytest.raises(StorageFailed, match="HOSO_LEDGER_ANCHORS"):
        anchors.add(anchor(1))
    folder = AnchorFile(tmp_path, ledger_key)
    with pytest.raises(StorageFailed, match="HOSO_LEDGER_ANCHORS"):
        list(folder.read())
