"""Agencies (*cơ quan, đơn vị*) in an effective-dated tree."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.identifiers import AgencyCode


class Level(StrEnum):
    """Level of government at which an agency serves people. Two-level trees (since 7/2025) leave out `DISTRICT`."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency during one period. `valid_to` is exclusive; None means still in force.

    `successor` names the agency that took over after a merger; the old code stays valid as a key for ever.
    """

    code: AgencyCode
    name: str
    level: Level
    parent: AgencyCode | None
    valid_from: date
    valid_to: date | None = None
    successor: AgencyCode | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
