"""The first records: agencies, procedures, dossiers, components, results, jobs and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r0001"
down_revision = None

_TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    _agencies()
    _dossiers()
    _idempotency()
    _outbox()
    _procedures()
    _sequences()
    _versions()
    _components()
    _digitisations()
    _events()
    _results()
    _reuses()
    _jobs()


def _agencies() -> None:
    op.create_table(
        "agencies",
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("level", _TEXT, nullable=False),
        sa.Column("parent", _TEXT),
        sa.Column("successor", _TEXT),
        sa.PrimaryKeyConstraint("code", "valid_from"),
    )


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("procedure", _TEXT, nullable=False),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("owner_id", _TEXT, nullable=False),
        sa.Column("owner_name", _TEXT, nullable=False),
        sa.Column("channel", _TEXT, nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("dossiers_newest", "dossiers", ["received_at", "code"])
    op.create_index("dossiers_owner", "dossiers", ["owner_id", "received_at"])


def _idempotency() -> None:
    op.create_table(
        "idempotency",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("fingerprint", _TEXT, nullable=False),
        sa.Column("reference", _TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("sequence"),
        sqlite_autoincrement=True,
    )


def _procedures() -> None:
    op.create_table(
        "procedures",
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )


def _sequences() -> None:
    op.create_table(
        "sequences",
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "day"),
    )


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", _TEXT, nullable=False),
        sa.Column("filename", _TEXT, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_versions_sha256", "versions", ["sha256"])


def _components() -> None:
    op.create_table(
        "components",
        sa.Column("added", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("dossier", _TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("requirement", _TEXT),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("read_type", _TEXT, nullable=False),
        sa.Column("type_confidence", sa.Float(), nullable=False),
        sa.Column("read_fields", _TEXT, nullable=False),
        sa.Column("review", _TEXT, nullable=False),
        sa.Column("copy_kind", _TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("usable", sa.Boolean(), nullable=False),
        sa.Column("derivatives", _TEXT, nullable=False),
        sa.Column("provenance", _TEXT),
        sa.Column("failure", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier"],
            ["dossiers.code"],
        ),
        sa.ForeignKeyConstraint(
            ["version"],
            ["versions.id"],
        ),
        sa.PrimaryKeyConstraint("added"),
        sa.UniqueConstraint("dossier", "number", name="components_number"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_components_version", "components", ["version"])


def _digitisations() -> None:
    op.create_table(
        "digitisations",
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"],
            ["versions.id"],
        ),
        sa.PrimaryKeyConstraint("version"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dossier", _TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("detail", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier"],
            ["dossiers.code"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_events_dossier", "events", ["dossier"])


def _results() -> None:
    op.create_table(
        "results",
        sa.Column("added", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("dossier", _TEXT, nullable=False),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("type", _TEXT, nullable=False),
        sa.Column("document_number", _TEXT, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("fields", _TEXT, nullable=False),
        sa.Column("copy_kind", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier"],
            ["dossiers.code"],
        ),
        sa.ForeignKeyConstraint(
            ["version"],
            ["versions.id"],
        ),
        sa.PrimaryKeyConstraint("added"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_results_dossier", "results", ["dossier"])
    op.create_index("ix_results_version", "results", ["version"])


def _reuses() -> None:
    op.create_table(
        "reuses",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("target", _TEXT, nullable=False),
        sa.Column("component", _TEXT, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("provenance", _TEXT, nullable=False),
        sa.Column("purpose", _TEXT, nullable=False),
        sa.Column("consent", _TEXT, nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["target"],
            ["dossiers.code"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_reuses_source", "reuses", ["source"])
    op.create_index("ix_reuses_target", "reuses", ["target"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("component", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", _TEXT, nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("reason", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["component"],
            ["components.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_component", "jobs", ["component"])
    op.create_index("jobs_oldest", "jobs", ["state", "created_at", "number"])
