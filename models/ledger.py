"""The ledger (*sổ nhật ký khai thác*): who looked at, was granted, refused or used what, of whom and why.

One append-only chain: every entry is sealed together with the one before it. How is in `records.ledger`; what an
auditor needs to recompute it is in `docs/ledger.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.caller import Caller, Role
from models.identifiers import AgencyCode, DossierCode, OwnerId, VersionId


class LedgerKind(StrEnum):
    """What happened."""

    OPENED = "opened"  # mở sổ: the first entry, written when the key was made
    LOOK = "look"  # xem: metadata or content of a paper or dossier
    SEARCH = "search"  # tra cứu
    GRANT = "grant"  # cho phép
    DENIAL = "denial"  # từ chối
    USE = "use"  # khai thác, sử dụng lại: the link of a paper into a dossier
    WITHDRAWAL = "withdrawal"  # rút lại một lần sử dụng
    DECISION = "decision"  # kiểm tra lại khi quyết định
    REVOCATION = "revocation"  # thu hồi giấy tờ
    SUSPENSION = "suspension"  # tạm dừng hiệu lực
    REINSTATEMENT = "reinstatement"  # khôi phục hiệu lực
    SUPERSESSION = "supersession"  # thay bằng bản mới
    CONSENT = "consent"  # đồng ý
    CONSENT_WITHDRAWN = "consent-withdrawn"  # rút lại sự đồng ý
    REPRESENTATION = "representation"  # ủy quyền, giám hộ
    OWNER_LINK = "owner-link"  # nối số CMND với số định danh
    RE_REQUEST = "re-request"  # yêu cầu nộp lại giấy đã có
    TOKEN_ISSUED = "token-issued"  # noqa: S105 - a kind of entry, no secret
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - as above
    LEDGER_READ = "ledger-read"  # thanh tra xem sổ


@dataclass(frozen=True, slots=True)
class LedgerNote:
    """What a use case writes down.

    `dossier` and `item` say where it happened; for a use they are the dossier that took the paper and the component
    made there, and `detail` holds ``source`` (the earlier dossier) and ``source_item``. `version` is the pinned paper,
    `owner` the person whose data it is, `purpose` and `basis` (legal basis or consent) are stated by the caller.
    Of the owner nothing but the id may stand here; names and values of fields belong neither in `purpose` nor `detail`.
    """

    at: datetime
    kind: LedgerKind
    caller: str
    caller_name: str
    role: str
    agency: AgencyCode | None = None
    owner: OwnerId | None = None
    dossier: DossierCode | None = None
    item: str | None = None
    version: VersionId | None = None
    purpose: str = ""
    basis: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The end of the chain: the number of the last entry (0 for none) and its digest."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A note in its place: numbered from 1 without gap, `previous` is the digest of the entry before."""

    number: int
    note: LedgerNote
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry as it is stored, believed in nothing: `body` is the sealed text, `columns` are its searchable copies."""

    number: int
    columns: Mapping[str, str | None]
    body: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class LedgerAnchor:
    """The end of the chain as it was at a moment, kept outside the database."""

    head: LedgerHead
    at: datetime


def note_of(caller: Caller, kind: LedgerKind, at: datetime, **more: str | Mapping[str, str] | None) -> LedgerNote:
    """Return a note by `caller`; `more` are the further attributes of :class:`LedgerNote`.

    The name of a citizen is left out: it is personal data, and the ledger can never be cleared of it.
    """
    name = "" if caller.role is Role.CITIZEN else caller.name
    known = {"agency": caller.agency, **more}
    return LedgerNote(at, kind, caller.id, name, caller.role.value, **known)  # type: ignore[arg-type]  # names are checked at the call
