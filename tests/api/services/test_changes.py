"""Every kind of event that is written anywhere is one that other systems can look up."""

import ast
from collections.abc import Iterator
from pathlib import Path

from api.services.changes import KINDS

MAKERS = frozenset({"ProgressEvent", "_say"})
"""What is given the kind of an event as its third argument."""

ROOT = Path(__file__).resolve().parents[3]


def written() -> Iterator[str]:
    """Yield the kinds that stand as words where a `ProgressEvent` is made, or are chosen just before."""
    for path in sorted((ROOT / "api").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        made = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in MAKERS]
        chosen = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and _name(node.targets[0]) == "kind"]
        for value in [*(node.args[2] for node in made), *(node.value for node in chosen if made)]:
            both = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
            yield from (str(one.value) for one in both if isinstance(one, ast.Constant))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_every_kind_that_is_written_is_known() -> None:
    assert set(written()) - set(KINDS) == set()


def test_every_kind_is_documented() -> None:
    text = (ROOT / "docs/reuse.md").read_text("utf-8")
    assert [kind for kind, meaning in KINDS.items() if f"| `{kind}` | {meaning} |" not in text] == []
