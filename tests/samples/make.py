"""Making one paper from a seed."""

import random

from models.text import nfc
from tests.samples.papers import variants
from tests.samples.sheet import Paper
from tests.samples.world import World, make_world


def make_paper(type: str, seed: int, variant: str | None = None, world: World | None = None) -> Paper:
    """Return the paper of `type` (a slug) that `seed` gives; the same arguments give the same paper.

    Without `variant` the seed chooses one. `world` gives the people and places, for papers of one dossier. Raises
    ValueError for an unknown type or variant.
    """
    makers = variants(type)
    name = variant or random.Random(f"variant {type} {seed}").choice(sorted(makers))
    if name not in makers:
        raise ValueError(f"no variant {name!r} of {type}; there are: {', '.join(makers)}")
    draft = makers[name](world or make_world(seed))
    return Paper(type, name, seed, draft.sheets, {key: nfc(value) for key, value in draft.fields.items()})
