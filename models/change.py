"""The change feed: what happened in all dossiers, in one order that never changes."""

from dataclasses import dataclass

from models.dossier import ProgressEvent


@dataclass(frozen=True, slots=True)
class Change:
    """An event with its place in the feed. Places count from 1 without gap and are never given again."""

    place: int
    event: ProgressEvent
