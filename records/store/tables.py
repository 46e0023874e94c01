"""The tables as the code of today reads them; `migrations/` brings a database to this state."""

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from models.component import Derivatives, Provenance, Review
from models.identifiers import DossierCode, ProcedureCode
from models.procedure import Chain, Procedure
from models.reading import Digitisation
from models.signature import SignatureReport
from records.store.columns import TEXT, Json, Moment, Packed

metadata = MetaData()
_FIELDS = Mapping[str, str]
_LONG = BigInteger().with_variant(Integer(), "sqlite")
_PROCEDURES = tuple[ProcedureCode, ...]

agencies = Table(
    "agencies",
    metadata,
    Column("code", TEXT, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("name", TEXT, nullable=False),
    Column("level", TEXT, nullable=False),
    Column("parent", TEXT),
    Column("successor", TEXT),
)

procedures = Table(
    "procedures",
    metadata,
    Column("code", TEXT, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("body", Json(Procedure), nullable=False),
)

chains = Table(
    "chains",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("body", Json(Chain), nullable=False),
)

sequences = Table(
    "sequences",
    metadata,
    Column("agency", TEXT, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("last", Integer, nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("code", TEXT, primary_key=True),
    Column("procedure", TEXT, nullable=False),
    Column("agency", TEXT, nullable=False),
    Column("owner_id", TEXT, nullable=False),
    Column("owner_name", TEXT, nullable=False),
    Column("channel", TEXT, nullable=False),
    Column("state", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("version", Integer, nullable=False),
    Column("applicant_id", TEXT),
    Column("applicant_name", TEXT),
    Column("intake", TEXT, index=True),
    Index("dossiers_newest", "received_at", "code"),
    Index("dossiers_agency", "agency", "received_at", "code"),
    Index("dossiers_owner", "owner_id", "received_at"),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("dossier", TEXT, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("detail", Json(_FIELDS), nullable=False),
    Column("place", Integer),
    Index("events_place", "place", unique=True),
    Index("events_unplaced", "number", sqlite_where=text("place IS NULL"), postgresql_where=text("place IS NULL")),
)
"""`place` is the event's number in the change feed, given after the commit by `records.store.changes`."""

versions = Table(
    "versions",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("sha256", TEXT, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", TEXT, nullable=False),
    Column("filename", TEXT, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_by", TEXT, nullable=False),
)

digitisations = Table(
    "digitisations",
    metadata,
    Column("version", TEXT, ForeignKey("versions.id"), primary_key=True),
    Column("body", Packed(Digitisation), nullable=False),
)

components = Table(
    "components",
    metadata,
    Column("added", Integer, primary_key=True, autoincrement=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("dossier", TEXT, ForeignKey("dossiers.code"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("requirement", TEXT),
    Column("version", TEXT, ForeignKey("versions.id"), nullable=False, index=True),
    Column("status", TEXT, nullable=False),
    Column("read_type", TEXT, nullable=False),
    Column("type_confidence", Float, nullable=False),
    Column("read_fields", Json(_FIELDS), nullable=False),
    Column("review", Json(Review), nullable=False),
    Column("copy_kind", TEXT, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("usable", Boolean, nullable=False),
    Column("derivatives", Json(Derivatives), nullable=False),
    Column("provenance", Json(Provenance)),
    Column("failure", TEXT, nullable=False),
    Column("signatures", Json(SignatureReport)),
    Column("first_page", Integer),
    Column("last_page", Integer),
    UniqueConstraint("dossier", "number", name="components_number"),
    sqlite_autoincrement=True,
)
"""`read_type` and `read_fields` are what stands without a person's review, whose values are laid over them."""

results = Table(
    "results",
    metadata,
    Column("added", Integer, primary_key=True, autoincrement=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("dossier", TEXT, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("agency", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("document_number", TEXT, nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("version", TEXT, ForeignKey("versions.id"), nullable=False, index=True),
    Column("fields", Json(_FIELDS), nullable=False),
    Column("copy_kind", TEXT, nullable=False),
    Column("signatures", Json(SignatureReport)),
    sqlite_autoincrement=True,
)

reuses = Table(
    "reuses",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("target", TEXT, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("component", TEXT, ForeignKey("components.id"), nullable=False, unique=True),
    Column("source", TEXT, nullable=False, index=True),
    Column("version", TEXT, ForeignKey("versions.id"), nullable=False, index=True),
    Column("owner", TEXT, nullable=False),
    Column("provenance", Json(Provenance), nullable=False),
    Column("purpose", TEXT, nullable=False),
    Column("consent", TEXT, ForeignKey("consents.id"), nullable=False, index=True),
    Column("actor", TEXT, nullable=False),
    Column("at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Index("reuses_owner", "owner", "number"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("digest", TEXT, nullable=False, unique=True),
    Column("role", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("agency", TEXT),
    Column("owner", TEXT),
    Column("procedures", Json(_PROCEDURES), nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("issued_by", TEXT, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

attempts = Table(
    "attempts",
    metadata,
    Column("who", TEXT, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", Moment, nullable=False),
    Column("blocked_until", Moment),
)

consents = Table(
    "consents",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("owner", TEXT, nullable=False, index=True),
    Column("given_by", TEXT, nullable=False),
    Column("means", TEXT, nullable=False),
    Column("procedure", TEXT),
    Column("agency", TEXT),
    Column("dossier", TEXT, index=True),
    Column("purpose", TEXT, nullable=False),
    Column("basis", TEXT, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("valid_until", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

consent_codes = Table(
    "consent_codes",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("owner", TEXT, nullable=False, index=True),
    Column("digest", TEXT, nullable=False),
    Column("given_by", TEXT, nullable=False),
    Column("procedure", TEXT),
    Column("agency", TEXT),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("wrong_tries", Integer, nullable=False),
)

representations = Table(
    "representations",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("owner", TEXT, nullable=False, index=True),
    Column("representative", TEXT, nullable=False, index=True),
    Column("kind", TEXT, nullable=False),
    Column("procedures", Json(_PROCEDURES), nullable=False),
    Column("evidence", TEXT, ForeignKey("components.id"), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("registered_by", TEXT, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

owner_links = Table(
    "owner_links",
    metadata,
    Column("old", TEXT, primary_key=True),
    Column("new", TEXT, nullable=False, index=True),
    Column("evidence", TEXT, ForeignKey("components.id"), nullable=False),
    Column("linked_by", TEXT, nullable=False),
    Column("linked_at", Moment, nullable=False),
)

paper_standings = Table(
    "paper_standings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("version", TEXT, ForeignKey("versions.id"), nullable=False, index=True),
    Column("state", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("by", TEXT, nullable=False),
    Column("agency", TEXT),
    Column("at", Moment, nullable=False),
    Column("successor", TEXT, ForeignKey("versions.id")),
)

re_requests = Table(
    "re_requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("dossier", TEXT, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("requirement", TEXT, nullable=False),
    Column("reason", TEXT),
    Column("note", TEXT, nullable=False),
    Column("on_file", Json(tuple[str, ...]), nullable=False),
    Column("by", TEXT, nullable=False),
    Column("agency", TEXT, nullable=False),
    Column("at", Moment, nullable=False),
    Column("handed_in_at", Moment),
    Index("re_requests_agency", "agency", "at"),
)

intakes = Table(
    "intakes",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("chain", Json(Chain), nullable=False),
    Column("agency", TEXT, nullable=False),
    Column("dossiers", Json(tuple[DossierCode, ...]), nullable=False),
    Column("owner", TEXT, nullable=False, index=True),
    Column("opened_by", TEXT, nullable=False),
    Column("opened_at", Moment, nullable=False),
)

ledger = Table(
    "ledger",
    metadata,
    Column("number", _LONG, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("caller", TEXT, nullable=False),
    Column("role", TEXT, nullable=False),
    Column("agency", TEXT),
    Column("owner", TEXT),
    Column("dossier", TEXT),
    Column("item", TEXT),
    Column("body", TEXT, nullable=False),
    Column("previous", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False),
    Index("ledger_owner", "owner", "number"),
    Index("ledger_dossier", "dossier", "number"),
)
"""Only added to, by `records.store.ledger`; triggers refuse anything else."""

ledger_head = Table(
    "ledger_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", _LONG, nullable=False),
    Column("digest", TEXT, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("component", TEXT, ForeignKey("components.id"), nullable=False, index=True),
    Column("state", TEXT, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("lease", TEXT, nullable=False),
    Column("leased_until", Moment),
    Column("reason", TEXT, nullable=False),
    Column("lane", TEXT, nullable=False, server_default="interactive"),
    Index("jobs_oldest", "state", "lane", "created_at", "number"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("document", TEXT, nullable=False),
    sqlite_autoincrement=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("fingerprint", TEXT, nullable=False),
    Column("reference", TEXT, nullable=False),
    Column("at", Moment, nullable=False),
)
