"""Agencies, procedures and their chains, as they were on a given day."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from models.agency import Agency
from models.catalogue import Contents
from models.identifiers import AgencyCode, ChainKey, ProcedureCode
from models.procedure import Chain, Procedure


class Agencies(Protocol):
    """The tree of agencies of a day."""

    def agency(self, code: AgencyCode, day: date) -> Agency:
        """Return the agency in force on `day`. Raises NotFound."""
        ...

    def recorded(self, code: AgencyCode, day: date) -> Agency:
        """Return the agency in force on `day`; where there is none, as it last was before, or first was after.

        For what an agency did: a merger that was entered late does not undo it. Raises NotFound for an unknown code.
        """
        ...

    def agencies(self, day: date) -> Sequence[Agency]:
        """Return all agencies in force on `day`, by code."""
        ...

    def ancestors(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        """Return the agency itself and all above it on `day`, nearest first, each as `recorded`. Raises NotFound."""
        ...

    def below(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        """Return the agency itself and all below it on `day`, by code."""
        ...

    def holder(self, code: AgencyCode, day: date) -> AgencyCode:
        """Return the agency that answers for `code` on `day`: itself while in force, else the last of its successors.

        A code that nobody took over, or that is not known, is returned as it is.
        """
        ...

    def held_by(self, code: AgencyCode, day: date) -> tuple[AgencyCode, ...]:
        """Return all agencies whose holder on `day` is `code`, itself among them, by code.

        Empty when `code` has ended and was taken over by another.
        """
        ...


class Procedures(Protocol):
    """The procedures and chains of a day."""

    def procedure(self, code: ProcedureCode, day: date) -> Procedure:
        """Return the version in force on `day`. Raises NotFound, which says from or until when there is one."""
        ...

    def procedures(self, day: date) -> Sequence[Procedure]:
        """Return all procedures in force on `day`, by code."""
        ...

    def chain(self, key: ChainKey, day: date) -> Chain:
        """Return the chain in force on `day`. Raises NotFound."""
        ...

    def chains(self, day: date) -> Sequence[Chain]:
        """Return all chains in force on `day`, by key."""
        ...


class Catalogue(Agencies, Procedures, Protocol):
    """Agencies, procedures and chains; loaded and exported as a whole."""

    def load(self, agencies: Sequence[Agency], procedures: Sequence[Procedure], chains: Sequence[Chain] = ()) -> None:
        """Replace what has the same key (code and first day; key of a chain) and add the rest.

        A version that had no end ends where the next one of the same code begins. Raises InvalidValue when two overlap
        all the same. Whether what is named exists is checked by `records.catalogue`.
        """
        ...

    def clear(self) -> None:
        """Take everything out. Only for a store without dossiers: they need what they were filed under."""
        ...

    def whole(self, *, for_change: bool = False) -> Contents:
        """Return everything: by code (or key) and first day.

        When read `for_change`, in a transaction that writes, nobody else changes the catalogue before that one ends.
        """
        ...
