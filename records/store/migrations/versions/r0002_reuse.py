"""Reuse that can be trusted: callers, consents, representation, standing of papers, the ledger, versions in time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r0002"
down_revision = "r0001"

_TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)
_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _catalogue()
    _callers()
    _consents()
    _owners()
    _standings()
    _papers()
    _reuses()
    _jobs()
    _changes()
    _ledger()


def _catalogue() -> None:
    """Give procedures versions in time. Only the starter catalogue was ever kept; it is loaded again when empty."""
    op.drop_table("procedures")
    op.create_table(
        "procedures",
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("body", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("code", "valid_from"),
    )
    op.create_table(
        "chains",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _callers() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("agency", _TEXT),
        sa.Column("owner", _TEXT),
        sa.Column("procedures", _TEXT, nullable=False),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("issued_by", _TEXT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "attempts",
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("blocked_until", _MOMENT),
        sa.PrimaryKeyConstraint("who"),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("owner", _TEXT, nullable=False),
        sa.Column("given_by", _TEXT, nullable=False),
        sa.Column("means", _TEXT, nullable=False),
        sa.Column("procedure", _TEXT),
        sa.Column("agency", _TEXT),
        sa.Column("dossier", _TEXT),
        sa.Column("purpose", _TEXT, nullable=False),
        sa.Column("basis", _TEXT, nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.Column("valid_until", _MOMENT, nullable=False),
        sa.Column("withdrawn_at", _MOMENT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consents_owner", "consents", ["owner"])
    op.create_index("ix_consents_dossier", "consents", ["dossier"])
    op.create_table(
        "consent_codes",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("owner", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.Column("given_by", _TEXT, nullable=False),
        sa.Column("procedure", _TEXT),
        sa.Column("agency", _TEXT),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consent_codes_owner", "consent_codes", ["owner"])


def _owners() -> None:
    op.create_table(
        "representations",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("owner", _TEXT, nullable=False),
        sa.Column("representative", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("procedures", _TEXT, nullable=False),
        sa.Column("evidence", _TEXT, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("registered_by", _TEXT, nullable=False),
        sa.Column("registered_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.ForeignKeyConstraint(["evidence"], ["components.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_representations_owner", "representations", ["owner"])
    op.create_index("ix_representations_representative", "representations", ["representative"])
    op.create_table(
        "owner_links",
        sa.Column("old", _TEXT, nullable=False),
        sa.Column("new", _TEXT, nullable=False),
        sa.Column("evidence", _TEXT, nullable=False),
        sa.Column("linked_by", _TEXT, nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["evidence"], ["components.id"]),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_index("ix_owner_links_new", "owner_links", ["new"])


def _standings() -> None:
    op.create_table(
        "paper_standings",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("agency", _TEXT),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("successor", _TEXT),
        sa.ForeignKeyConstraint(["version"], ["versions.id"]),
        sa.ForeignKeyConstraint(["successor"], ["versions.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_paper_standings_version", "paper_standings", ["version"])
    op.create_table(
        "re_requests",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("dossier", _TEXT, nullable=False),
        sa.Column("requirement", _TEXT, nullable=False),
        sa.Column("reason", _TEXT),
        sa.Column("note", _TEXT, nullable=False),
        sa.Column("on_file", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("handed_in_at", _MOMENT),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.code"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_re_requests_dossier", "re_requests", ["dossier"])
    op.create_index("re_requests_agency", "re_requests", ["agency", "at"])


def _papers() -> None:
    op.create_table(
        "intakes",
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("chain", _TEXT, nullable=False),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("dossiers", _TEXT, nullable=False),
        sa.Column("owner", _TEXT, nullable=False),
        sa.Column("opened_by", _TEXT, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_intakes_owner", "intakes", ["owner"])
    for name in ("applicant_id", "applicant_name", "intake"):
        op.add_column("dossiers", sa.Column(name, _TEXT))
    op.create_index("ix_dossiers_intake", "dossiers", ["intake"])
    op.create_index("dossiers_agency", "dossiers", ["agency", "received_at", "code"])
    op.add_column("components", sa.Column("signatures", _TEXT))
    op.add_column("components", sa.Column("first_page", sa.Integer()))
    op.add_column("components", sa.Column("last_page", sa.Integer()))
    op.add_column("results", sa.Column("signatures", _TEXT))


def _reuses() -> None:
    """Make reuses refer to a consent; what was stated as text before becomes a consent of its own."""
    connection = op.get_bind()
    before = connection.execute(_BEFORE).mappings().all()
    op.drop_table("reuses")
    reuses = op.create_table(
        "reuses",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("target", _TEXT, nullable=False),
        sa.Column("component", _TEXT, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("owner", _TEXT, nullable=False),
        sa.Column("provenance", _TEXT, nullable=False),
        sa.Column("purpose", _TEXT, nullable=False),
        sa.Column("consent", _TEXT, nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("withdrawn_at", _MOMENT),
        sa.ForeignKeyConstraint(["target"], ["dossiers.code"]),
        sa.ForeignKeyConstraint(["component"], ["components.id"]),
        sa.ForeignKeyConstraint(["version"], ["versions.id"]),
        sa.ForeignKeyConstraint(["consent"], ["consents.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("component"),
    )
    for name in ("target", "source", "version", "consent"):
        op.create_index(f"ix_reuses_{name}", "reuses", [name])
    op.create_index("reuses_owner", "reuses", ["owner", "number"])
    for row in before:
        consent = f"stated-{row['number']}"
        values = {name: row[name] for name in row if name not in ("number", "consent")}
        connection.execute(sa.insert(_CONSENTS).values(_stated(consent, row)))
        connection.execute(sa.insert(reuses).values(**values, consent=consent))


_BEFORE = (
    sa.text(
        "SELECT r.number, r.target, r.component, r.source, c.version, d.owner_id AS owner, r.provenance, r.purpose,"
        " r.consent, r.actor, r.at FROM reuses r JOIN components c ON c.id = r.component"
        " JOIN dossiers d ON d.code = r.target ORDER BY r.number"
    )
).columns(at=_MOMENT)

_CONSENTS = sa.table(
    "consents",
    *(sa.column(name) for name in ("id", "owner", "given_by", "means", "dossier", "purpose", "basis")),
    sa.column("given_at", _MOMENT),
    sa.column("valid_until", _MOMENT),
)


def _stated(id: str, row: sa.RowMapping) -> dict[str, object]:
    return {
        "id": id,
        "owner": row["owner"],
        "given_by": row["actor"],
        "means": "stated",
        "dossier": row["target"],
        "purpose": row["purpose"],
        "basis": row["consent"],
        "given_at": row["at"],
        "valid_until": row["at"],
    }


def _jobs() -> None:
    op.add_column("jobs", sa.Column("lane", _TEXT, nullable=False, server_default="interactive"))
    op.drop_index("jobs_oldest", "jobs")
    op.create_index("jobs_oldest", "jobs", ["state", "lane", "created_at", "number"])


def _changes() -> None:
    """Make room for the places of events in the change feed; old events get theirs when it is first read."""
    op.add_column("events", sa.Column("place", sa.Integer()))
    op.create_index("events_place", "events", ["place"], unique=True)
    unplaced = sa.text("place IS NULL")
    op.create_index("events_unplaced", "events", ["number"], sqlite_where=unplaced, postgresql_where=unplaced)


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("number", _LONG, autoincrement=False, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("caller", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("agency", _TEXT),
        sa.Column("owner", _TEXT),
        sa.Column("dossier", _TEXT),
        sa.Column("item", _TEXT),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("previous", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ledger_owner", "ledger", ["owner", "number"])
    op.create_index("ledger_dossier", "ledger", ["dossier", "number"])
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", _LONG, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    _only_added_to()


def _only_added_to() -> None:
    """Refuse changes of the ledger inside the database itself: the next number and a head that moves on, nothing else.

    This stops slips and simple tampering; what gets past it is found by the audit.
    """
    head = sa.table("ledger_head", sa.column("id"), sa.column("number"), sa.column("digest"))
    op.bulk_insert(head, [{"id": 1, "number": 0, "digest": "0" * 64}])
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _guard_on_sqlite() -> None:
    """BEFORE INSERT also catches ``INSERT OR REPLACE``, which takes rows out without asking a DELETE trigger."""
    refusals = {
        "ledger_keeps": "UPDATE ON ledger",
        "ledger_loses_nothing": "DELETE ON ledger",
        "ledger_goes_on": "INSERT ON ledger WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM ledger)",
        "ledger_head_stays": "DELETE ON ledger_head",
        "ledger_head_is_one": "INSERT ON ledger_head",
        "ledger_head_goes_on": "UPDATE ON ledger_head WHEN NEW.id IS NOT OLD.id OR NEW.number <= OLD.number",
    }
    for name, event in refusals.items():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
        )


def _guard_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is only added to'; END $$"
    )
    refusals = {
        "ledger_keeps": "UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT",
        "ledger_head_stays": "INSERT OR DELETE OR TRUNCATE ON ledger_head FOR EACH STATEMENT",
        "ledger_head_goes_on": (
            "UPDATE ON ledger_head FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.number <= OLD.number)"
        ),
    }
    for name, event in refusals.items():
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} EXECUTE FUNCTION ledger_refuse()")
