"""Schemas of the JSON answers and bodies; the shapes are made in `api/http/shapes.py` and `api/http/bodies.py`."""

from api.http.spec.parts import (
    BOOLEAN,
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
from models.agency import Level
from models.component import ComponentStatus, ReviewState
from models.dossier import Channel, DossierState
from models.job import JobState
from models.page import TextSource
from models.procedure import CopyKind

_BOX = described(
    {"type": "array", "items": INTEGER, "minItems": 4, "maxItems": 4},
    "left, top, right, bottom in pixels of the upright page; right and bottom exclusive",
)
_STATE = described(enum(*(state.value for state in DossierState)), "1 registered … 10 returned, as the portal counts")
_COPY = enum(*(kind.value for kind in CopyKind))
_LINKS = described(TEXTS, "addresses under this host")

_DOSSIER: Schema = {
    "code": STRING,
    "procedure": STRING,
    "agency": STRING,
    "owner": record("Owner of the dossier.", id=STRING, name=STRING),
    "channel": enum(*(channel.value for channel in Channel)),
    "state": _STATE,
    "received_at": MOMENT,
    "due_at": nullable(MOMENT),
    "version": described(INTEGER, "grows with every change of the dossier or its components; its ETag"),
    "links": _LINKS,
}

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
    "copy_kind": _COPY,
    "usable": described(BOOLEAN, "every page is fit for reuse"),
    "review": ref("Review"),
    "version": ref("PaperVersion"),
    "provenance": nullable(ref("Provenance")),
    "failure": nullable(record("Why it could not be read.", code=STRING, message=STRING)),
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
    "quality": record("Fitness for reuse.", usable=BOOLEAN, advice=many(STRING)),
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
    ),
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
    ),
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
    "Field": record("A value and its place.", value=STRING, raw=STRING, confidence=SHARE, page=INTEGER, box=_BOX),
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
        copy_kind=_COPY,
        version=ref("PaperVersion"),
        links=_LINKS,
    ),
    "Event": record("What happened.", at=MOMENT, kind=STRING, actor=STRING, detail=TEXTS),
    "Requirement": record(
        "A required component.",
        key=STRING,
        name=STRING,
        accepts=many(STRING),
        mandatory=BOOLEAN,
        copy_kinds=many(_COPY),
        fields=many(STRING),
        max_age_days=nullable(INTEGER),
    ),
    "Reusable": record(
        "What earlier dossiers offer.",
        dossier=STRING,
        from_=many(STRING),
        requirements=many(record("One requirement.", requirement=ref("Requirement"), offers=many(ref("Offer")))),
    ),
    "Offer": record(
        "One paper, set against one requirement; the dossier around it is not shown.",
        item=STRING,
        kind=enum("component", "result"),
        dossier=STRING,
        type=STRING,
        fields=TEXTS,
        sha256=SHA256,
        received_at=MOMENT,
        reusable=BOOLEAN,
        obstacles=described(many(STRING), "Vietnamese sentences that say why not"),
    ),
    "Taken": record("The links made.", components=many(ref("Component"))),
    "SearchPage": record("Best first.", hits=many(ref("Hit")), total=INTEGER, next=nullable(STRING)),
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
    "Procedures": record("Procedures.", procedures=many(ref("Procedure"))),
    "Procedure": record(
        "An administrative procedure.",
        code=STRING,
        name=STRING,
        field=STRING,
        levels=many(enum(*(level.value for level in Level))),
        requirements=many(ref("Requirement")),
        result=nullable(STRING),
        working_days=INTEGER,
        fee_vnd=INTEGER,
        online=BOOLEAN,
    ),
    "Agencies": record("Agencies in force today.", agencies=many(ref("Agency"))),
    "Agency": record(
        "An agency.", code=STRING, name=STRING, level=enum(*(level.value for level in Level)), parent=nullable(STRING)
    ),
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
    "StateChange": record("Move a dossier on.", ("note",), state=_STATE, note=STRING),
    "Correction": record(
        "What is absent or null stays; a field set to the empty string is taken away.",
        ("review", "compared_with_original", "type", "fields", "note"),
        review=nullable(enum(*(state.value for state in ReviewState))),
        compared_with_original=nullable(BOOLEAN),
        type=nullable(STRING),
        fields=TEXTS,
        note=nullable(STRING),
    ),
    "Taking": record(
        "Take items of an earlier dossier, all or nothing.",
        from_=STRING,
        items={**many(record("One item.", requirement=STRING, item=STRING)), "minItems": 1},
        purpose=STRING,
        consent=STRING,
    ),
}
