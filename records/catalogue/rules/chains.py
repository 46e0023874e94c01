"""What must hold in chains of procedures: on every day on which one is in force, all that it names exists."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.identifiers import DocumentType, ProcedureCode
from models.procedure import Chain, ChainStep, Feed, Procedure, Requirement
from records.catalogue.faults import Fault, Sheet, step_key
from records.catalogue.rules.common import Finding, key_findings, period_findings, text_findings

Versions = Mapping[ProcedureCode, Procedure]
"""The procedures in force on one day."""


_REFERS = (Sheet.PROCEDURES, Sheet.REQUIREMENTS)


def chain_faults(chains: Sequence[Chain], procedures: Sequence[Procedure]) -> Iterator[Fault]:
    """Yield what is wrong in chains, given all procedures with all their versions."""
    seen: set[str] = set()
    for chain in chains:
        for column, vi, en in _findings(chain):
            yield Fault(Sheet.CHAINS, step_key(chain.key, 1), column, vi, en)
        if chain.key in seen:
            vi, en = f"mã liên thông “{chain.key}” trùng với mã ở trên", f"chain “{chain.key}” is given twice"
            yield Fault(Sheet.CHAINS, step_key(chain.key, 1), "key", vi, en)
        seen.add(chain.key)
        yield from _over_time(chain, procedures)


def _findings(chain: Chain) -> Iterator[Finding]:
    yield from key_findings("key", chain.key)
    yield from text_findings("name", chain.name)
    yield from period_findings(chain.valid_from, chain.valid_to)
    if len(chain.steps) < 2:
        yield "step", "liên thông phải có ít nhất hai bước", "a chain has two steps or more"
    codes = [step.procedure for step in chain.steps]
    if len(set(codes)) < len(codes):
        yield "procedure", "một thủ tục đứng ở hai bước", "one procedure stands in two steps"


def _over_time(chain: Chain, procedures: Sequence[Procedure]) -> Iterator[Fault]:
    """Yield the faults of the first day that has any: a procedure's version begins or ends only on these days."""
    codes = {step.procedure for step in chain.steps}
    mine = [procedure for procedure in procedures if procedure.code in codes]
    turns = {day for version in mine for day in (version.valid_from, version.valid_to) if day is not None}
    for day in sorted({chain.valid_from, *filter(chain.in_force, turns)}):
        found = list(_on(chain, day, {version.code: version for version in mine if version.in_force(day)}))
        if found:
            yield from found
            return


def _on(chain: Chain, day: date, versions: Versions) -> Iterator[Fault]:
    for number, step in enumerate(chain.steps, start=1):
        others = tuple(earlier.procedure for earlier in chain.steps[:number])
        for column, vi, en in _step_findings(chain, number, step, day, versions):
            yield Fault(Sheet.CHAINS, step_key(chain.key, number), column, vi, en, others, _REFERS)


def _step_findings(chain: Chain, number: int, step: ChainStep, day: date, versions: Versions) -> Iterator[Finding]:
    procedure = versions.get(step.procedure)
    if procedure is None:
        vi = f"thủ tục {step.procedure} không có hiệu lực ngày {day:%d/%m/%Y}"
        yield "procedure", vi, f"procedure {step.procedure} is not in force on {day}"
        return
    if step.level not in procedure.levels:
        vi = f"thủ tục {step.procedure} không giải quyết ở cấp này (ngày {day:%d/%m/%Y})"
        yield "level", vi, f"procedure {step.procedure} is not handled at level {step.level} on {day}"
    fed = [feed.requirement for feed in step.feeds]
    if len(set(fed)) < len(fed):
        yield "feeds", "một thành phần lấy từ hai nơi", "one requirement is fed twice"
    for feed in step.feeds:
        yield from _feed_findings(chain, number, feed, procedure, versions)


def _feed_findings(
    chain: Chain, number: int, feed: Feed, procedure: Procedure, versions: Versions
) -> Iterator[Finding]:
    target = procedure.requirement(feed.requirement)
    if target is None:
        vi = f"thủ tục {procedure.code} không có thành phần “{feed.requirement}”"
        yield "feeds", vi, f"procedure {procedure.code} has no requirement “{feed.requirement}”"
    elif not 1 <= feed.step < number:
        yield "feeds", f"bước {feed.step} không đứng trước bước {number}", f"step {feed.step} is not before {number}"
    else:
        source = versions.get(chain.steps[feed.step - 1].procedure)
        if source is not None:  # else its own step says so
            yield from _source_findings(feed, target, source)


def _source_findings(feed: Feed, target: Requirement, source: Procedure) -> Iterator[Finding]:
    """Ask that what is handed on exists and can be of a type that the requirement accepts."""
    given: tuple[DocumentType, ...]
    if feed.source is None:
        given = () if source.result is None else (source.result,)
        if not given:
            vi = f"thủ tục {source.code} (bước {feed.step}) không cấp kết quả"
            yield "feeds", vi, f"procedure {source.code} of step {feed.step} issues no result"
            return
    else:
        earlier = source.requirement(feed.source)
        if earlier is None:
            vi = f"thủ tục {source.code} (bước {feed.step}) không có thành phần “{feed.source}”"
            yield "feeds", vi, f"procedure {source.code} of step {feed.step} has no requirement “{feed.source}”"
            return
        given = earlier.accepts
    if not set(given) & set(target.accepts):
        vi = f"giấy tờ lấy từ bước {feed.step} không phải loại mà thành phần “{target.key}” chấp nhận"
        yield "feeds", vi, f"what step {feed.step} gives is of no type that “{target.key}” accepts"
