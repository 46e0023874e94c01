"""Bodies of JSON requests. Unknown members are refused, so that a misspelt one is not silently without effect."""

import msgspec

from models.component import ReviewState
from models.dossier import Channel
from models.re_request import ReRequestReason


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Root of all bodies."""


class OwnerBody(Body, frozen=True):
    id: str
    name: str = ""


class FilingBody(Body, frozen=True):
    procedure: str
    agency: str
    owner: OwnerBody
    channel: Channel = Channel.COUNTER


class AskBody(Body, frozen=True):
    """A paper that is wanted; `reason` is needed where one that fits is on file."""

    requirement: str
    reason: ReRequestReason | None = None
    note: str = ""


class StateBody(Body, frozen=True):
    """A step to a state; with state 5 `requirements` names the papers wanted."""

    state: int
    note: str = ""
    requirements: tuple[AskBody, ...] = ()


class IntakeBody(Body, frozen=True):
    """An intake of linked procedures; an agency that is null or left out is found by the tree."""

    chain: str
    owner: OwnerBody
    agencies: tuple[str | None, ...] = ()
    applicant: OwnerBody | None = None
    channel: Channel = Channel.COUNTER


class ReviewBody(Body, frozen=True):
    """What is absent or null stays as it is; a field set to "" is taken away."""

    review: ReviewState | None = None
    compared_with_original: bool | None = None
    type: str | None = None
    fields: dict[str, str] = {}
    note: str | None = None


class PartBody(Body, frozen=True):
    """One paper of a stack: its first and last page, numbered from 1."""

    first_page: int
    last_page: int


class SplitBody(Body, frozen=True):
    parts: tuple[PartBody, ...]
