"""The measurement of engines: its papers, its list of searches, its tables and its picture; and a small run of all."""

import json
import multiprocessing
import os
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import engines
from bench.engines import clients, corpus, cpu, load, raw, report, side
from bench.engines.corpus import entries, have_piece, make_piece, piece_of
from bench.engines.plot import Panel, draw
from bench.engines.queries import queries
from models.errors import ServiceError
from records.index.query import parse
from records.index.words import forms


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small piece of papers."""
    kept = tmp_path_factory.mktemp("papers")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(corpus, "PIECE", 120)
        have_piece(0, kept)
    return kept


class TestCorpus:
    def test_papers_are_the_same_each_time_and_from_disk(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(corpus, "PIECE", 120)
        made = make_piece(0)
        assert made == make_piece(0) == piece_of(0, folder) == list(entries(120, folder))
        assert [entry.id for entry in entries(7, folder)] == [entry.id for entry in made[:7]]
        assert make_piece(1)[0].id not in {entry.id for entry in made}

    def test_papers_have_the_length_and_words_of_papers(self, folder: Path) -> None:
        papers = list(entries(120, folder))
        lengths = [len(forms(paper.text)[0].split()) for paper in papers]
        assert 0.85 < sum(lengths) / len(papers) / corpus.WORDS < 1.15
        assert max(lengths) > 1.5 * corpus.WORDS > 3 * min(lengths)
        words = {word for paper in papers for word in forms(paper.text)[1].split()}
        assert {"quyet", "dinh", "nguoi"} <= words

    def test_six_papers_make_a_dossier_of_one_owner(self, folder: Path) -> None:
        papers = list(entries(12, folder))
        for six in (papers[:6], papers[6:]):
            assert len({(paper.dossier, paper.owner, paper.agencies, paper.procedure) for paper in six}) == 1
        assert papers[0].dossier != papers[6].dossier


def test_the_published_searches_are_of_many_kinds_and_can_be_asked() -> None:
    asked = queries()
    assert len(asked) >= 40
    assert len(set(asked.values())) == len(asked)
    assert all(parse(query).terms for query in asked.values())
    assert sum(query.scope is not None for query in asked.values()) >= 3


def test_a_server_that_is_not_here_has_used_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpu, "SERVERS", {"some": cpu.Kind("no-such-process", "", parts=False)})
    assert cpu.used("some") == cpu.used(None) == {}
    assert cpu.spent("some", {1: 5.0}) == cpu.spent(None, {}) == 0


@pytest.mark.parametrize("parts", [False, True])
def test_the_time_of_a_process_that_works_is_seen(parts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Path("/proc/self")
    name, word = (own / "comm").read_text().strip(), (own / "cmdline").read_bytes().decode("utf-8", "replace")
    monkeypatch.setattr(cpu, "SERVERS", {"ours": cpu.Kind(name, word, parts=parts)})
    before = cpu.used("ours")
    assert os.getpid() in before
    sum(number * number for number in range(2_000_000))
    assert cpu.spent("ours", before if parts else {os.getpid(): before[os.getpid()]}) > 0


class TestASmallRun:
    """Everything but the servers, with few papers and for a moment: real files, real processes."""

    def test_an_index_is_filled_searched_weighed_and_compared(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        papers = list(entries(120, folder))
        monkeypatch.setattr(raw, "ROUNDS", 1)
        with side.embedded() as files:
            filled = load.load(files, 120, folder)
            assert (filled.components, filled.server_ms) == (120, 0)
            assert filled.rate > 0 < filled.writer_ms
            with closing(files.open_index()) as index:
                assert index.count() == 120
            assert side.index_bytes(files) > 120 * 1_000
            timing = clients.search(files, 2, 0.2)
            assert (timing.clients, timing.answers > 0, timing.failed, timing.server_ms) == (2, True, 0, 0)
            assert 0 < timing.p50 <= timing.p95
            assert set(raw.kinds(files)) == set(queries())
            for costs in (raw.searches(files, papers), raw.loads(files, papers)):
                for cost in (costs.ours, costs.prepared, costs.plain):
                    assert cost.seconds > 0
                    assert cost.cpu == cost.client > 0 == cost.server
        assert not Path(files.index.partition(":")[2]).exists()


def test_errors_of_the_service_are_counted_and_do_not_end_a_client() -> None:
    def ask(at: int) -> object:
        if at % 2:
            raise ServiceError("bận", "busy")
        return at

    plan = clients.Plan(side.Side("embedded", "", "", None, None, None, 1), (), 2, 0.05)
    told = clients._asked(plan, 0, multiprocessing.get_context("spawn").Barrier(1), ask)
    assert 0 < told.failed < len(told.times)


def _cost(cpu: float) -> dict[str, float]:
    """Return the cost of a thing that takes so many ms of CPU time, a third of it the client's, and twice the time."""
    return {"seconds": cpu / 500, "client": cpu / 3000, "server": cpu / 1500}


def row(side_name: str, size: int, **changes: object) -> report.Row:
    asked = [
        {
            "clients": n,
            "answers": 100,
            "p50": 5.0 * n,
            "p95": 9.0 * n,
            "client_ms": 3.0,
            "server_ms": 1.0,
            "rate": 20.0,
            "failed": 0,
        }
        for n in (1, 8)
    ]
    made: report.Row = {
        "size": size, "side": side_name, "writers": 2, "filled_s": 1, "store_bytes": 900, "index_bytes": 5000,
        "indicator": {"p50": 1.5, "p95": 2.0}, "lookup": asked, "search": asked, "kinds": {"a name": 12.5, "a date": 3},
        "load": {"rate": 2600, "writer_ms": 0.3, "server_ms": 0.4}, "where": "2 cores",
        "beside": {"load": {"ours": _cost(3), "prepared": _cost(2.5), "plain": _cost(4)},
                   "search": {"ours": _cost(12), "prepared": _cost(10), "plain": _cost(6)}},
    }  # fmt: skip
    return made | changes


class TestReport:
    def test_tables_show_every_row_and_the_overhead(self) -> None:
        text = report.tables([row("servers", 10_000), row("embedded", 10_000)], "2 cores")
        assert "| servers | 10,000 | 2 | 2600 | 0.30 | 0.40 | 5000 | 900 |" in text
        assert "| embedded | 10,000 | 1.5 |" in text
        assert "| load | 6.00 | 3.00 | 5.00 | 2.50 | 8.00 | 4.00 | +20 % | -25 % |" in text
        assert "| search | 24.00 | 12.00 | 20.00 | 10.00 | 12.00 | 6.00 | +20 % | +100 % |" in text
        assert text.count("| servers | 10,000 | 8 | 100 | 0 | 40.0 | 72.0 |") == 2
        assert "a name 12.5 ms, a date 3 ms" in text

    def test_what_missed_its_target_is_named(self) -> None:
        assert report.missed([row("servers", 10_000, lookup=_asked(19))]) == []
        over = {"load": {"ours": _cost(3), "prepared": _cost(2), "plain": _cost(4)}}
        slow = [
            row("servers", 10_000, lookup=_asked(21), load={"rate": 2_499}, search=_asked(101), beside=over),
            row("embedded", 100_000, search=_asked(151)),
            row("embedded", 1_000_000, search=_asked(900)),
        ]
        assert report.missed(slow) == [
            "servers at 10,000: search p95 101 ms, target 100",
            "servers at 10,000: lookup p95 21 ms, target 20",
            "servers at 10,000: 2499 components/s indexed, target 2500",
            "servers at 10,000: load 50 % over the prepared client, target 25 %",
            "embedded at 100,000: search p95 151 ms, target 150",
        ]

    def test_growth_is_a_picture_with_a_line_for_each_side(self) -> None:
        rows = [row(name, size) for name in ("embedded", "servers") for size in (10_000, 100_000)]
        root = ET.fromstring(report.picture(rows))
        lines = root.findall(".//{http://www.w3.org/2000/svg}polyline")
        assert len(lines) == 4 * 2
        assert all(len(line.attrib["points"].split()) == 2 for line in lines)

    def test_a_larger_value_stands_higher(self) -> None:
        root = ET.fromstring(draw([Panel("x", {"a": [(10, 1), (100, 50)]}, limit=20)]))
        line = root.find(".//{http://www.w3.org/2000/svg}polyline")
        assert line is not None
        (x0, y0), (x1, y1) = (tuple(map(float, point.split(","))) for point in line.attrib["points"].split())
        assert x0 < x1
        assert y0 > y1


def _asked(p95: float) -> list[dict[str, float]]:
    return [{"clients": 8, "p95": p95}]


def test_what_was_measured_before_is_not_measured_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "result-10000-embedded.json").write_text(json.dumps(row("embedded", 10_000)))
    monkeypatch.setattr(engines, "RESULTS", tmp_path / "checkout")
    (tmp_path / "checkout").mkdir()
    told = ["--sizes", "10000", "--embedded", "--folder", str(tmp_path), "--write"]
    assert engines.run(told) == 0
    assert "measured before" in capsys.readouterr().out
    assert list(tmp_path.glob("papers-*")) == []
    docs = tmp_path / "checkout" / "docs"
    assert "<!-- bench:engines -->" in (docs / "measurements.md").read_text("utf-8")
    assert (docs / report.PICTURE).exists()
