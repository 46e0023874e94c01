"""The comparison with peers: its tables, its readers' turns, and what it says when something is not at hand."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from bench import ocr, ocrmypdf
from bench.__main__ import benches
from bench.ocr_report import summary, table
from bench.pages import Page
from bench.readers import Answer
from bench.runs import Run, Scored
from bench.steady import Digital, digital_speed, write_digital
from bench.turns import take_turns

PAGES = [Page(Path(f"{number}.jpg"), kind, "một hai") for number, kind in enumerate(("clean", "phone", "clean"))]


class Told:
    """A reader that gives the same answer for every page and notes when it is asked."""

    def __init__(self, name: str, text: str, log: list[tuple[str, int]]) -> None:
        self.name, self.text, self.log, self.closed = name, text, log, False

    def read(self, paths: Sequence[Path]) -> list[Answer]:
        self.log.append((self.name, len(paths)))
        return [Answer(self.text, 0.5) for _ in paths]

    def close(self) -> None:
        self.closed = True


def test_readers_take_turns_after_a_first_page_each_and_are_closed() -> None:
    log: list[tuple[str, int]] = []
    readers = {"a": Told("a", "một hai", log), "b": Told("b", "một", log)}
    runs = take_turns(readers, PAGES * 4, 1)
    assert log == [("a", 1), ("b", 1), ("a", 8), ("b", 8), ("b", 4), ("a", 4)]
    assert all(reader.closed for reader in readers.values())
    assert [scored.f1 for scored in runs["a"].pages] == [1.0] * 12
    assert runs["b"].pages[0].f1 == pytest.approx(2 / 3)


def run_of(text: str, seconds: float, error: str = "") -> Run:
    scored = tuple(Scored(page, Answer(text, seconds, error=error), 0.5, 0.25) for page in PAGES)
    return Run(scored, seconds, 2 * seconds, 100.0)


def test_table_states_speed_against_peers_kinds_extremes_memory_and_what_is_missing() -> None:
    runs = {"hoso": run_of("một", 1.5), "OCRmyPDF": run_of("", 15.0, error="exit status 2")}
    text = table(
        summary(
            {"rendered": runs}, "2 cores", 2, Digital(82, 1, 2.0, 4.1), [200.0, 210.4], ["real scans: not measured"]
        )
    )
    assert "| hoso | 3 | 0 | 2.00 | 1.00 | 1.00 | 0.500 | 0.250 |" in text
    assert "| OCRmyPDF | 3 | 3 | 0.20 | 10.00 | 10.00 | 0.500 | 0.250 |" in text
    assert "| clean | 2 | 0.500 / 0.250 | 0.500 / 0.250 |" in text
    assert "Worst: `0.jpg` F1 0.500" in text
    assert "41.0 pages/s, 50 ms of processor time a page, over 82 pages, 1 of which" in text
    assert "first 200 MB, last 210 MB, highest 210 MB, over 2 blocks" in text
    assert "real scans: not measured" in text


def test_it_is_listed_and_says_which_sets_and_peers_are_absent() -> None:
    assert "ocr" in benches()
    assert len(ocr.missing({"rendered": PAGES}, peer=False)) == 2
    assert ocr.missing({"rendered": PAGES, "real": PAGES}, peer=True) == []


def test_a_peer_that_is_not_there_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert not ocrmypdf.at_hand()


def test_born_digital_papers_are_written_a_file_each_and_read_by_their_own_text(tmp_path: Path) -> None:
    paths = write_digital(tmp_path, 4)
    counted = 0
    for path in paths:
        with pikepdf.open(path) as pdf:
            counted += len(pdf.pages)
    assert counted >= 4
    read = digital_speed(tmp_path, 4, 1)
    assert (read.pages, read.by_engine) == (counted, 0)
    assert read.cpu > 0
