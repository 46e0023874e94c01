"""Schemas of the JSON answers and bodies; the shapes are made in `api/http/shapes.py` and `api/http/bodies.py`."""

from api.http.spec.chain_schemas import CHAIN_SCHEMAS, ON_FILE
from api.http.spec.ledger_paths import LEDGER_SCHEMAS
from api.http.spec.parts import (
    BOOLEAN,
    COPY_KIND,
    DAY,
    INTEGER,
    MOMENT,
    SHA256,
    SHARE,
    STRING,
    TEXTS,
    Schema,
    described,
    enum,
    many,
    nullable,
    record,
    ref,
)
from api.http.spec.report_paths import REPORT_SCHEMAS
from api.http.spec.reuse_schemas import REUSE_SCHEMAS
from api.http.spec.split_paths import SPLIT_SCHEMAS
from api.http.spec.standing_paths import STANDING_SCHEMAS
from models.agency import Level
from models.component import ComponentStatus, ReviewState
from models.dossier import Channel, DossierState
from models.job import JobState
from models.page import TextSource
from models.procedure import Online
from models.search import COUNTED_TO
from models.signature import Revocation, SignatureState, TimeSource

_BOX = described(
    {"type": "array", "items": INTEGER, "minItems": 4, "maxItems": 4},
    "left, top, right, bottom in pixels of the upright page; right and bottom exclusive",
)
_STATE = described(enum(*(state.value for state in DossierState)), "1 registered … 10 returned, as the portal counts")
_LEVEL = enum(*(level.value for level in Level))
_LINKS = described(TEXTS, "addresses under this host")

_DOSSIER: Schema = {
    "code": STRING,
    "procedure": STRING,
    "agency": STRING,
    "owner": record("Owner of the dossier.", id=STRING, name=STRING),
    "applicant": described(nullable(record("Who filed it.", id=STRING, name=STRING)), "null: the owner"),
    "intake": described(nullable(STRING), "id of the intake of linked procedures that opened it"),
    "channel": enum(*(channel.value for channel in Channel)),
    "state": _STATE,
    "received_at": MOMENT,
    "due_at": nullable(MOMENT),
    "version": described(INTEGER, "grows with every change of the dossier or its components; its ETag"),
    "links": _LINKS,
}

_SIGNATURES = described(nullable(ref("Signatures")), "null for what cannot hold any, as an image")

_COMPONENT: Schema = {
    "id": STRING,
    "dossier": STRING,
    "number": described(INTEGER, "counts from 1 within the dossier"),
    "requirement": nullable(STRING),
    "status": enum(*(status.value for status in ComponentStatus)),
    "revision": described(INTEGER, "the ETag"),
    "type": described(STRING, "slug of the paper type believed now"),
    "type_confidence": SHARE,
    "fields": described(TEXTS, "values believed now: a person's where there is one, else the machine's"),
    "copy_kind": COPY_KIND,
    "usable": described(BOOLEAN, "every page is fit for reuse"),
    "review": ref("Review"),
    "version": ref("PaperVersion"),
    "provenance": nullable(ref("Provenance")),
    "failure": nullable(record("Why it could not be read.", code=STRING, message=STRING)),
    "signatures": _SIGNATURES,
    "pages": described(nullable(ref("PageRange")), "of one paper of a stack: which pages of the version it is"),
    "page_images": described(many(INTEGER), "numbers of the pages of which there is an image"),
    "links": _LINKS,
}

_PAGE: Schema = {
    "number": INTEGER,
    "width": INTEGER,
    "height": INTEGER,
    "rotation": enum(0, 90, 180, 270),
    "skew": described({"type": "number"}, "degrees undone after the turn, clockwise positive"),
    "confidence": SHARE,
    "source": enum(*(source.value for source in TextSource)),
    "quality": ref("Quality"),
    "handwriting": described(many(_BOX), "where the page was written on by hand, signatures among them"),
}

_QUALITY: Schema = {
    "usable": BOOLEAN,
    "advice": described(
        many(record("One piece of advice.", code=STRING, vi=STRING, en=STRING)), "the most important first"
    ),
}

_WORD = record("One word as printed.", text=STRING, box=_BOX, confidence=SHARE)

SCHEMAS: Schema = {
    "Problem": record(
        "RFC 9457.",
        ("facts",),
        type=described(STRING, "stable, relative: /problems/<code>"),
        title=STRING,
        status=INTEGER,
        detail=described(STRING, "Vietnamese: what happened and what to do"),
        detail_en=STRING,
        code=STRING,
        instance=described(STRING, "urn:uuid of this occurrence, as in X-Request-Id and the log"),
        facts={"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
    ),
    "Dossier": record("A dossier.", **_DOSSIER),
    "DossierView": record(
        "A dossier with all that belongs to it.",
        **_DOSSIER,
        agency_name=STRING,
        procedure_name=STRING,
        requirements=many(ref("Requirement")),
        missing=described(many(STRING), "keys of mandatory requirements that nothing fills yet"),
        components=many(ref("Component")),
        results=many(ref("Result")),
        events=many(ref("Event")),
        on_file=ON_FILE,
    ),
    "OpenedDossier": record("A new dossier.", **_DOSSIER, on_file=ON_FILE),
    "DossierPage": record("Newest first.", dossiers=many(ref("Dossier")), next=nullable(STRING)),
    "Component": record("One paper in one dossier.", **_COMPONENT),
    "ComponentView": record(
        "One paper, with what the machine read kept apart from what people decided.",
        **_COMPONENT,
        machine=nullable(ref("Machine")),
        job=nullable(ref("Job")),
    ),
    "Received": record(
        "A paper as received.",
        **_COMPONENT,
        same_as=described(many(STRING), "earlier components that have the very same bytes"),
        notice=nullable(STRING),
        quality=described(
            nullable(record("All pages together.", **_QUALITY, pages=many(ref("PageQuality")))),
            "what the first pages look like, judged on arrival; null where they were not looked at",
        ),
    ),
    "Quality": record("Whether a page can be filed, and what to do better.", **_QUALITY),
    "PageQuality": record("One page as it came in.", number=INTEGER, **_QUALITY),
    "Review": record(
        "What a person decided; the machine's values stand in `machine`.",
        state=enum(*(state.value for state in ReviewState)),
        by=STRING,
        at=nullable(MOMENT),
        compared_with_original=BOOLEAN,
        type=nullable(STRING),
        fields=TEXTS,
        note=STRING,
    ),
    "Signatures": record(
        "What was found of the digital signatures in an original when it came in.",
        state=enum(*(state.value for state in SignatureState)),
        checks=many(ref("Signature")),
    ),
    "Signature": record(
        "One digital signature; names are those of its certificate, empty where unknown.",
        field=STRING,
        state=enum(*(state.value for state in SignatureState)),
        signer=STRING,
        organisation=STRING,
        serial=described(STRING, "of the certificate, hexadecimal"),
        issuer=STRING,
        signed_at=nullable(MOMENT),
        time_source=described(enum(*(source.value for source in TimeSource)), "who says when it was signed"),
        covers_whole_document=BOOLEAN,
        revocation=described(enum(*(state.value for state in Revocation)), "by data inside the paper alone"),
        reasons=described(many(STRING), "Vietnamese, one sentence each"),
    ),
    "PaperVersion": record(
        "Immutable bytes.",
        id=STRING,
        sha256=SHA256,
        size=INTEGER,
        media_type=STRING,
        filename=described(STRING, "as the sender called it, made harmless"),
        pages=INTEGER,
        received_at=MOMENT,
        received_by=STRING,
    ),
    "Provenance": record(
        "Where a reused paper first came in.",
        dossier=STRING,
        agency=STRING,
        version=STRING,
        sha256=SHA256,
        component=nullable(STRING),
        result=nullable(STRING),
    ),
    "Machine": record(
        "What the machine read.",
        type=STRING,
        type_confidence=SHARE,
        evidence=described(STRING, "the printed title that decided"),
        fields={"type": "object", "additionalProperties": ref("Field")},
        confidence=SHARE,
        pages=many(ref("Page")),
        failures=many(ref("PageFailure")),
        seconds={"type": "number"},
    ),
    "Field": record(
        "A value and its place.",
        value=STRING,
        raw=STRING,
        confidence=SHARE,
        page=INTEGER,
        box=_BOX,
        handwritten=described(BOOLEAN, "it stands on handwriting: a person must read it"),
    ),
    "Page": record("A page that was read.", **_PAGE),
    "PageWords": record("A page with its words.", **_PAGE, lines=many(record("One printed line.", words=many(_WORD)))),
    "PageFailure": record(
        "A page that could not be read.", number=INTEGER, code=STRING, message=STRING, message_en=STRING
    ),
    "Job": record(
        "Reading of one component.",
        state=enum(*(state.value for state in JobState)),
        attempts=INTEGER,
        reason=STRING,
    ),
    "Retried": record("Will be read again.", id=STRING, accepted=BOOLEAN),
    "Result": record(
        "What the agency issued.",
        id=STRING,
        dossier=STRING,
        agency=STRING,
        type=STRING,
        document_number=STRING,
        issued_at=MOMENT,
        fields=TEXTS,
        copy_kind=COPY_KIND,
        version=ref("PaperVersion"),
        signatures=_SIGNATURES,
        links=_LINKS,
    ),
    "Event": record("What happened.", at=MOMENT, kind=STRING, actor=STRING, detail=TEXTS),
    "Requirement": record(
        "A required component.",
        key=STRING,
        name=STRING,
        accepts=many(STRING),
        mandatory=BOOLEAN,
        copy_kinds=many(COPY_KIND),
        fields=many(STRING),
        max_age_days=nullable(INTEGER),
        issuer_levels=described(many(_LEVEL), "levels of agencies that may have issued it; none: any"),
        statutory_lookup=described(BOOLEAN, "law obliges the agency to look it up by itself"),
        legal_basis=STRING,
    ),
    "SearchPage": record(
        "Best first.",
        ("facets",),
        hits=many(ref("Hit")),
        total=described(INTEGER, f"hits in all, counted to {COUNTED_TO:,}"),
        more_than_total=described(BOOLEAN, "there are more hits than were counted"),
        next=nullable(STRING),
        facets=ref("Facets"),
    ),
    "Facets": record(
        "All hits counted, most frequent value first; a unit counts what was filed below it as well.",
        types=many(ref("FacetCount")),
        agencies=many(ref("FacetCount")),
        procedures=many(ref("FacetCount")),
        states=described(many(ref("FacetCount")), "states by their numbers"),
        years=described(many(ref("FacetCount")), "years of receipt, in Vietnamese time"),
        months=described(many(ref("FacetCount")), "months of receipt, such as 2026-03"),
    ),
    "FacetCount": record("One value and how many of the hits have it.", value=STRING, count=INTEGER),
    "Hit": record(
        "A paper found.",
        id=STRING,
        kind=STRING,
        dossier=STRING,
        type=STRING,
        score={"type": "number"},
        snippet=described(STRING, "excerpt; matches stand between U+2068 and U+2069"),
        links=_LINKS,
    ),
    "Procedures": record("Procedures in force today.", procedures=many(ref("Procedure"))),
    "Procedure": record(
        "An administrative procedure.",
        code=STRING,
        name=STRING,
        field=STRING,
        levels=many(_LEVEL),
        requirements=many(ref("Requirement")),
        result=nullable(STRING),
        working_days=INTEGER,
        fee_vnd=INTEGER,
        online=enum(*(online.value for online in Online)),
        legal_basis=STRING,
        valid_from=DAY,
        valid_to=described(nullable(DAY), "first day on which it is no longer in force"),
    ),
    "Agencies": record("Agencies in force today.", agencies=many(ref("Agency"))),
    "Agency": record("An agency.", code=STRING, name=STRING, level=_LEVEL, parent=nullable(STRING)),
    "DocumentTypes": record(
        "Known paper types.", document_types=many(record("A paper type.", slug=STRING, name=STRING))
    ),
    "Alive": record("This process answers.", status=enum("ok")),
    "Ready": record(
        "Each back end: ok, or down; why, only for who is logged in.", status=enum("ok", "down"), parts=TEXTS
    ),
    "Filing": record(
        "Open a dossier.",
        ("channel",),
        procedure=STRING,
        agency=STRING,
        owner=record("Owner.", ("name",), id=described(STRING, "12 digits, 9 digits, or enterprise code"), name=STRING),
        channel=enum(*(channel.value for channel in Channel)),
    ),
    "StateChange": record(
        "Move a dossier on.",
        ("note", "requirements"),
        state=_STATE,
        note=STRING,
        requirements=described(many(ref("Ask")), "with state 5, and only then: the papers wanted"),
    ),
    "Correction": record(
        "What is absent or null stays; a field set to the empty string is taken away.",
        ("review", "compared_with_original", "type", "fields", "note"),
        review=nullable(enum(*(state.value for state in ReviewState))),
        compared_with_original=nullable(BOOLEAN),
        type=nullable(STRING),
        fields=TEXTS,
        note=nullable(STRING),
    ),
    **REUSE_SCHEMAS,
    **CHAIN_SCHEMAS,
    **STANDING_SCHEMAS,
    **LEDGER_SCHEMAS,
    **REPORT_SCHEMAS,
    **SPLIT_SCHEMAS,
}
