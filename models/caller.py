"""Callers: who asks, in which role, for whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.identifiers import AgencyCode, OwnerId, ProcedureCode


class Role(StrEnum):
    """What a caller is. What each may do is decided in one place, `records.policy`."""

    CLERK = "clerk"  # công chức tiếp nhận: files and scans at one agency
    OFFICER = "officer"  # công chức giải quyết: approves, decides and issues at one agency
    LEADER = "leader"  # lãnh đạo: sees how the dossiers of a unit and below it stand
    CITIZEN = "citizen"  # công dân, tổ chức: a signed-in owner or representative
    SYSTEM = "system"  # another information system, with a scope of procedures
    AUDITOR = "auditor"  # thanh tra: reads the ledger
    OPERATOR = "operator"  # who holds the machine itself: its files, its keys, its token


@dataclass(frozen=True, slots=True)
class Caller:
    """One caller. `id` is unique and never given again; `name` is for people to read.

    `agency` is set for clerks, officers and leaders, `owner` for citizens, `procedures` for systems.
    """

    id: str
    role: Role
    name: str
    agency: AgencyCode | None = None
    owner: OwnerId | None = None
    procedures: tuple[ProcedureCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token as the store knows it: its caller and its life, never its secret."""

    caller: Caller
    issued_at: datetime
    issued_by: str
    expires_at: datetime
    revoked_at: datetime | None = None

    def live(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at


OPERATOR = Caller("operator", Role.OPERATOR, "operator")
"""The holder of this machine: its command line, and its own token (`HOSO_TOKEN_FILE`)."""
