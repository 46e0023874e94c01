"""The figures of `bench ocr` as JSON and as tables."""

import json
from collections.abc import Mapping, Sequence
from statistics import fmean

from bench.document import keep
from bench.pages import ROOT
from bench.runs import Run, Scored
from bench.steady import Digital

Figures = dict[str, float]
Facts = dict[str, object]

_OWN = "hoso"
_WORST = 5
_METHOD = (
    "{machine}; {processes} page processes each, OMP_THREAD_LIMIT=1; the readers take turns batch by batch on the same "
    "files. hoso makes a searchable PDF of each page, OCRmyPDF (`--rotate-pages --deskew --clean`) too, plain "
    "pytesseract (`vie`) text only. F1: words as multisets, exact marks. CER: each printed line against its "
    "best-matching stretch of the output. Times faster: pages/s of hoso over those of the reader."
)

_DIGITAL = (
    "Born-digital papers, a file each, with page images and searchable PDF: {pages_per_second} pages/s, "
    "{cpu_ms_per_page} ms of processor time a page, over {pages} pages, {by_engine} of which went to the engine."
)


def summary(
    runs: Mapping[str, Mapping[str, Run]],
    where: str,
    processes: int,
    digital: Digital,
    memory: Sequence[float],
    missing: Sequence[str],
) -> Facts:
    """Return all figures as plain data; `memory` is in MB, block after block."""
    return {
        "machine": where,
        "processes": processes,
        "sets": {name: _set(by_reader) for name, by_reader in runs.items()},
        "digital": {
            "pages": digital.pages,
            "by_engine": digital.by_engine,
            "pages_per_second": round(digital.pages / digital.seconds, 1),
            "cpu_ms_per_page": round(1000 * digital.cpu / digital.pages),
        },
        "memory_mb": list(memory),
        "missing": list(missing),
    }


def _set(runs: Mapping[str, Run]) -> Facts:
    kinds = list(dict.fromkeys(scored.page.kind for scored in runs[_OWN].pages))
    return {
        "readers": {name: _reader(run) for name, run in runs.items()},
        "kinds": {kind: {name: _scores(_of(run, kind)) for name, run in runs.items()} for kind in kinds},
        "pages": [
            {"file": scored.page.path.name, **_scores([scored]), "error": scored.answer.error}
            for scored in runs[_OWN].pages
        ],
    }


def _of(run: Run, kind: str) -> list[Scored]:
    return [scored for scored in run.pages if scored.page.kind == kind]


def _scores(pages: Sequence[Scored]) -> Figures:
    return {
        "pages": len(pages),
        "f1": round(fmean(scored.f1 for scored in pages), 4),
        "cer": round(fmean(scored.cer for scored in pages), 4),
        "seconds": round(fmean(scored.answer.seconds for scored in pages), 3),
    }


def _reader(run: Run) -> Figures:
    count = len(run.pages)
    return {
        **_scores(run.pages),
        "pages_per_second": round(count / run.seconds, 3),
        "cpu_seconds_per_page": round(run.cpu / count, 3),
        "failed": sum(bool(scored.answer.error) for scored in run.pages),
    }


def publish(facts: Facts, *, write: bool) -> None:
    """Print the tables; with `write`, keep the figures and renew this measurement's section of the document."""
    text = table(facts)
    print(text)
    if write:
        keep(ROOT, "ocr", text, facts)


def table(facts: Facts) -> str:
    """Return the figures as Markdown."""
    loaded = json.loads(json.dumps(facts))
    parts = ["## OCR beside its peers (`./hoso bench ocr`)", _METHOD.format(**loaded)]
    for name, figures in loaded["sets"].items():
        parts += [f"### {name.capitalize()} pages", _speed(figures["readers"]), _kinds(figures["kinds"])]
        parts.append(_extremes(figures["pages"]))
    parts.append(_DIGITAL.format(**loaded["digital"]))
    parts += [_memory(loaded["memory_mb"])] if loaded["memory_mb"] else []
    return "\n\n".join(parts + loaded["missing"]) + "\n"


def _speed(readers: dict[str, Figures]) -> str:
    own = readers[_OWN]["pages_per_second"]
    rows = [
        "| reader | pages | failed | pages/s | times faster | CPU s/page | word F1 | line CER |",
        "|---" * 8 + "|",
    ]
    for name, r in readers.items():
        rows.append(
            f"| {name} | {r['pages']} | {r['failed']} | {r['pages_per_second']:.2f} "
            f"| {own / r['pages_per_second']:.2f} | {r['cpu_seconds_per_page']:.2f} "
            f"| {r['f1']:.3f} | {r['cer']:.3f} |"
        )
    return "\n".join(rows)


def _kinds(kinds: dict[str, dict[str, Figures]]) -> str:
    names = list(next(iter(kinds.values())))
    rows = [f"| F1 / CER | pages | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for kind, by in kinds.items():
        scores = " | ".join(f"{by[name]['f1']:.3f} / {by[name]['cer']:.3f}" for name in names)
        rows.append(f"| {kind} | {by[_OWN]['pages']} | {scores} |")
    return "\n".join(rows)


def _extremes(pages: list[dict[str, float]]) -> str:
    worst = sorted(pages, key=lambda page: page["f1"])[:_WORST]
    slowest = sorted(pages, key=lambda page: -page["seconds"])[:_WORST]
    return (
        "Worst: " + ", ".join(f"`{page['file']}` F1 {page['f1']:.3f}" for page in worst) + ".  \n"
        "Slowest: " + ", ".join(f"`{page['file']}` {page['seconds']:.2f} s" for page in slowest) + "."
    )


def _memory(peaks: list[float]) -> str:
    return (
        f"Memory of one page process, peak in each block of 25 pages: first {peaks[0]:.0f} MB, last {peaks[-1]:.0f} "
        f"MB, highest {max(peaks):.0f} MB, over {len(peaks)} blocks."
    )
