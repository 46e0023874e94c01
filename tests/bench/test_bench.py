"""The measurements: listing, pages, clocks, fields, the document."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.__main__ import benches, main
from bench.document import replace_section
from bench.fields import total, verdicts
from bench.pages import Page, rendered_pages
from bench.processes import PeakMemory, cpu_seconds, watching
from bench.read_report import summary, table
from bench.readers import Answer, read_plain
from bench.runs import Run, Scored
from bench.score import word_f1


def test_measurements_are_found_by_file_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert "read" in benches()
    assert "score" not in benches()
    assert main([]) == 0
    assert "read" in capsys.readouterr().out


def test_an_unknown_measurement_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["colour"]) == 2
    assert "read" in capsys.readouterr().err


def test_pages_are_the_same_again_with_types_and_profiles_going_round(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first, second = (list(rendered_pages(tmp_path / name, 3)) for name in ("a", "b"))
    assert [page.path.read_bytes() for page in first] == [page.path.read_bytes() for page in second]
    assert [(page.type, page.kind) for page in first] == [
        ("application", "clean"), ("appointment-slip", "flatbed"), ("birth-certificate", "copier"),
    ]  # fmt: skip
    assert all(page.fields and page.text for page in first)


def test_plain_pytesseract_reads_a_clean_page(tmp_path: Path) -> None:
    page = next(rendered_pages(tmp_path, 1))
    answer = read_plain(page.path)
    assert word_f1(page.text, answer.text, page.optional) > 0.8
    assert answer.seconds > 0


def test_cpu_of_ended_children_counts() -> None:
    before = cpu_seconds()
    subprocess.run([sys.executable, "-c", "sum(i * i for i in range(3_000_000))"], check=True)
    assert cpu_seconds() - before > 0.05


def test_peak_is_that_of_a_child_with_its_memory() -> None:
    peak = PeakMemory()
    with watching(peak, every=0.01):
        subprocess.run([sys.executable, "-c", "import time; x = bytearray(80_000_000); time.sleep(0.5)"], check=True)
    assert 80 < peak.megabytes < 400


def scored(fields: dict[str, str], found: dict[str, str], kind: str = "clean", text: str = "một hai") -> Scored:
    page = Page(Path("a.jpg"), kind, "một hai", "decision", tuple(fields.items()), 0)
    answer = Answer(text, 0.5, 0, "decision", found)
    return Scored(page, answer, word_f1(page.text, text), 0.0)


def test_fields_are_exact_wrong_missing_or_beyond() -> None:
    counts = verdicts([scored({"a": "LÒ THỊ MẨY", "b": "x", "c": "1"}, {"a": "Lò  Thị Mẩy", "b": "y", "d": "2"})])
    assert {name: dict(count) for name, count in counts.items()} == {
        "a": {"exact": 1}, "b": {"wrong": 1}, "c": {"missing": 1}, "d": {"beyond": 1},
    }  # fmt: skip
    assert total(counts) == Counter(exact=1, wrong=1, missing=1, beyond=1)


def test_table_states_speed_accuracy_and_what_is_missing() -> None:
    ours = Run((scored({"a": "x"}, {"a": "x"}), scored({"a": "x"}, {}, "phone", "một")), 4.0, 2.0, 210.4)
    plain = Run((scored({}, {}, text=""), scored({}, {}, "phone", "")), 8.0, 6.0, 99.0)
    text = table(
        summary({"rendered": {"hoso": ours, "plain": plain}}, "2 cores", 2, ["real scans: not measured: folder absent"])
    )
    assert "| hoso | 2 | 0.50 | 1.00 | 210 | 0.833 | 0.000 |" in text
    assert "| plain | 2 | 0.25 | 3.00 | 99 | 0.000 | 0.000 |" in text
    assert "| phone | 1 | 0.667 | 0.000 |" in text
    assert "Fields exact: 1 of 2 (50.0%)" in text
    assert "not measured: folder absent" in text


def test_a_section_is_replaced_and_its_neighbours_stay(tmp_path: Path) -> None:
    path = tmp_path / "measurements.md"
    replace_section(path, "read", "first figures")
    replace_section(path, "load", "other figures")
    replace_section(path, "read", "two")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Measurements")
    assert "first figures" not in text
    assert text.index("two") < text.index("other figures")


def test_a_section_left_open_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "measurements.md"
    path.write_text("<!-- bench:read -->\nold", encoding="utf-8")
    with pytest.raises(ValueError, match="read"):
        replace_section(path, "read", "new")
