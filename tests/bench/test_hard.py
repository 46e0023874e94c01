from pathlib import Path

from bench.hard import hard_pages, table
from bench.readers import Answer
from bench.runs import Scored
from tests.samples.degrade.hard import HARD


def test_every_condition_has_pages_with_their_truth(tmp_path: Path) -> None:
    pages = list(hard_pages(tmp_path, 2, 5))
    assert [page.kind for page in pages] == list(HARD)[:2]
    assert all(page.path.stat().st_size > 10_000 and page.text and page.type for page in pages)


def test_the_table_gives_each_condition_and_all(tmp_path: Path) -> None:
    first, second = hard_pages(tmp_path, 2, 5)
    ours = [Scored(page, Answer(page.text, 0.1), 1.0, 0.0) for page in (first, second)]
    plain = [Scored(page, Answer("", 0.1), 0.5, 1.0) for page in (first, second)]
    rows = table(ours, plain).splitlines()
    assert len(rows) == 2 + 2 + 1
    assert rows[2] == f"| {first.kind} | 1 | 1.000 | 0.500 | 0.000 | 1.000 | 1 |"
    assert rows[-1].startswith("| all | 2 | 1.000 | 0.500 |")
