"""What must hold in procedures and their requirements."""

import re
from collections.abc import Iterator, Sequence

from models.procedure import Procedure, Requirement
from records.catalogue.faults import Fault, Sheet, requirement_key, version_key
from records.catalogue.periods import overlaps
from records.catalogue.rules.common import Finding, key_findings, period_findings, text_findings
from records.vocabulary import FIELDS, PAPERS

_CODE = re.compile(r"\d\.\d{6}(?:\.\d{2,3}(?:\.\d{2}\.\d{2}\.[A-Z]\d{2})?)?")

LEAST_FEE = 500
"""In đồng. No fee is lower; 100.000 becomes 100 where a spreadsheet takes the point for a decimal one."""

MOST_FEE = 10_000_000_000
MOST_DAYS = 3650


def procedure_faults(procedures: Sequence[Procedure]) -> Iterator[Fault]:
    """Yield what is wrong in procedures with all their versions."""
    for procedure in procedures:
        key = version_key(procedure.code, procedure.valid_from)
        for column, vi, en in _findings(procedure):
            yield Fault(Sheet.PROCEDURES, key, column, vi, en)
        yield from _requirement_faults(procedure)
    for before, after in overlaps(procedures):
        vi = f"thủ tục {after.code} còn một phiên bản khác chưa hết hiệu lực (từ {before.valid_from:%d/%m/%Y})"
        en = f"another version of {after.code}, from {before.valid_from}, has not ended"
        yield Fault(Sheet.PROCEDURES, version_key(after.code, after.valid_from), "valid_from", vi, en)


def _findings(procedure: Procedure) -> Iterator[Finding]:
    if not _CODE.fullmatch(procedure.code):
        vi = f"mã thủ tục “{procedure.code}” không đúng dạng (ví dụ đúng: 1.000894)"
        yield "code", vi, f"“{procedure.code}” is no procedure code (such as 1.000894)"
    yield from text_findings("name", procedure.name)
    yield from text_findings("field", procedure.field)
    yield from text_findings("legal_basis", procedure.legal_basis, required=False)
    yield from period_findings(procedure.valid_from, procedure.valid_to)
    yield from _once("levels", procedure.levels)
    if not procedure.levels:
        yield "levels", "chưa nêu cấp nào", "names no level"
    if procedure.result is not None and procedure.result not in PAPERS:
        yield "result", f"loại giấy tờ “{procedure.result}” không có", f"no paper type “{procedure.result}”"
    if not 0 <= procedure.working_days <= MOST_DAYS:
        yield "working_days", f"phải từ 0 đến {MOST_DAYS} ngày", f"must be 0 to {MOST_DAYS} days"
    if procedure.fee_vnd != 0 and not LEAST_FEE <= procedure.fee_vnd <= MOST_FEE:
        vi = f"{procedure.fee_vnd} đồng không hợp lý; viết đủ số không, ví dụ 100000"
        yield "fee_vnd", vi, f"{procedure.fee_vnd} đồng is not plausible; write all zeros, such as 100000"


def _requirement_faults(procedure: Procedure) -> Iterator[Fault]:
    seen: set[str] = set()
    for requirement in procedure.requirements:
        key = requirement_key(procedure.code, procedure.valid_from, requirement.key)
        for column, vi, en in _requirement_findings(requirement):
            yield Fault(Sheet.REQUIREMENTS, key, column, vi, en)
        if requirement.key in seen:
            vi = f"khóa “{requirement.key}” đã dùng cho thành phần khác của thủ tục này"
            yield Fault(Sheet.REQUIREMENTS, key, "key", vi, f"key “{requirement.key}” is given twice")
        seen.add(requirement.key)


def _requirement_findings(requirement: Requirement) -> Iterator[Finding]:
    yield from key_findings("key", requirement.key)
    yield from text_findings("name", requirement.name)
    yield from text_findings("legal_basis", requirement.legal_basis, required=False)
    if not requirement.accepts:
        yield "accepts", "chưa nêu loại giấy tờ nào", "names no paper type"
    for slug in requirement.accepts:
        if slug not in PAPERS:
            yield "accepts", f"loại giấy tờ “{slug}” không có", f"no paper type “{slug}”"
    for field in requirement.fields:
        if field not in FIELDS:
            yield "fields", f"thông tin “{field}” không có", f"no field “{field}”"
    for column in ("accepts", "copy_kinds", "fields", "issuer_levels"):
        yield from _once(column, getattr(requirement, column))
    if requirement.max_age_days is not None and requirement.max_age_days <= 0:
        yield "max_age_days", "phải lớn hơn 0", "must be above 0"
    if requirement.statutory_lookup and not requirement.legal_basis:
        vi = "phải nêu căn cứ pháp lý khi cơ quan có nghĩa vụ tự tra cứu"
        yield "legal_basis", vi, "must be given where law obliges the agency to look up"


def _once(column: str, values: Sequence[str]) -> Iterator[Finding]:
    if len(set(values)) < len(values):
        yield column, "nêu một giá trị hai lần", "names one value twice"
