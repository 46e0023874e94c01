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
    Text,
    UniqueConstraint,
)

from models.component import Derivatives, Provenance, Review
from models.procedure import Procedure
from models.reading import Digitisation
from records.store.columns import Json, Moment, Packed

metadata = MetaData()
_FIELDS = Mapping[str, str]

agencies = Table(
    "agencies",
    metadata,
    Column("code", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("parent", Text),
    Column("successor", Text),
)

procedures = Table(
    "procedures",
    metadata,
    Column("code", Text, primary_key=True),
    Column("body", Json(Procedure), nullable=False),
)

sequences = Table(
    "sequences",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("last", Integer, nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("code", Text, primary_key=True),
    Column("procedure", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("owner_id", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("channel", Text, nullable=False),
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
    Column("dossier", Text, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("detail", Json(_FIELDS), nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("filename", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_by", Text, nullable=False),
)

digitisations = Table(
    "digitisations",
    metadata,
    Column("version", Text, ForeignKey("versions.id"), primary_key=True),
    Column("body", Packed(Digitisation), nullable=False),
)

components = Table(
    "components",
    metadata,
    Column("added", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("dossier", Text, ForeignKey("dossiers.code"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("requirement", Text),
    Column("version", Text, ForeignKey("versions.id"), nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("read_type", Text, nullable=False),
    Column("type_confidence", Float, nullable=False),
    Column("read_fields", Json(_FIELDS), nullable=False),
    Column("review", Json(Review), nullable=False),
    Column("copy_kind", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("usable", Boolean, nullable=False),
    Column("derivatives", Json(Derivatives), nullable=False),
    Column("provenance", Json(Provenance)),
    Column("failure", Text, nullable=False),
    UniqueConstraint("dossier", "number", name="components_number"),
    sqlite_autoincrement=True,
)
"""`read_type` and `read_fields` are what stands without a person's review, whose values are laid over them."""

results = Table(
    "results",
    metadata,
    Column("added", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("dossier", Text, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("agency", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("document_number", Text, nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("version", Text, ForeignKey("versions.id"), nullable=False, index=True),
    Column("fields", Json(_FIELDS), nullable=False),
    Column("copy_kind", Text, nullable=False),
    sqlite_autoincrement=True,
)

reuses = Table(
    "reuses",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("target", Text, ForeignKey("dossiers.code"), nullable=False, index=True),
    Column("component", Text, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("provenance", Json(Provenance), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("consent", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("component", Text, ForeignKey("components.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("lease", Text, nullable=False),
    Column("leased_until", Moment),
    Column("reason", Text, nullable=False),
    Index("jobs_oldest", "state", "created_at", "number"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("document", Text, nullable=False),
    sqlite_autoincrement=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
