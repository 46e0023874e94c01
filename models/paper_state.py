"""Standing of papers: whether a version still counts, whatever its text says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.identifiers import AgencyCode, VersionId


class PaperState(StrEnum):
    """Standing of one paper version. Expiry follows from the paper itself and is not kept as a standing."""

    ACTIVE = "active"
    SUSPENDED = "suspended"  # tạm dừng: may become active again
    REVOKED = "revoked"  # thu hồi: for ever
    SUPERSEDED = "superseded"  # thay thế: a newer version stands in its place, for ever


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """One change of standing. The newest of a version counts; a version without any is active.

    `successor` is the version that replaces a superseded one.
    """

    version: VersionId
    state: PaperState
    reason: str
    by: str
    agency: AgencyCode | None
    at: datetime
    successor: VersionId | None = None
