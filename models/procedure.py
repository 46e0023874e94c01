"""Administrative procedures (*thủ tục hành chính*), what they require, and how they are linked (*liên thông*)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.agency import Level
from models.identifiers import ChainKey, DocumentType, ProcedureCode, RequirementKey


class CopyKind(StrEnum):
    """What a digitised paper is a copy of."""

    ORIGINAL = "original"
    CERTIFIED = "certified-copy"
    PLAIN = "plain-copy"
    ELECTRONIC = "electronic-original"


class Online(StrEnum):
    """How far a procedure can be done online (*dịch vụ công trực tuyến*)."""

    NONE = "none"
    PARTLY = "partly"  # một phần: somebody still has to come once
    FULLY = "fully"  # toàn trình: from filing to result


@dataclass(frozen=True, slots=True)
class Requirement:
    """One required component (*thành phần hồ sơ quy định*).

    A paper fits when its type is in `accepts`, its copy kind in `copy_kinds` (empty: any), every field named in
    `fields` is present, it was issued at most `max_age_days` before use (None: no limit) by an agency whose level is in
    `issuer_levels` (empty: any). Papers handed in and results issued are of the same types, so one list serves both.

    `statutory_lookup` says that law obliges the agency to look the paper up by itself; `legal_basis` names that law,
    or whatever else the requirement rests on.
    """

    key: RequirementKey
    name: str
    accepts: tuple[DocumentType, ...]
    mandatory: bool = True
    copy_kinds: tuple[CopyKind, ...] = ()
    fields: tuple[str, ...] = ()
    max_age_days: int | None = None
    issuer_levels: tuple[Level, ...] = ()
    statutory_lookup: bool = False
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure. `valid_to` is exclusive; None means still in force.

    `working_days` is the statutory time; `fee_vnd` is in đồng, 0 for none. `result` is the type of paper that the
    procedure issues, or None where it issues none. A dossier keeps the version of the day on which it was received.
    """

    code: ProcedureCode
    name: str
    field: str
    levels: tuple[Level, ...]
    requirements: tuple[Requirement, ...]
    result: DocumentType | None
    working_days: int
    valid_from: date
    valid_to: date | None = None
    fee_vnd: int = 0
    online: Online = Online.NONE
    legal_basis: str = ""

    def requirement(self, key: RequirementKey) -> Requirement | None:
        return next((r for r in self.requirements if r.key == key), None)

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Feed:
    """Where a step of a chain takes the paper for its `requirement` from: never asked for a second time.

    `step` is the number of an earlier step, from 1. `source` is the requirement of that step whose paper is handed on;
    None: the result that the step issues.
    """

    requirement: RequirementKey
    step: int
    source: RequirementKey | None


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One procedure of a chain, the level of the agency that handles it, and what reaches it from earlier steps."""

    procedure: ProcedureCode
    level: Level
    feeds: tuple[Feed, ...] = ()

    def feed(self, requirement: RequirementKey) -> Feed | None:
        return next((feed for feed in self.feeds if feed.requirement == requirement), None)


@dataclass(frozen=True, slots=True)
class Chain:
    """Interlinked procedures (*thủ tục liên thông*): one intake opens a dossier for each step, in this order.

    What is asked for at the common intake is every requirement of every step that has no feed. Each agency gets the
    papers of its own step only. `valid_to` is exclusive; None means still in force.
    """

    key: ChainKey
    name: str
    steps: tuple[ChainStep, ...]
    valid_from: date
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def origin(self, step: int, requirement: RequirementKey) -> tuple[int, RequirementKey | None]:
        """Return where the paper for `requirement` of `step` (from 1) comes in: the step and its requirement.

        None for the requirement: it is the result of that step. Feeds lead to earlier steps only, so this ends.
        """
        feed = self.steps[step - 1].feed(requirement)
        if feed is None:
            return step, requirement
        return (feed.step, None) if feed.source is None else self.origin(feed.step, feed.source)
