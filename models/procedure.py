"""Administrative procedures (*thủ tục hành chính*) and the components they require (*thành phần hồ sơ*)."""

from dataclasses import dataclass
from enum import StrEnum

from models.agency import Level
from models.identifiers import DocumentType, ProcedureCode, RequirementKey


class CopyKind(StrEnum):
    """What a digitised paper is a copy of."""

    ORIGINAL = "original"
    CERTIFIED = "certified-copy"
    PLAIN = "plain-copy"
    ELECTRONIC = "electronic-original"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One required component (*thành phần hồ sơ quy định*).

    A paper fits when its type is in `accepts`, its copy kind in `copy_kinds` (empty: any), every field named in
    `fields` is present, and it was issued at most `max_age_days` before use (None: no limit).
    """

    key: RequirementKey
    name: str
    accepts: tuple[DocumentType, ...]
    mandatory: bool = True
    copy_kinds: tuple[CopyKind, ...] = ()
    fields: tuple[str, ...] = ()
    max_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of the catalogue. `working_days` is the statutory time; `fee_vnd` is in đồng, 0 for none.

    `result` is the paper type that the procedure issues, or None where it issues none.
    """

    code: ProcedureCode
    name: str
    field: str
    levels: tuple[Level, ...]
    requirements: tuple[Requirement, ...]
    result: DocumentType | None
    working_days: int
    fee_vnd: int = 0
    online: bool = False

    def requirement(self, key: RequirementKey) -> Requirement | None:
        return next((r for r in self.requirements if r.key == key), None)
