"""Whether extracted fields are those that were printed."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bench.runs import Scored
from models.text import collapse, exact_key


def same(wanted: str, found: str) -> bool:
    """Tell whether two values are the same but for case, tone placement and blanks; accents and digits count."""
    return exact_key(collapse(wanted)) == exact_key(collapse(found))


def verdicts(pages: Iterable[Scored]) -> Mapping[str, Counter[str]]:
    """Return for each field how often it was ``exact``, ``wrong`` or ``missing``, over pages whose fields are known.

    A field that was given though the truth does not list it counts as ``beyond``: it may stand on the page all the same
    (the sex on a birth certificate).
    """
    counts: dict[str, Counter[str]] = {}
    for scored in pages:
        wanted, found = dict(scored.page.fields), scored.answer.fields
        for name, value in wanted.items():
            verdict = "missing" if name not in found else "exact" if same(value, found[name]) else "wrong"
            counts.setdefault(name, Counter())[verdict] += 1
        for name in found.keys() - wanted.keys():
            if scored.page.type != "unknown":
                counts.setdefault(name, Counter())["beyond"] += 1
    return counts


def total(counts: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return the verdicts over all fields."""
    return sum(counts.values(), Counter())
