"""What every use case works with."""

from dataclasses import dataclass

from ingest.limits import Limits
from models.ports.clock import Clock
from models.ports.index import SearchIndex
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore


@dataclass(frozen=True, slots=True)
class Context:
    """The back ends of one process, wired in `api.backends`."""

    records: RecordStore
    objects: ObjectStore
    index: SearchIndex
    clock: Clock
    limits: Limits


@dataclass(frozen=True, slots=True)
class Actor:
    """Who calls. Until identities exist there is one kind: the holder of the machine's token."""

    name: str


@dataclass(frozen=True, slots=True)
class Once:
    """A request that must take effect once: the caller's key (`Idempotency-Key`) and a fingerprint of what it asks."""

    key: str
    fingerprint: str
