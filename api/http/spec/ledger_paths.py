"""Paths and schemas of the ledger."""

from api.http.spec.operations import CODE, get
from api.http.spec.parts import (
    INTEGER,
    MOMENT,
    STRING,
    TEXTS,
    Schema,
    answers_json,
    described,
    enum,
    in_query,
    many,
    nullable,
    record,
    ref,
)
from models.ledger import LedgerKind

LEDGER_SCHEMAS: Schema = {
    "LedgerEntry": record(
        "Who did what, with whose paper, on what ground; docs/ledger.md says how digests chain.",
        number=described(INTEGER, "counts from 1 without gap"),
        at=MOMENT,
        kind=enum(*(kind.value for kind in LedgerKind)),
        caller=STRING,
        role=STRING,
        agency=nullable(STRING),
        owner=nullable(STRING),
        dossier=nullable(STRING),
        item=nullable(STRING),
        version=nullable(STRING),
        purpose=STRING,
        basis=STRING,
        detail=TEXTS,
        said=described(STRING, "Vietnamese"),
        said_en=STRING,
        previous=described(STRING, "digest of the entry before"),
        digest=STRING,
    ),
    "LedgerPage": record(
        "Newest first; a page of one kind may be empty and still have a next one.",
        entries=many(ref("LedgerEntry")),
        next=nullable(STRING),
    ),
    "LedgerOfDossier": record("Newest first.", entries=many(ref("LedgerEntry"))),
}

LEDGER_PATHS: Schema = {
    "/v1/ledger": get(
        "listLedger",
        "The ledger, for auditors; that it was read is an entry too",
        answers_json("Found.", ref("LedgerPage")),
        in_query("kind", STRING, "only entries of this kind"),
        in_query("dossier", STRING, "only entries of this dossier"),
        in_query("owner", STRING, "only entries about this owner's data"),
        in_query("before", INTEGER, "only entries with lower numbers"),
        also=(422,),
    ),
    "/v1/dossiers/{code}/ledger": get(
        "listLedgerOfDossier",
        "The entries of one dossier, for who reads its papers and for auditors",
        answers_json("Found.", ref("LedgerOfDossier")),
        CODE,
    ),
}
