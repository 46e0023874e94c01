"""Writes figures as JSON and as tables for the documentation."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from ocr.training.evaluation.measure import Figures
from ocr.training.evaluation.scoring import CLASSES

Results = Mapping[str, Mapping[str, Figures]]
"""Figures by model, then by set."""


def save(results: Results, path: Path) -> None:
    """Write the figures to `path` as JSON, page by page too."""
    plain = {model: {name: asdict(one) for name, one in sets.items()} for model, sets in results.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")


def load(path: Path) -> Results:
    """Return what `save` wrote."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    return {model: {name: Figures(**one) for name, one in sets.items()} for model, sets in plain.items()}


def accuracy(results: Results) -> str:
    """Return a Markdown table: a row for each model and set with word F1, CER and CPU seconds a page."""
    rows = ["| model | pages | word F1 | CER | CPU s/page |", "|---|---|---|---|---|"]
    rows += [
        f"| {model} | {one.pages} {name} | {one.f1:.4f} | {one.cer:.4f} | {one.seconds:.2f} |"
        for model, name, one in _each(results)
        if name != "empty"
    ]
    return "\n".join(rows)


def letters(results: Results) -> str:
    """Return a Markdown table of the share in per cent of each kind of letter that was misread."""
    rows = [f"| model | set | {' | '.join(CLASSES)} |", "|---" * (2 + len(CLASSES)) + "|"]
    for model, name, one in _each(results):
        if name != "empty":
            rows.append(f"| {model} | {name} | {' | '.join(f'{100 * one.classes[kind]:.2f}' for kind in CLASSES)} |")
    return "\n".join(rows)


def _each(results: Results) -> Iterator[tuple[str, str, Figures]]:
    for model, sets in results.items():
        for name, one in sets.items():
            yield model, name, one
