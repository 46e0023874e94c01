"""What an owner's papers on file offer to a dossier.

The rules are in `records.reuse`; here they meet the records. A code alone opens nothing: a dossier of another owner is
answered as one that does not exist, and the attempt stands in the ledger and in the events of the dossier that asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.services.access import Refusal, admit, refuse, unknown_dossier
from api.services.consenting import covering
from api.services.context import Context
from api.services.paper_facts import ownership_of, with_standing
from models.agency import Level
from models.caller import Caller, Role
from models.component import Component
from models.dossier import Dossier, ProgressEvent
from models.dossier_code import one_slip_apart, parse_dossier_code, tidy_dossier_code
from models.errors import NotFound
from models.identifiers import AgencyCode, DossierCode, OwnerId
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.procedure import Requirement
from models.result import ProcedureResult
from models.reuse import Offer
from models.time import civil_day
from records.policy import Action, Decision
from records.reuse import Facts, obstacles, remarks

Item = Component | ProcedureResult


@dataclass(frozen=True, slots=True)
class RequirementOffers:
    """One requirement of the new dossier with everything on offer for it, what fits first."""

    requirement: Requirement
    offers: Sequence[Offer]


@dataclass(frozen=True, slots=True)
class Source:
    """An earlier dossier that was asked for. `corrected_from`: what was typed, where it was one slip off this code."""

    code: DossierCode
    corrected_from: str | None = None


@dataclass(frozen=True, slots=True)
class Reusable:
    """What is on offer for a dossier. `sources` are the earlier dossiers named; empty: all of the owner's.

    Until the owner consents, others are shown that there is a paper and not what it says; then what fits [10].
    """

    sources: tuple[Source, ...]
    requirements: tuple[RequirementOffers, ...]
    to_owner: bool
    consented: bool

    def shows(self, offer: Offer) -> bool:
        """Say whether the caller is shown what the paper says."""
        return self.to_owner or (self.consented and offer.reusable)


@dataclass(frozen=True, slots=True)
class OnFile:
    """One paper on file: the component or result, the dossier that it is in, and the facts that the rules ask for."""

    item: Item
    source: Dossier
    facts: Facts


def reusable(context: Context, caller: Caller, target: DossierCode, typed: Sequence[str] = ()) -> Reusable:
    """For each requirement of `target`, return what is on file and, for what does not fit, why.

    `typed` narrows to earlier dossiers of the same owner, by codes as people type them; without any, all that the
    owner has on file is looked at. A code that is one slip off exactly one of the owner's own stands for that one,
    whether or not there is a dossier of another owner by the code as typed: that is told to nobody.

    Raises NotFound for an unknown target or source and, just the same, for a dossier of another owner; InvalidValue
    for what is no code and near none of the owner's.
    """
    dossier = admit(context, caller, Action.OFFER, target)
    today = civil_day(context.clock.now())
    with context.records.read() as records:
        earlier = earlier_dossiers(records, dossier)
        found = _sources(earlier, typed)
        named = {source.code: earlier[source.code] for source in found if source is not None}
        chosen = list(named.values()) if typed else list(earlier.values())
        on_file = papers_of(records, chosen, today, dossier.owner.id)
        procedure = records.catalogue.procedure(dossier.procedure, civil_day(dossier.received_at))
        consented = covering(records, dossier, context.clock.now()) is not None
    for text, source in zip(typed, found, strict=True):
        if source is None:
            raise deny(context, caller, target, parse_dossier_code(text))
    note_lookup(context, caller, dossier, len(on_file))
    rows = tuple(_for_requirement(requirement, on_file) for requirement in procedure.requirements)
    named_sources = tuple(dict.fromkeys(source for source in found if source is not None))
    return Reusable(named_sources, rows, caller.role is Role.CITIZEN, consented)


def _sources(earlier: Mapping[DossierCode, Dossier], typed: Sequence[str]) -> Sequence[Source | None]:
    """Return the owner's dossier that each typed code means; None where it is none of them, or near more than one.

    A code is no slip of another one that is named beside it.
    """
    texts = [tidy_dossier_code(text) for text in typed]
    unnamed = [code for code in earlier if code not in texts]
    return [_source(earlier, unnamed, said, text) for said, text in zip(typed, texts, strict=True)]


def _source(
    earlier: Mapping[DossierCode, Dossier], unnamed: Sequence[DossierCode], said: str, text: str
) -> Source | None:
    if text in earlier:
        return Source(DossierCode(text))
    near = [code for code in unnamed if one_slip_apart(text, code)]
    return Source(near[0], said.strip()[:64]) if len(near) == 1 else None


def note_lookup(context: Context, caller: Caller, target: Dossier, found: int) -> None:
    """Write down that the owner's papers were looked through for a dossier; once while a clerk works on it."""
    if not context.looks.is_new((caller.id, f"offers:{target.code}"), context.clock.now()):
        return
    with context.records.write() as records:
        detail = {"papers": str(found)}
        note = note_of(
            caller,
            LedgerKind.SEARCH,
            context.clock.now(),
            owner=target.owner.id,
            dossier=target.code,
            purpose="reuse",
            detail=detail,
        )
        records.ledger.add(note)


def earlier_dossiers(records: Records, target: Dossier) -> Mapping[DossierCode, Dossier]:
    """Return the other dossiers of the owner, under whichever of the owner's ids they were filed, newest first."""
    ids = records.owners.same_person(target.owner.id)
    mine = [one for owner in ids for one in records.dossiers.of_owner(owner)]
    newest = sorted(mine, key=lambda one: (one.received_at, one.code), reverse=True)
    return {one.code: one for one in newest if one.code != target.code}


def papers_of(
    records: Records, sources: Sequence[Dossier], today: date, owner: OwnerId | None = None
) -> Sequence[OnFile]:
    """Return all that these dossiers could offer to one of `owner` (None: of their own): components and results.

    Links to earlier papers are left out where the paper itself is among them.
    """
    by_code = {source.code: source for source in sources}
    items: list[Item] = [*records.components.of_dossiers(list(by_code)), *records.results.of_dossiers(list(by_code))]
    originals = {item.version.id for item in items if not _is_link(item)}
    kept = [item for item in items if not _is_link(item) or item.version.id not in originals]
    standings = records.standings.current(item.version.id for item in kept)
    levels = _levels(records, sources)
    filed_under = {source.owner.id for source in sources}
    owned = {one: ownership_of(records, one, owner or one) for one in filed_under}
    return [
        OnFile(
            item,
            by_code[item.dossier],
            with_standing(
                records,
                Facts(
                    source_state=by_code[item.dossier].state,
                    issuer_level=levels.get(
                        (by_code[item.dossier].agency, civil_day(by_code[item.dossier].received_at))
                    ),
                    ownership=owned[by_code[item.dossier].owner.id],
                    on=today,
                ),
                standings.get(item.version.id),
            ),
        )
        for item in kept
    ]


def deny(context: Context, caller: Caller, target: DossierCode, code: DossierCode) -> NotFound:
    """Write down a refused code, and return the error that tells nothing about it."""
    with context.records.read() as records:
        try:
            there: Dossier | None = records.dossiers.get(code)
        except NotFound:
            there = None
    refuse(context, caller, Refusal(Action.OFFER, Decision(allowed=False, hidden=True), code, there))
    with context.records.write() as records:
        records.events.add(ProgressEvent(target, context.clock.now(), "reuse-denied", caller.name, {"code": code}))
    return unknown_dossier(code)


def _is_link(item: Item) -> bool:
    return isinstance(item, Component) and item.provenance is not None


def _levels(records: Records, sources: Iterable[Dossier]) -> Mapping[tuple[AgencyCode, date], Level]:
    """Return the level of each source's agency on the day on which it received the dossier."""
    wanted = {(source.agency, civil_day(source.received_at)) for source in sources}
    found: dict[tuple[AgencyCode, date], Level] = {}
    for code, day in wanted:
        try:
            found[code, day] = records.catalogue.recorded(code, day).level
        except NotFound:
            continue  # an agency of another system: its level is not known, and the rules say so
    return found


def _for_requirement(requirement: Requirement, on_file: Sequence[OnFile]) -> RequirementOffers:
    offers = [
        Offer(requirement.key, one.item, obstacles(requirement, one.item, one.facts), remarks(one.item))
        for one in on_file
    ]
    return RequirementOffers(requirement, sorted(offers, key=_best_first))


def _best_first(offer: Offer) -> tuple[bool, int, float]:
    """Reusable before not; then fewest obstacles; then newest."""
    return (not offer.reusable, len(offer.obstacles), -offer.item.version.received_at.timestamp())
