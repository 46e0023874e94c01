"""``python -m bench``: list the measurements; ``python -m bench NAME …``: run one. One module, one measurement."""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Mapping, Sequence

import bench

Run = Callable[[Sequence[str]], int]


def benches() -> Mapping[str, tuple[Run, str]]:
    """Return the measurements by name: every module of this package that has a function `run`, with its first line."""
    found: dict[str, tuple[Run, str]] = {}
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"bench.{module.name}")
        if hasattr(loaded, "run"):
            found[module.name] = (loaded.run, (loaded.__doc__ or "").strip().splitlines()[0])
    return found


def main(arguments: Sequence[str]) -> int:
    """Run the measurement named first, with the rest as its options; return its exit status, 2 for an unknown name."""
    known = benches()
    if not arguments:
        for name, (_, purpose) in known.items():
            print(f"{name:12} {purpose}")
        return 0
    if arguments[0] not in known:
        print(
            f"không có phép đo / no such measurement: {arguments[0]}; có / there are: {', '.join(known)}",
            file=sys.stderr,
        )
        return 2
    return known[arguments[0]][0](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
