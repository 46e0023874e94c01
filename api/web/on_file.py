"""What the owner of a dossier has on file for it, and on what ground it may be used."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.http.front import caller, context
from api.http.problems import problem_of
from api.services.allowed import may_ever
from api.services.grounds import consent_for
from api.services.offers import RequirementOffers, reusable
from api.web.errors import said
from models.consent import Consent
from models.errors import HosoError
from models.identifiers import DossierCode, RequirementKey
from models.procedure import Requirement
from models.reuse import Offer
from records.policy import Action


@dataclass(frozen=True, slots=True)
class Choice:
    """What is on file for one requirement: papers of a type that it takes, and, folded away, all others."""

    requirement: Requirement
    fitting: Sequence[Offer]
    others: Sequence[Offer]

    @property
    def any_reusable(self) -> bool:
        return any(offer.reusable for offer in self.fitting)


@dataclass(frozen=True, slots=True)
class OnFile:
    """All choices for a dossier; `typed` narrows them to one earlier dossier, `trouble` says why it offers nothing.

    `consent` is the one in force; `own_act` says that the owner is the caller, so that none is needed.
    """

    choices: Sequence[Choice] = ()
    typed: str = ""
    source: str = ""
    corrected_from: str | None = None
    trouble: str = ""
    consent: Consent | None = None
    own_act: bool = False

    @property
    def any_reusable(self) -> bool:
        return any(choice.any_reusable for choice in self.choices)

    @property
    def held(self) -> frozenset[RequirementKey]:
        """Requirements for which a paper that fits is on file."""
        return frozenset(choice.requirement.key for choice in self.choices if choice.any_reusable)

    @property
    def any_paper(self) -> bool:
        return any(choice.fitting or choice.others for choice in self.choices)

    @property
    def statutory(self) -> bool:
        """Whether law obliges the agency to look any of the papers up by itself."""
        return any(choice.requirement.statutory_lookup for choice in self.choices)


def on_file(target: DossierCode, typed: str) -> OnFile:
    """Return what is on file for `target`: all of the owner's, or only what the earlier dossier `typed` has."""
    own_act = may_ever(caller(), Action.CONSENT) and caller().owner is not None
    try:
        found = reusable(context(), caller(), target, [typed] if typed else [])
        consent = None if own_act else consent_for(context(), caller(), target)
    except HosoError as error:
        return OnFile(typed=typed, trouble=said(problem_of(error)), own_act=own_act)
    source = found.sources[0] if found.sources else None
    return OnFile(
        [_choice(entry) for entry in found.requirements],
        typed,
        source.code if source else "",
        source.corrected_from if source else None,
        consent=consent,
        own_act=own_act,
    )


def _choice(entry: RequirementOffers) -> Choice:
    fitting = [o for o in entry.offers if o.reusable or o.item.type in entry.requirement.accepts]
    return Choice(entry.requirement, fitting, [offer for offer in entry.offers if offer not in fitting])
