"""What was measured, as tables and as a picture of growth."""

from collections.abc import Iterator, Sequence
from typing import Any

from bench.engines.plot import Panel, draw

Row = dict[str, Any]

SEARCH_MS, LOOKUP_MS, EMBEDDED_SEARCH_MS, RATE = 100, 20, 150, 2_500
"""Targets on two cores: 95th percentiles at 8 clients on the servers, embedded to 100 thousand, components a second."""

MOST_OVER = 0.25
"""Target: our share of processor time over that of the client that sends what ours sent."""

PICTURE = "images/engines.svg"
_AT = 8


def tables(rows: Sequence[Row], where: str) -> str:
    """Return the section of docs/measurements.md."""
    rows = sorted(rows, key=lambda row: (row["side"], row["size"]))
    told = (
        f"{where}. Embedded: SQLite for records and index. Servers: PostgreSQL and Elasticsearch on the same two cores,"
        " as are the clients, which ask without a pause: their own CPU time stands beside the server's. Papers of 350"
        " words on average. Before searches on servers are timed they are asked for three times as long, as Java"
        " compiles what is asked often. Growth: ![growth](" + PICTURE + ")"
    )
    parts = [f"## Engines (`./hoso bench engines`)\n\n{told}", "Filling the index, and what it takes on the disk:"]
    parts.append(_table(_FILLING, map(_filling, rows)))
    for name, told in (("search", "Searches of the published list, 20 hits and the total, counted to 10,000:"),
                       ("lookup", "Looking up a dossier with its components and results:")):  # fmt: skip
        parts += [told, _table(_ASKING, (line for row in rows for line in _asking(row, name)))]
    parts += ["Dossiers of one month by agency and state, in plain SQL (there is no port for it):"]
    parts.append(_table(("engines", "components", "p50 ms"), map(_month, rows)))
    parts += [_COMPARED, _table(_BESIDE, (line for row in rows for line in _beside(row)))]
    largest = max(rows, key=lambda row: (row["size"], row["side"] == "servers"))
    slow = sorted(largest["kinds"].items(), key=lambda pair: -pair[1])[:8]
    parts.append(
        f"Slowest kinds of search alone on the machine ({largest['side']}, {largest['size']:,}): "
        + ", ".join(f"{kind} {ms} ms" for kind, ms in slow) + "."
    )  # fmt: skip
    return "\n\n".join(parts)


_FILLING = ("engines", "components", "writers", "components/s", "CPU ms each: writers", "server", "index bytes each",
            "record bytes each")  # fmt: skip
_ASKING = ("engines", "components", "clients", "answers", "failed", "p50 ms", "p95 ms", "answers/s",
           "CPU ms each: clients", "server")  # fmt: skip
_BESIDE = ("engines", "components", "what", "ours ms", "CPU ms", "prepared ms", "CPU ms", "plain ms", "CPU ms",
           "over prepared, CPU", "over plain, CPU")  # fmt: skip
_COMPARED = (
    "Our adapters beside bare clients doing the same job one at a time, each paper and each search: *prepared* sends"
    " what ours sent, made beforehand (what it saves is our own work), *plain* hands the printed text to the engine's"
    " own analysis and excerpts (what it saves is the price of our index); CPU time of client and server together:"
)


def _table(head: Sequence[str], lines: Iterator[Sequence[object]]) -> str:
    shown = [f"| {' | '.join(head)} |", len(head) * "|---" + "|"]
    return "\n".join([*shown, *(f"| {' | '.join(map(str, line))} |" for line in lines)])


def _filling(row: Row) -> Sequence[object]:
    load = row["load"]
    spent = f"{load['writer_ms']:.2f}", f"{load['server_ms']:.2f}"
    size = f"{row['size']:,}"
    return row["side"], size, row["writers"], load["rate"], *spent, row["index_bytes"], row["store_bytes"]


def _asking(row: Row, name: str) -> Iterator[Sequence[object]]:
    for at in row[name]:
        told = f"{at['p50']:.1f}", f"{at['p95']:.1f}", f"{at['rate']:.0f}", f"{at['client_ms']:.1f}"
        yield (
            row["side"],
            f"{row['size']:,}",
            at["clients"],
            at["answers"],
            at["failed"],
            *told,
            f"{at['server_ms']:.1f}",
        )


def _month(row: Row) -> Sequence[object]:
    return row["side"], f"{row['size']:,}", row["indicator"]["p50"]


def _beside(row: Row) -> Iterator[Sequence[object]]:
    for what, costs in row["beside"].items():
        ways = (costs["ours"], costs["prepared"], costs["plain"])
        times = [f"{1000 * each:.2f}" for way in ways for each in (way["seconds"], _cpu(way))]
        over = [f"{100 * (_cpu(ways[0]) / _cpu(bare) - 1):+.0f} %" for bare in ways[1:]]
        yield row["side"], f"{row['size']:,}", what, *times, *over


def _cpu(cost: Row) -> float:
    return float(cost["client"] + cost["server"])


def picture(rows: Sequence[Row]) -> str:
    """Return the growth of the main measures as SVG."""
    return draw(
        [
            Panel("Search p95 at 8 clients, ms", _lines(rows, lambda row: _at(row, "search")), SEARCH_MS),
            Panel("Dossier lookup p95 at 8 clients, ms", _lines(rows, lambda row: _at(row, "lookup")), LOOKUP_MS),
            Panel("Components indexed a second", _lines(rows, lambda row: row["load"]["rate"]), RATE),
            Panel("Bytes of index for a component", _lines(rows, lambda row: row["index_bytes"])),
        ]
    )


def _at(row: Row, name: str) -> float:
    return float(next(each["p95"] for each in row[name] if each["clients"] == _AT))


def _lines(rows: Sequence[Row], value: Any) -> dict[str, list[tuple[float, float]]]:  # noqa: ANN401 - a function of a row
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in sorted(rows, key=lambda row: row["size"]):
        lines.setdefault(row["side"], []).append((float(row["size"]), float(value(row))))
    return lines


def missed(rows: Sequence[Row]) -> list[str]:
    """Return which targets were missed, a line each."""
    found = []
    for row in rows:
        what = f"{row['side']} at {row['size']:,}"
        limit = SEARCH_MS if row["side"] == "servers" else EMBEDDED_SEARCH_MS
        if (row["side"] == "servers" or row["size"] <= 100_000) and _at(row, "search") > limit:
            found.append(f"{what}: search p95 {_at(row, 'search'):.0f} ms, target {limit}")
        if row["side"] == "servers" and _at(row, "lookup") > LOOKUP_MS:
            found.append(f"{what}: lookup p95 {_at(row, 'lookup'):.0f} ms, target {LOOKUP_MS}")
        if row["side"] == "servers" and row["load"]["rate"] < RATE:
            found.append(f"{what}: {row['load']['rate']} components/s indexed, target {RATE}")
        for name, costs in row["beside"].items():
            over = _cpu(costs["ours"]) / _cpu(costs["prepared"]) - 1
            if over > MOST_OVER:
                found.append(
                    f"{what}: {name} {100 * over:.0f} % over the prepared client, target {100 * MOST_OVER:.0f} %"
                )
    return found
