"""One module per paper type, named after its slug; each offers `VARIANTS`: name → maker of a draft in a world.

Layouts and labels follow the forms in use: Thông tư 04/2020/TT-BTP (civil status), 55/2021 and 56/2021/TT-BCA
(residence), 59/2021 and 17/2024/TT-BCA (cards), 01/2021/TT-BKHĐT (business), 16/2013/TT-BTP (criminal record),
Nghị định 15/2021 and 30/2020 (building permits, official letters), Thông tư 01/2018/TT-VPCP (one-stop slips), and the
forms before them.
"""

import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module

from tests.samples.sheet import Draft
from tests.samples.world import World

Maker = Callable[[World], Draft]


def paper_types() -> tuple[str, ...]:
    """Return the slugs of all types that can be made, in alphabetical order."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


def variants(slug: str) -> Mapping[str, Maker]:
    """Return the makers of one type by variant name. Raises ValueError for a type that cannot be made."""
    if slug not in paper_types():
        raise ValueError(f"no paper type {slug!r}; there are: {', '.join(paper_types())}")
    module = import_module(f"{__name__}.{slug.replace('-', '_')}")
    found: Mapping[str, Maker] = module.VARIANTS
    return found
