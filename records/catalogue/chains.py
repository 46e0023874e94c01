"""What the common intake of a chain asks for, and what reaches each step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.identifiers import ProcedureCode
from models.procedure import Chain, Feed, Procedure, Requirement


@dataclass(frozen=True, slots=True)
class Slot:
    """One requirement of one step, from 1. `feed` says what of an earlier step fills it; None: it is asked for."""

    step: int
    requirement: Requirement
    feed: Feed | None


def slots(chain: Chain, procedures: Mapping[ProcedureCode, Procedure]) -> Sequence[Slot]:
    """Return every requirement of every step, in order, from the versions of `procedures` on the day of the intake.

    Those without a feed are what the common intake asks for, each once; an agency gets the slots of its own step only.
    Raises KeyError when a procedure of the chain is not given; a catalogue that was checked has them all.
    """
    return list(_slots(chain, procedures))


def _slots(chain: Chain, procedures: Mapping[ProcedureCode, Procedure]) -> Iterator[Slot]:
    for number, step in enumerate(chain.steps, start=1):
        for requirement in procedures[step.procedure].requirements:
            yield Slot(number, requirement, step.feed(requirement.key))
