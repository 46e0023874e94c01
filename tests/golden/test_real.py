"""Real scans, where their folder is at hand: it is not part of the repository, and its absence is said aloud."""

from pathlib import Path
from statistics import fmean

import pytest

from api.page_pool import ProcessPagePool
from api.settings import Settings
from bench.pages import Page, real_folder, real_pages
from bench.score import line_cer, word_f1
from tests.golden.reading import Outcome, read

F1, CER = 0.92, 0.035
"""Means over the pages; plain pytesseract has 0.916 and 0.032 on the twelve pages these floors were set with."""

WORST_F1 = 0.7
"""No page may fall below: a page read upside down has 0.05."""


@pytest.fixture(scope="module")
def outcomes(settings: Settings, pool: ProcessPagePool) -> list[tuple[Page, Outcome]]:
    pages = real_pages()
    if not pages:
        pytest.skip(f"real scans absent: no scan with its .printed.txt in {real_folder()}; set HOSO_REAL_SCANS")
    return [(page, read(page.path, settings, pool)) for page in pages]


def test_words_and_characters_of_real_scans(outcomes: list[tuple[Page, Outcome]]) -> None:
    f1 = {page.path.name: word_f1(page.text, found.text) for page, found in outcomes}
    cer = {page.path.name: line_cer(page.text, found.text) for page, found in outcomes}
    assert fmean(f1.values()) >= F1, f1
    assert fmean(cer.values()) <= CER, cer
    assert min(f1.values()) >= WORST_F1, f1


def test_real_decisions_are_decisions_and_their_other_pages_are_not(outcomes: list[tuple[Page, Outcome]]) -> None:
    for page, found in outcomes:
        opens = "QUYẾT ĐỊNH\n" in page.text and page.text.startswith("ỦY BAN")
        if opens:
            assert found.type == "decision", page.path.name
        else:
            assert found.type in {"decision", "unknown"}, page.path.name


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOSO_REAL_SCANS", str(tmp_path))
    assert real_pages() == []
    (tmp_path / "a.jpg").write_bytes(b"")
    (tmp_path / "b.png").write_bytes(b"")
    (tmp_path / "b.printed.txt").write_text("Số: 1", encoding="utf-8")
    assert [(page.path.name, page.text) for page in real_pages()] == [("b.png", "Số: 1")]
