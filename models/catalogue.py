"""The whole catalogue at once, as it is loaded, checked and exported."""

from dataclasses import dataclass

from models.agency import Agency
from models.procedure import Chain, Procedure


@dataclass(frozen=True, slots=True)
class Contents:
    """Agencies with all their periods, procedures with all their versions, and chains, in the order of their source."""

    agencies: tuple[Agency, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    chains: tuple[Chain, ...] = ()
