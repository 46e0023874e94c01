"""Engines: index rate, searches, dossier lookups and disk at growing sizes, embedded and on servers.

Papers are made once and kept in a temporary folder; so is what each size gave on each side, so that a run that was
stopped goes on where it was. Each size makes its own database and index and drops them. The servers are those that
`CONTRACT_SERVERS` names.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from bench.document import keep, machine
from bench.engines import corpus, report
from bench.engines.measure import Effort, measure
from bench.engines.report import Row
from bench.engines.side import Side, embedded, on_servers
from tests.contract import servers

RESULTS = Path(__file__).resolve().parents[2]


def run(arguments: Sequence[str]) -> int:
    """Measure what is not measured yet; return 1 when a target was missed."""
    options = _options(arguments)
    folder = Path(options.folder)
    rows, where = list[Row](), machine()
    for size in options.sizes:
        for kept, side in _sides(options, folder, size):
            if kept.exists() and not options.again:
                rows.append(json.loads(kept.read_text("utf-8")))
                print(f"{kept.name}: measured before", flush=True)
                continue
            for number in range(-(-size // corpus.PIECE)):
                corpus.have_piece(number, folder)
            with side as opened:
                rows.append(measure(opened, size, folder, Effort(options.seconds)) | {"where": where})
            kept.write_text(json.dumps(rows[-1]), encoding="utf-8")
            print(json.dumps(rows[-1]), flush=True)
    if options.write:
        _write([json.loads(kept.read_text("utf-8")) for kept in sorted(folder.glob("result-*.json"))])
    missed = report.missed(rows)
    print("\n".join(missed))
    return int(bool(missed))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hoso bench engines", description=__doc__)
    sizes = [10_000, 100_000, 1_000_000]
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], default=sizes)
    parser.add_argument("--embedded", action="store_true", help="only SQLite; else both sides")
    parser.add_argument("--servers", action="store_true", help="only the servers; else both sides")
    parser.add_argument("--writers", type=int, default=2, help="processes that follow the outbox on servers")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each number of clients")
    parser.add_argument("--folder", default=str(corpus.default_folder()), help="where papers and results are kept")
    parser.add_argument("--again", action="store_true", help="measure again what was measured before")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write docs/measurements.md and the picture, of all that was measured in that folder",
    )
    return parser.parse_args(arguments)


def _sides(options: argparse.Namespace, folder: Path, size: int) -> Iterator[tuple[Path, AbstractContextManager[Side]]]:
    folder.mkdir(parents=True, exist_ok=True)
    both = options.embedded == options.servers
    if both or options.embedded:
        yield folder / f"result-{size}-embedded.json", embedded()
    if (both or options.servers) and servers.running():
        yield folder / f"result-{size}-servers.json", on_servers(options.writers)
    elif both or options.servers:
        print("CONTRACT_SERVERS names no running servers: only the embedded side is measured", flush=True)


def _write(rows: Sequence[Row]) -> None:
    keep(RESULTS, "engines", report.tables(rows, rows[0]["where"]), list(rows))
    picture = RESULTS / "docs" / report.PICTURE
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(report.picture(rows), encoding="utf-8")
