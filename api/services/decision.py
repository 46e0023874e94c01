"""The decision: what a dossier took from others is judged again, by the same rules, before it is resolved.

Age counts on the day of the use, everything else on the day of the decision (`docs/reuse.md`). The dossier, the reused
papers and what people decided about them at their source are locked meanwhile, in this order, so that a revocation, a
withdrawal or a rejection comes either before the decision, which then sees it, or after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.services.context import Context
from api.services.paper_facts import agency_level, evidence_of, ownership_of, with_standing
from models.caller import Caller
from models.component import Component, ReviewState
from models.dossier import Dossier, ProgressEvent
from models.errors import Conflict, IntegrityError, NotFound
from models.identifiers import DossierCode, Sha256
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.procedure import Requirement
from models.result import ProcedureResult
from models.reuse import ReuseEvent
from models.time import civil_day
from records.reuse import Facts, Item, Obstacle, judge
from records.vocabulary import paper_name

Intact = Mapping[Sha256, bool]
"""Whether the stored bytes of a hash are still those bytes."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One use with its link in the dossier, the paper as it is now at its source, and what stands in the way."""

    use: ReuseEvent
    link: Component
    paper: Item
    obstacles: tuple[Obstacle, ...]

    @property
    def sentence(self) -> str:
        """Name the paper and say all that stands in its way, in Vietnamese."""
        why = " ".join(obstacle.vi for obstacle in self.obstacles)
        return f"Thành phần số {self.link.number} ({paper_name(self.link.type)}): {why}"


def hash_reused(context: Context, code: DossierCode) -> Intact:
    """Hash the originals that a dossier reuses; slow, so before anything is locked."""
    with context.records.read() as records:
        pinned = {use.provenance.sha256 for use in records.reuses.of_target(code) if use.withdrawn_at is None}
    return {sha256: _is_intact(context, sha256) for sha256 in sorted(pinned)}


def check_again(context: Context, records: Records, caller: Caller, dossier: Dossier, intact: Intact) -> list[Judged]:
    """Judge every reused paper of a locked dossier again; write down what was found, return what stands in the way.

    To be called inside the write transaction that decides. `intact` comes from `hash_reused`; what was taken since is
    hashed here.
    """
    at = context.clock.now()
    uses = records.reuses.of_target(dossier.code)
    _hold(records, dossier, uses)
    judged = [one for use in uses if (one := judge_use(records, dossier, use, at)) is not None]
    seen = [_with_bytes(context, one, intact) for one in judged]
    blocked = [one for one in seen if one.obstacles]
    _note(records, caller, dossier, at, seen)
    return blocked


def conflict_of(blocked: Sequence[Judged]) -> Conflict:
    """Return the error that names each paper with its sentences."""
    said = " ".join(one.sentence for one in blocked)
    numbers = ", ".join(str(one.link.number) for one in blocked)
    return Conflict(
        f"Chưa quyết định được vì giấy tờ lấy lại không còn dùng được. {said} Hãy bỏ giấy tờ đó và yêu cầu giấy khác.",
        f"the reused components {numbers} cannot be relied on any more; reject them and ask for other papers",
        components=numbers,
    )


def judge_use(records: Records, dossier: Dossier, use: ReuseEvent, at: datetime) -> Judged | None:
    """Judge one use at a moment; None where the officer dropped it or the owner withdrew it and nothing misses it."""
    link = records.components.get(use.component)
    requirement = _requirement(records, dossier, link)
    if use.withdrawn_at is not None:
        missed = requirement.mandatory and not _filled(records, dossier, requirement)
        gone = f"Việc lấy lại giấy tờ này đã rút; thành phần “{requirement.name}” chưa có giấy tờ khác."
        return Judged(use, link, link, (Obstacle(3, gone),)) if missed else None
    if link.review.state is ReviewState.REJECTED:
        return None
    paper = _at_source(records, link)
    return Judged(use, link, paper, judge(requirement, paper, facts_of_use(records, dossier, use, paper, at)))


def facts_of_use(records: Records, dossier: Dossier, use: ReuseEvent, paper: Item, at: datetime) -> Facts:
    """Return the facts about a used paper at a moment, its bytes left aside."""
    source = _source(records, use) or dossier
    issued = civil_day(paper.issued_at) if isinstance(paper, ProcedureResult) else civil_day(use.at)
    version = use.provenance.version
    facts = Facts(
        source_state=source.state,
        on=civil_day(at),
        used=civil_day(use.at),
        issuer_level=agency_level(records, use.provenance.agency, issued),
        ownership=ownership_of(records, source.owner.id, dossier.owner.id),
        consent=records.consents.get(use.consent),
    )
    return with_standing(records, facts, records.standings.current([version]).get(version))


def _source(records: Records, use: ReuseEvent) -> Dossier | None:
    try:
        return records.dossiers.get(use.provenance.dossier)
    except NotFound:
        return None  # filed in another system: what came along with the link is all that is known


def _at_source(records: Records, link: Component) -> Item:
    """Return the paper as it is now where it came in; the link itself where that is another system."""
    origin = link.provenance
    try:
        if origin is not None and origin.component is not None:
            return records.components.get(origin.component)
        if origin is not None and origin.result is not None:
            return records.results.get(origin.result)
    except NotFound:
        return link
    return link


def _requirement(records: Records, dossier: Dossier, link: Component) -> Requirement:
    procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
    found = procedure.requirement(link.requirement) if link.requirement else None
    return found or Requirement(link.requirement or procedure.requirements[0].key, "", (link.type,), mandatory=False)


def _filled(records: Records, dossier: Dossier, requirement: Requirement) -> bool:
    return any(
        component.requirement == requirement.key and component.review.state is not ReviewState.REJECTED
        for component in records.components.of_dossier(dossier.code)
    )


def _hold(records: Records, dossier: Dossier, uses: Sequence[ReuseEvent]) -> None:
    """Lock what the judgement rests on: reviews at the source, then standings; those of linking papers as well."""
    owners = {source.owner.id for use in uses if (source := _source(records, use)) is not None} | {dossier.owner.id}
    evidence = evidence_of(records, sorted(owners)) if len(owners) > 1 else []
    origins = [use.provenance.component for use in uses if use.provenance.component is not None]
    records.components.hold([*origins, *(paper.id for paper in evidence)])
    records.standings.hold([*(use.provenance.version for use in uses), *(paper.version.id for paper in evidence)])


def _with_bytes(context: Context, one: Judged, intact: Intact) -> Judged:
    sha256 = one.use.provenance.sha256
    if one.use.withdrawn_at is not None or (intact[sha256] if sha256 in intact else _is_intact(context, sha256)):
        return one
    broken = Obstacle(8, "Tệp gốc của giấy tờ này không còn đúng như khi tiếp nhận.")
    return Judged(one.use, one.link, one.paper, (*one.obstacles, broken))


def _is_intact(context: Context, sha256: Sha256) -> bool:
    try:
        context.objects.verify(sha256)
    except (IntegrityError, NotFound):
        return False  # not swallowed: it becomes an obstacle with its sentence
    return True


def _note(records: Records, caller: Caller, dossier: Dossier, at: datetime, judged: Sequence[Judged]) -> None:
    """Write the outcome down: one event for the dossier, one entry of the ledger for each paper."""
    if not judged:
        return
    blocked = [str(one.link.number) for one in judged if one.obstacles]
    detail = {"papers": str(len(judged)), **({"components": " ".join(blocked)} if blocked else {})}
    kind = "decision-blocked" if blocked else "decision-checked"
    records.events.add(ProgressEvent(dossier.code, at, kind, caller.name, detail))
    for one in judged:
        rules = " ".join(dict.fromkeys(str(obstacle.rule) for obstacle in one.obstacles))
        found = {"outcome": "blocked", "rules": rules} if rules else {"outcome": "clean"}
        records.ledger.add(
            note_of(
                caller,
                LedgerKind.DECISION,
                at,
                owner=dossier.owner.id,
                dossier=dossier.code,
                item=one.link.id,
                version=one.use.provenance.version,
                purpose=one.use.purpose,
                detail={**found, "source": one.use.provenance.dossier},
            )
        )
