"""Bodies of JSON requests. Unknown members are refused, so that a misspelt one is not silently without effect."""

import msgspec

from models.component import ReviewState
from models.dossier import Channel


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


class StateBody(Body, frozen=True):
    state: int
    note: str = ""


class ReviewBody(Body, frozen=True):
    """What is absent or null stays as it is; a field set to "" is taken away."""

    review: ReviewState | None = None
    compared_with_original: bool | None = None
    type: str | None = None
    fields: dict[str, str] = {}
    note: str | None = None


class WishBody(Body, frozen=True):
    requirement: str
    item: str


class TakingBody(Body, frozen=True):
    source: str = msgspec.field(name="from")
    items: tuple[WishBody, ...]
    purpose: str
    consent: str
