"""The figures of `bench understanding` as JSON and as tables."""

import json
from collections.abc import Mapping
from typing import Any

from bench.document import keep
from bench.pages import ROOT
from bench.reliability import at_most
from bench.understood import Facts

_SURE = (
    "Of {sure} values of confidence 0.9 and more {sure_wrong} were wrong ({share:.2%}; 95 % interval up to "
    "{most:.2%}); confidence and share of right values lie {gap:.3f} apart on average. Of the values that the truth "
    "does not list {printed} are printed on their papers, {other} are not."
)
_TYPES = (
    "Confidence of types, over all these pages: of {sure} judgments of confidence 0.9 and more {sure_wrong} were "
    "wrong; confidence and share of right judgments lie {gap:.3f} apart on average."
)
_WRITTEN = (
    "Handwriting: of {all} handwritten fields {not_given} were left out, {marked} given as handwritten or right, "
    "{unmarked} given wrong and unmarked; {sure} of those given had 0.9 or more. {pages_marked} of {pages} pages had "
    "places marked; {printed_marked} of {printed_values} values on printed papers were marked as handwritten."
)


def publish(facts: Facts, *, write: bool) -> None:
    """Print the tables; with `write`, keep the figures and renew this measurement's section of the document."""
    text = table(facts)
    print(text)
    if write:
        keep(ROOT, "understanding", text, facts)


def table(facts: Facts) -> str:
    """Return the figures as Markdown."""
    loaded: dict[str, Any] = json.loads(json.dumps(facts))
    found, written = loaded["fields"], loaded["handwriting"]
    share = found["sure_wrong"] / found["sure"] if found["sure"] else 0.0
    given = written["fields"]
    fields = given["marked"] + given["unmarked"] + given["not_given"]
    parts = [
        "## Understanding papers (`./hoso bench understanding`)",
        f"{loaded['machine']}; made-up papers from seed {loaded['seed']} on, which nothing was fitted on.",
        _types(loaded),
        _TYPES.format(**loaded["types"]),
        _reliability(loaded["types"]["reliability"], "judgments"),
        _fields(found),
        _SURE.format(**found, share=share, most=at_most(found["sure_wrong"], found["sure"]), **found["beyond"]),
        _reliability(found["reliability"], "values"),
        _WRITTEN.format(**written, all=fields, **given),
        *(f"`{name}` failed: {error}" for name, error in loaded["errors"]),
    ]
    return "\n\n".join(parts) + "\n"


def _types(loaded: Mapping[str, Any]) -> str:
    sets = (
        ("known types", loaded["known"]),
        ("foreign papers and pictures", loaded["foreign"]),
        ("pieces of papers, quoted titles", loaded["pieces"]),
    )
    rows = [
        f"| {title} | {each['pages']} | {each['right']} | {each['right'] / each['pages']:.1%} |"
        for title, each in sets
        if each["pages"]
    ]
    wrong = [f"`{row[0]}` → {row[1]} ({row[2]:.2f})" for _, each in sets[:2] for row in each["wrong"]]
    lines = ["| pages | read | right | share |\n|---|---|---|---|", *rows]
    return "\n".join(lines) + ("\n\nWrong: " + ", ".join(wrong) + "." if wrong else "")


def _fields(found: Mapping[str, Any]) -> str:
    sets = [("flat scans", found["flat"]), ("photos", found["photo"]), *found["by_kind"].items()]
    rows = ["| fields on | exact | wrong | missing | share exact |\n|---|---|---|---|---|"]
    for name, each in sets:
        share = each["exact"] / max(1, sum(each.values()))
        rows.append(f"| {name} | {each['exact']} | {each['wrong']} | {each['missing']} | {share:.1%} |")
    return "\n".join(rows)


def _reliability(bins: list[list[float]], name: str) -> str:
    rows = [f"| confidence | {name} | mean confidence | share right |\n|---|---|---|---|"]
    rows += [f"| {low:.1f}–{low + 0.1:.1f} | {count} | {mean:.2f} | {right:.2f} |" for low, count, mean, right in bins]
    return "\n".join(rows)
