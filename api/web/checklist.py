"""The required papers of a dossier, each with what fills it."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.services.dossiers import DossierView
from models.component import Component, ComponentStatus
from models.dossier import OPEN_STATES, TRANSITIONS, DossierState
from models.procedure import Requirement


@dataclass(frozen=True, slots=True)
class Slot:
    """One requirement and the components that were given for it."""

    requirement: Requirement
    components: Sequence[Component]

    def misplaced(self, component: Component) -> bool:
        """Whether a paper that was read is of a type that this requirement does not accept."""
        return component.status is ComponentStatus.DIGITISED and component.type not in self.requirement.accepts


@dataclass(frozen=True, slots=True)
class Checklist:
    """All slots; `others` are the papers that belong to none; `waiting` is how many are still being read."""

    slots: Sequence[Slot]
    others: Sequence[Component]
    waiting: int

    @property
    def filled(self) -> int:
        return sum(bool(slot.components) for slot in self.slots)


def checklist_of(view: DossierView) -> Checklist:
    """Set a dossier's components against its procedure's requirements."""
    slots = [Slot(requirement, view.filling(requirement)) for requirement in view.procedure.requirements]
    placed = {component.id for slot in slots for component in slot.components}
    return Checklist(
        slots=slots,
        others=[component for component in view.components if component.id not in placed],
        waiting=sum(component.status is ComponentStatus.QUEUED for component in view.components),
    )


def next_states(state: DossierState) -> Sequence[DossierState]:
    """Return the states that a person may choose next, the usual one first."""
    return sorted(TRANSITIONS[state], key=lambda s: (s in SIDEWAYS, s in _WAITING, s))


def takes_papers(state: DossierState) -> bool:
    return state in OPEN_STATES


SIDEWAYS = frozenset({DossierState.REFUSED, DossierState.WITHDRAWN, DossierState.STOPPED})
"""States in which a dossier ends without a result."""

_WAITING = frozenset({DossierState.SUPPLEMENT_REQUESTED, DossierState.PAYMENT_REQUESTED})
