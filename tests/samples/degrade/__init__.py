"""How clean pages become scans: each profile is a pure function of an image and a random generator.

``flatbed``    a scanner: up to ±3° of skew, grey paper, sensor noise, JPEG quality 80
``copier``     a copy of a copy: faded, specks, streaks; every third one bilevel
``phone``      a photo: the sheet in perspective on a table, shadow, colour cast, blur, JPEG quality 75
``lowres``     100–126 dpi (taking the page for 300), JPEG quality 80
``stamped``    a red rubber stamp across the text, slight skew
``turned``     by 90, 180 or 270 degrees, as `rotation_of` tells
``bleed``      the back of the sheet shines through
``clean``      as it was printed
"""

from collections.abc import Callable, Mapping

import numpy as np

from tests.samples.degrade import marks, optics, paper
from tests.samples.raster import Pixels

Profile = Callable[[Pixels, np.random.Generator], Pixels]

PROFILES: Mapping[str, Profile] = {
    "clean": lambda image, _: image.copy(),
    "flatbed": optics.flatbed,
    "copier": paper.copier,
    "phone": optics.phone,
    "lowres": optics.lowres,
    "stamped": marks.stamped,
    "turned": optics.turned,
    "bleed": paper.bleed,
}


def degrade(image: Pixels, profile: str, seed: int) -> Pixels:
    """Return a new RGB image of the page as the profile's device would give it; the same arguments, the same pixels.

    Raises ValueError for an unknown profile.
    """
    if profile not in PROFILES:
        raise ValueError(f"no profile {profile!r}; there are: {', '.join(PROFILES)}")
    return PROFILES[profile](image, _generator(profile, seed))


def rotation_of(profile: str, seed: int) -> int:
    """Return the clockwise turn in degrees (0, 90, 180, 270) that `degrade` with these arguments gives the page."""
    return optics.turn_of(_generator(profile, seed)) if profile == "turned" else 0


def _generator(profile: str, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, *profile.encode()])
