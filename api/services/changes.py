"""The change feed: what happened in all dossiers that a caller may see, in one order, for other systems to follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.services.access import seen_by
from api.services.allowed import may_ever
from api.services.context import Context
from api.services.redacting import bare_event
from models.caller import Caller
from models.change import Change
from records.policy import Action

MOST = 500
"""Changes on one page."""

_BATCH, _BATCHES = 1000, 20
"""Events that get their places in one transaction, and how many such transactions one reader does at most."""

KINDS: Mapping[str, str] = {
    "opened": "a dossier was opened",
    "state": "it moved to another state: `from`, `to`",
    "component-received": "a paper came in",
    "component-refused": "a file was refused, with the reason",
    "component-digitised": "a paper was read",
    "component-failed": "a paper could not be read",
    "component-retried": "a paper is to be read again",
    "component-reviewed": "a person approved, rejected or corrected a paper",
    "component-split": "a stack was cut into papers",
    "component-kept-whole": "a person said that what looked like a stack is one paper",
    "paper-requested": "an officer asked for a paper: `requirement`",
    "paper-requested-again": "an officer asked for one that is on file, with the reason: `reason-code`",
    "handed-in-though-on-file": "it was handed in although one that fits was on file",
    "component-reused": "a paper was taken from an earlier dossier: `component`, `from`",
    "reuse-dropped": "an officer dropped a reused paper: `component`, `from`",
    "reuse-withdrawn": "the owner withdrew a use: `component`, `from`",
    "reuse-denied": "a code of an earlier dossier was refused",
    "consent-recorded": "the owner's one-time code was entered",
    "waiting": "a dossier of a chain waits for earlier steps: `steps`",
    "wait-over": "the earlier steps are done, and the statutory time begins",
    "feed-refused": "a paper of an earlier step could not be handed on: `name`, `reason`",
    "earlier-result-missing": "an earlier step is done, but gave nothing for `requirements`",
    "earlier-step-ended": "an earlier step of the chain ended without a result: `step`, `state`",
    "result-issued": "a result was issued",
    "paper-used-elsewhere": "a paper of this dossier was taken by another: `for`, `version`",
    "looked-up-by-law": "likewise, on a law that obliges the agency: `legal-basis`",
    "use-withdrawn": "such a use was withdrawn",
    "paper-standing": "a paper of this dossier was suspended, reinstated, revoked or superseded: `state`, `version`",
    "reused-paper-standing": "the same happened to a paper that this open dossier took: `component`",
    "decision-checked": "at the decision all reused papers were found in order: `papers`",
    "decision-blocked": "at the decision some were not, and it did not go through: `components`",
}
"""What the kinds of events mean; new kinds may come, so pass over those that are not known."""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One page. `next` is to be given for the following one; `more` says whether there was one already."""

    changes: Sequence[Change]
    next: int
    more: bool


def changes_since(context: Context, caller: Caller, since: int = 0, limit: int = 100) -> ChangePage:
    """Return up to `limit` changes behind place `since` in the dossiers that the caller may see now.

    Who gives `next` back again and again misses nothing and sees nothing twice, whatever is written meanwhile.
    """
    _place_all(context)
    size = max(1, min(limit, MOST))
    with context.records.read() as records:
        last = records.changes.last()
        found = records.changes.after(since, size + 1, seen_by(context, records, caller))
    if not may_ever(caller, Action.READ):
        found = [replace(one, event=bare_event(one.event)) for one in found]
    if len(found) > size:
        return ChangePage(found[:size], found[size - 1].place, more=True)
    return ChangePage(found, max(since, last), more=False)


def _place_all(context: Context) -> None:
    """Give places to what happened since the last reader; the rest of a long backlog is for the next ones."""
    for _ in range(_BATCHES):
        with context.records.read() as records:
            if not records.changes.waiting():
                return
        with context.records.write() as records:
            if records.changes.place(_BATCH) < _BATCH:
                return
