"""The tables as the code of today reads them; `migrations/` brings a database to this state."""

from collections.abc import Mapping

from sqlalchemy import (
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
)

from models.component import Derivatives, Provenance, Review
from models.procedure import Procedure
from models.reading import Digitisation
from records.store.columns import TEXT, Json, Moment, Packed

metadata = MetaData()
_FIELDS = Mapping[str, str]

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
    Column("body", Json(Procedure), nullable=False),
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
    Index("dossiers_newest", "received_at", "code"),
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
)

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
    sqlite_autoincrement=True,
)

reuses = Table(
    "reuses",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("target", TEXT, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("component", TEXT, nullable=False),
    Column("source", TEXT, nullable=False, index=True),
    Column("provenance", Json(Provenance), nullable=False),
    Column("purpose", TEXT, nullable=False),
    Column("consent", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("at", Moment, nullable=False),
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
    Index("jobs_oldest", "state", "created_at", "number"),
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
