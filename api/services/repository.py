"""The owner's own repository (*kho dữ liệu điện tử*): every paper and result on file, and who used which for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.services.context import Context
from api.services.ledger import LedgerLine, uses_of_owner
from api.services.offers import Item, OnFile, papers_of
from api.services.own import admit_owner, ids_of
from models.caller import Caller
from models.component import Component
from models.consent import Means
from models.dossier import OPEN_STATES, Dossier, DossierState
from models.errors import NotFound
from models.identifiers import ComponentId, OwnerId
from models.ledger import LedgerKind
from models.paper_state import PaperState
from models.ports.records import Records
from models.reuse import ReuseEvent
from models.time import civil_day
from records.policy import Action


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One paper on file, in the dossier that it came in by.

    `expiry` is the day that the paper states, None where it states none or none that can be understood; `standing` how
    its version stands; `expired` whether `expiry` has passed; `uses` how often later dossiers took it, without what
    was withdrawn.
    """

    item: Item
    source: Dossier
    standing: PaperState
    expiry: date | None
    expired: bool
    uses: int

    @property
    def released(self) -> bool:
        """A result counts once it was returned; a component from the moment that it came in."""
        return isinstance(self.item, Component) or self.source.state is DossierState.RETURNED


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page of papers, newest first; `after` is to be given for the next one, None when there is none."""

    papers: tuple[KeptPaper, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class UseLine:
    """An entry of the ledger about the owner's papers; `use` where it is a use, `withdrawable` while it may end."""

    line: LedgerLine
    use: ReuseEvent | None
    withdrawable: bool


@dataclass(frozen=True, slots=True)
class UsePage:
    """One page of entries, newest first; `after` is to be given for the next one, None when there is none."""

    lines: tuple[UseLine, ...]
    after: int | None


def own_papers(
    context: Context, caller: Caller, limit: int = 20, after: str | None = None, owner: OwnerId | None = None
) -> PaperPage:
    """Return a page of what an owner has on file, under all ids of theirs; links to earlier papers are not repeated.

    `after` is the id of the last item of the page before. Raises Forbidden, and NotFound for an unknown `after`.
    """
    mine = admit_owner(context, caller, Action.READ, owner)
    today = civil_day(context.clock.now())
    with context.records.read() as records:
        dossiers = [one for id_ in ids_of(records, mine) for one in records.dossiers.of_owner(id_)]
        found = sorted(papers_of(records, dossiers, today), key=_newest, reverse=True)
        start = _behind(found, after)
        shown = found[start : start + limit]
        uses = {paper.item.id: _uses(records, paper.item) for paper in shown}
    more = str(shown[-1].item.id) if start + limit < len(found) else None
    return PaperPage(tuple(_kept(paper, uses[paper.item.id], today) for paper in shown), more)


def own_uses(
    context: Context, caller: Caller, limit: int = 50, after: int | None = None, owner: OwnerId | None = None
) -> UsePage:
    """Return who looked at, was refused or used which paper of an owner, for what and when. Raises Forbidden."""
    mine = admit_owner(context, caller, Action.CONSENT, owner)
    page = uses_of_owner(context, mine, limit, after)
    with context.records.read() as records:
        return UsePage(tuple(_use_line(records, line) for line in page.lines), page.after)


def _newest(paper: OnFile) -> tuple[float, str]:
    return paper.item.version.received_at.timestamp(), str(paper.item.id)


def _behind(found: Sequence[OnFile], after: str | None) -> int:
    if after is None:
        return 0
    for place, paper in enumerate(found, 1):
        if paper.item.id == after:
            return place
    raise NotFound(f"Chủ hồ sơ không có giấy tờ “{after[:64]}”.", f"the owner has no paper “{after[:64]}” on file")


def _uses(records: Records, item: Item) -> int:
    """Count the uses of this very item: papers of one stack share a version."""
    first = item.provenance if isinstance(item, Component) else None
    ids = {first.component, first.result} if first else {item.id}
    uses = records.reuses.of_version(item.version.id)
    return sum(
        use.withdrawn_at is None and bool({use.provenance.component, use.provenance.result} - {None} & ids)
        for use in uses
    )


def _kept(paper: OnFile, uses: int, today: date) -> KeptPaper:
    expiry = expiry_of(paper.item.fields)
    standing = paper.facts.standing.state if paper.facts.standing else PaperState.ACTIVE
    return KeptPaper(paper.item, paper.source, standing, expiry, expiry is not None and expiry < today, uses)


def expiry_of(fields: Mapping[str, str]) -> date | None:
    """Return the last day of validity that a paper states."""
    try:
        return date.fromisoformat(fields.get("expiry_date", "").strip())
    except ValueError:
        return None  # not swallowed: that it cannot be understood is an obstacle of its own in `records.reuse`


def _use_line(records: Records, line: LedgerLine) -> UseLine:
    note = line.entry.note
    found = records.reuses.of_component(ComponentId(note.item)) if note.kind is LedgerKind.USE and note.item else None
    return UseLine(line, found, found is not None and withdrawable(records, found))


def withdrawable(records: Records, use: ReuseEvent) -> bool:
    """Say whether the owner may still end a use: no look-up by law, and the later dossier not decided."""
    return (
        use.withdrawn_at is None
        and records.consents.get(use.consent).means is not Means.LEGAL_BASIS
        and records.dossiers.get(use.target).state in OPEN_STATES
    )
