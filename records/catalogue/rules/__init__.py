"""What must hold in a catalogue, whole and merged: `faults`. Pure; one module for each kind of thing."""

from collections.abc import Iterator
from itertools import chain

from models.catalogue import Contents
from records.catalogue.faults import Fault
from records.catalogue.rules.agencies import agency_faults
from records.catalogue.rules.chains import chain_faults
from records.catalogue.rules.procedures import procedure_faults


def faults(contents: Contents) -> Iterator[Fault]:
    """Yield everything that is wrong in a whole catalogue, each fault once."""
    found = chain(
        agency_faults(contents.agencies),
        procedure_faults(contents.procedures),
        chain_faults(contents.chains, contents.procedures),
    )
    yield from dict.fromkeys(found)
