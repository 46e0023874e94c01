"""What every use case works with."""

from dataclasses import dataclass, field
from secrets import token_bytes

from api.services.audit import Witness
from api.services.recent import RecentLooks
from ingest.limits import Limits
from models.ports.advice import Advisor, NoAdvisor
from models.ports.clock import Clock
from models.ports.index import SearchIndex
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from models.ports.signing import Signer
from records.signatures.trust import TrustList


@dataclass(frozen=True, slots=True)
class Context:
    """The back ends of one process, wired in `api.backends`.

    `trust` are the authorities whose signatures are believed; `signer` is the agency's key, if it signs its copies;
    `advisor` looks at what comes in.
    With `presigned` originals are handed out by the object store itself, where it can (`api.services.stored`).
    `witness` stands outside the database for the ledger, where there is one.
    `code_key` keys the digests of one-time codes; all processes over the same records need the same.
    """

    records: RecordStore
    objects: ObjectStore
    index: SearchIndex
    clock: Clock
    limits: Limits
    looks: RecentLooks = field(default_factory=RecentLooks)
    trust: TrustList = field(default_factory=TrustList)
    signer: Signer | None = None
    advisor: Advisor = field(default_factory=NoAdvisor)
    witness: Witness | None = None
    code_key: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    presigned: bool = False


@dataclass(frozen=True, slots=True)
class Once:
    """A request that must take effect once: the caller's key (`Idempotency-Key`) and a fingerprint of what it asks."""

    key: str
    fingerprint: str
