"""The figures of `bench read` as JSON and as a table."""

import json
from collections.abc import Mapping, Sequence
from statistics import fmean

from bench.document import keep
from bench.fields import same, total, verdicts
from bench.pages import ROOT
from bench.runs import Run, Scored

Facts = Mapping[str, object]
_WORST = 5
_METHOD = (
    "{machine}; {processes} page processes each, OMP_THREAD_LIMIT=1; ours and plain pytesseract (`vie`) take turns "
    "batch by batch on the same files. F1: words as multisets, exact marks. CER: each printed line against its "
    "best-matching stretch of the output. Seconds: of the process that reads the page. Peak memory: one page process "
    "with its children."
)
_KINDS = "| kind | pages | F1 hoso | F1 plain | CER hoso | CER plain | s hoso | s plain |"


def summary(measured: Mapping[str, Mapping[str, Run]], where: str, processes: int, missing: Sequence[str]) -> Facts:
    """Return all figures as plain data."""
    sets = {name: _set(runs) for name, runs in measured.items()}
    return {"machine": where, "processes": processes, "sets": sets, "missing": list(missing)}


def _set(runs: Mapping[str, Run]) -> Facts:
    kinds = list(dict.fromkeys(scored.page.kind for scored in runs["hoso"].pages))
    return {
        "readers": {name: _reader(run) for name, run in runs.items()},
        "kinds": {kind: {name: _mean(_of(run, kind)) for name, run in runs.items()} for kind in kinds},
        "understanding": _understanding(runs["hoso"].pages),
        "pages": [_page(ours, plain) for ours, plain in zip(runs["hoso"].pages, runs["plain"].pages, strict=True)],
    }


def _of(run: Run, kind: str) -> list[Scored]:
    return [scored for scored in run.pages if scored.page.kind == kind]


def _reader(run: Run) -> dict[str, float]:
    count = len(run.pages)
    return {
        "pages_per_second": round(count / run.seconds, 3),
        "cpu_seconds_per_page": round(run.cpu / count, 3),
        "peak_mb": round(run.peak_mb),
        **_mean(run.pages),
    }


def _mean(pages: Sequence[Scored]) -> dict[str, float]:
    return {
        "pages": len(pages),
        "f1": round(fmean(scored.f1 for scored in pages), 4),
        "cer": round(fmean(scored.cer for scored in pages), 4),
        "seconds": round(fmean(scored.answer.seconds for scored in pages), 3),
    }


def _understanding(pages: Sequence[Scored]) -> Facts | None:
    """Return type, rotation and field accuracy; None for pages whose types are not known."""
    known = [scored for scored in pages if scored.page.type is not None]
    if not known:
        return None
    counts = verdicts(known)
    return {
        "type_accuracy": round(fmean(scored.answer.type == scored.page.type for scored in known), 4),
        "rotation_accuracy": round(fmean(scored.answer.rotation == scored.page.rotation for scored in known), 4),
        "fields": dict(total(counts)),
        "by_field": {name: dict(counts[name]) for name in sorted(counts)},
    }


def _page(ours: Scored, plain: Scored) -> Facts:
    page, found = ours.page, ours.answer.fields
    wrong = {name: [value, found.get(name, "")] for name, value in page.fields if not same(value, found.get(name, ""))}
    return {
        "file": page.path.name,
        "kind": page.kind,
        "type": [page.type, ours.answer.type],
        "rotation": [page.rotation, ours.answer.rotation],
        "error": ours.answer.error,
        "fields_wrong": wrong,
        "hoso": {"f1": round(ours.f1, 4), "cer": round(ours.cer, 4), "seconds": round(ours.answer.seconds, 3)},
        "plain": {"f1": round(plain.f1, 4), "cer": round(plain.cer, 4), "seconds": round(plain.answer.seconds, 3)},
    }


def publish(facts: Facts, *, write: bool) -> None:
    """Print the table; with `write`, keep the figures and renew this measurement's section of the document."""
    text = table(facts)
    print(text)
    if write:
        keep(ROOT, "read", text, facts)


def table(facts: Facts) -> str:
    """Return the figures as Markdown."""
    loaded = json.loads(json.dumps(facts))
    parts = ["## Reading pages (`./hoso bench read`)", _METHOD.format(**loaded)]
    for name, figures in loaded["sets"].items():
        parts += [f"### {name.capitalize()} pages", _speed(figures["readers"]), _kinds(figures["kinds"])]
        parts += _understood(figures["understanding"]) if figures["understanding"] else []
        parts.append(_extremes(figures["pages"]))
    return "\n\n".join(parts + loaded["missing"]) + "\n"


def _speed(readers: dict[str, dict[str, float]]) -> str:
    head = "| reader | pages | pages/s | CPU s/page | peak MB | word F1 | line CER |\n|---|---|---|---|---|---|---|"
    rows = [
        f"| {name} | {r['pages']} | {r['pages_per_second']:.2f} | {r['cpu_seconds_per_page']:.2f} | {r['peak_mb']:.0f} "
        f"| {r['f1']:.3f} | {r['cer']:.3f} |"
        for name, r in readers.items()
    ]
    return "\n".join([head, *rows])


def _kinds(kinds: dict[str, dict[str, dict[str, float]]]) -> str:
    rows = [_KINDS, "|---" * 8 + "|"]
    for kind, by in kinds.items():
        ours, plain = by["hoso"], by["plain"]
        rows.append(
            f"| {kind} | {ours['pages']} | {ours['f1']:.3f} | {plain['f1']:.3f} | {ours['cer']:.3f} "
            f"| {plain['cer']:.3f} | {ours['seconds']:.2f} | {plain['seconds']:.2f} |"
        )
    return "\n".join(rows)


def _understood(understanding: dict[str, object]) -> list[str]:
    counts = understanding["fields"]
    by_field = understanding["by_field"]
    if not isinstance(counts, dict) or not isinstance(by_field, dict):
        raise TypeError("understanding holds no counts of fields")
    printed = sum(counts.get(verdict, 0) for verdict in ("exact", "wrong", "missing"))
    rows = [
        f"| `{name}` | {' | '.join(str(c.get(v, 0)) for v in ('exact', 'wrong', 'missing', 'beyond'))} |"
        for name, c in by_field.items()
    ]
    told = (
        f"Type right: {understanding['type_accuracy']:.1%}. Turn right: {understanding['rotation_accuracy']:.1%}. "
        f"Fields exact: {counts.get('exact', 0)} of {printed} ({counts.get('exact', 0) / max(printed, 1):.1%}), "
        f"wrong {counts.get('wrong', 0)}, missing {counts.get('missing', 0)}, given beyond the truth "
        f"{counts.get('beyond', 0)}."
    )
    return [told, "\n".join(["| field | exact | wrong | missing | beyond |\n|---|---|---|---|---|", *rows])]


def _extremes(pages: list[dict[str, dict[str, float]]]) -> str:
    worst = sorted(pages, key=lambda page: page["hoso"]["f1"])[:_WORST]
    slowest = sorted(pages, key=lambda page: -page["hoso"]["seconds"])[:_WORST]
    return (
        "Worst: " + ", ".join(f"`{page['file']}` F1 {page['hoso']['f1']:.3f}" for page in worst) + ".  \n"
        "Slowest: " + ", ".join(f"`{page['file']}` {page['hoso']['seconds']:.2f} s" for page in slowest) + "."
    )
