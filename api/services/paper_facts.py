"""What the rules of reuse must know about a paper beyond itself, from the records (`records.reuse.Facts`)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.agency import Level
from models.component import Component, ReviewState
from models.errors import NotFound
from models.identifiers import AgencyCode, OwnerId, VersionId
from models.paper_state import PaperStanding, PaperState
from models.ports.records import Records
from models.time import civil_day
from records.reuse import Facts, Item, Ownership


def with_standing(records: Records, facts: Facts, standing: PaperStanding | None) -> Facts:
    """Return `facts` with a standing, the name of the agency that set it and what people call a newer paper."""
    if standing is None or standing.state is PaperState.ACTIVE:
        return replace(facts, standing=standing)
    stood_by = agency_name(records, standing.agency, civil_day(standing.at)) if standing.agency else ""
    newer = _called(records, standing.successor) if standing.successor else ""
    return replace(facts, standing=standing, stood_by=stood_by, newer=newer)


def agency_name(records: Records, code: AgencyCode, day: date) -> str:
    """Return the name of an agency on a day, its code where the catalogue does not know it."""
    try:
        return records.catalogue.recorded(code, day).name
    except NotFound:
        return code


def agency_level(records: Records, code: AgencyCode, day: date) -> Level | None:
    """Return the level of an agency on a day; None for one of another system, which the rules say then."""
    try:
        return records.catalogue.recorded(code, day).level
    except NotFound:
        return None


def papers_of_version(records: Records, version: VersionId) -> Sequence[Item]:
    """Return what a version came in as: one result, or the components of one scan; nothing for an unknown one."""
    result = records.results.of_version(version)
    return [result] if result is not None else records.components.of_version(version)


def ownership_of(records: Records, source: OwnerId, target: OwnerId) -> Ownership:
    """Return whose paper it is: filed under `source`, wanted in a dossier of `target`.

    Two ids are one person's only where a paper says so that is still approved and stands.
    """
    if source == target:
        return Ownership.OWN
    if source not in records.owners.same_person(target):
        return Ownership.FOREIGN
    evidence = evidence_of(records, (source, target))
    return Ownership.OWN if all(_counts(records, paper) for paper in evidence) else Ownership.UNPROVED


def evidence_of(records: Records, ids: Sequence[OwnerId]) -> Sequence[Component]:
    """Return the papers by which these ids were linked to another."""
    return [records.components.get(link.evidence) for link in records.owners.links_among(ids)]


def _counts(records: Records, paper: Component) -> bool:
    standing = records.standings.current([paper.version.id]).get(paper.version.id)
    active = standing is None or standing.state is PaperState.ACTIVE
    return active and paper.review.state is ReviewState.APPROVED


def _called(records: Records, version: VersionId) -> str:
    """Return the number by which people know a paper; empty where none is known."""
    found = papers_of_version(records, version)
    number = found[0].fields.get("document_number", "") if found else ""
    return f"số {number}" if number else ""
