"""What must hold among agencies: periods, parents and successors."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.agency import Agency, Level
from models.dossier_code import form_dossier_code, parse_dossier_code
from models.errors import InvalidValue
from models.identifiers import AgencyCode
from records.catalogue.faults import Fault, Sheet, version_key
from records.catalogue.periods import overlaps
from records.catalogue.rules.common import Finding, period_findings, text_findings

_RANK = {level: rank for rank, level in enumerate(Level)}


def agency_faults(agencies: Sequence[Agency]) -> Iterator[Fault]:
    """Yield what is wrong in a whole tree of agencies with all its periods."""
    periods: defaultdict[AgencyCode, list[Agency]] = defaultdict(list)
    for agency in agencies:
        periods[agency.code].append(agency)
    for agency in agencies:
        key = version_key(agency.code, agency.valid_from)
        for column, vi, en in _own_findings(agency):
            yield Fault(Sheet.AGENCIES, key, column, vi, en)
        others = tuple(code for code in (agency.parent, agency.successor) if code)
        for column, vi, en in _references(agency, periods):
            yield Fault(Sheet.AGENCIES, key, column, vi, en, others, (Sheet.AGENCIES,))
    for before, after in overlaps(agencies):
        vi = f"mã {after.code} còn một kỳ khác chưa hết hiệu lực (từ {before.valid_from:%d/%m/%Y})"
        en = f"another period of {after.code}, from {before.valid_from}, has not ended"
        yield Fault(Sheet.AGENCIES, version_key(after.code, after.valid_from), "valid_from", vi, en)


def _own_findings(agency: Agency) -> Iterator[Finding]:
    if not _sound(agency.code):
        yield "code", f"mã cơ quan “{agency.code}” không đúng dạng", f"“{agency.code}” is no agency code"
    yield from text_findings("name", agency.name)
    yield from period_findings(agency.valid_from, agency.valid_to)


def _references(agency: Agency, periods: Mapping[AgencyCode, Sequence[Agency]]) -> Iterator[Finding]:
    if agency.parent is not None:
        yield from _parent_findings(agency, periods.get(agency.parent, ()))
        yield from _circle_findings(agency, periods)
    if agency.successor is not None:
        yield from _successor_findings(agency, periods.get(agency.successor, ()))


def _sound(code: AgencyCode) -> bool:
    """Whether the dossier codes formed from `code` can be read back when somebody types them."""
    formed = form_dossier_code(code, date(2000, 1, 1), 1)
    try:
        return parse_dossier_code(formed) == formed
    except InvalidValue:
        return False


def _parent_findings(agency: Agency, above: Sequence[Agency]) -> Iterator[Finding]:
    """Ask that the parent is there all that time, at a higher level or the same (a sở under its UBND)."""
    if agency.parent == agency.code or not _covered(agency, above):
        vi = f"cơ quan cấp trên {agency.parent} không có trong suốt thời kỳ này"
        yield "parent", vi, f"parent {agency.parent} is not in force all that time"
    elif any(_RANK[upper.level] > _RANK[agency.level] for upper in above if _meet(upper, agency)):
        vi = f"cơ quan cấp trên {agency.parent} lại ở cấp thấp hơn"
        yield "parent", vi, f"parent {agency.parent} is of a lower level"


def _circle_findings(agency: Agency, periods: Mapping[AgencyCode, Sequence[Agency]]) -> Iterator[Finding]:
    """Ask that the way up from the day on which this period begins never comes back; who closes a circle has it."""
    day, seen, step = agency.valid_from, {agency.code}, agency.parent
    while step is not None and step not in seen:
        seen.add(step)
        step = next((upper.parent for upper in periods.get(step, ()) if upper.in_force(day)), None)
    if step == agency.code and agency.parent != agency.code:
        vi = f"đi lên từ {agency.parent} lại gặp chính cơ quan này (ngày {day:%d/%m/%Y})"
        yield "parent", vi, f"the way up from {agency.parent} comes back to this agency on {day}"


def _covered(agency: Agency, above: Sequence[Agency]) -> bool:
    """Whether periods of the parent, end to end, cover that of `agency`."""
    day = agency.valid_from
    for period in sorted(above, key=lambda upper: upper.valid_from):
        if period.in_force(day):
            if period.valid_to is None:
                return True
            day = period.valid_to
    return agency.valid_to is not None and day >= agency.valid_to


def _meet(one: Agency, other: Agency) -> bool:
    return (other.valid_to is None or one.valid_from < other.valid_to) and (
        one.valid_to is None or other.valid_from < one.valid_to
    )


def _successor_findings(agency: Agency, heirs: Sequence[Agency]) -> Iterator[Finding]:
    """Ask that a successor takes over on the day on which the agency ends."""
    if agency.valid_to is None:
        yield "successor", "còn hiệu lực mà có cơ quan kế thừa", "has a successor though it does not end"
    elif not any(heir.in_force(agency.valid_to) for heir in heirs):
        vi = f"cơ quan kế thừa {agency.successor} không có vào ngày {agency.valid_to:%d/%m/%Y}"
        yield "successor", vi, f"{agency.successor} is not in force on {agency.valid_to}"
