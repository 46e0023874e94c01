"""Domain values for tests; every id is new unless it is given."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from models.agency import Agency, Level
from models.component import Component, ComponentStatus, PaperVersion
from models.consent import Consent, Means
from models.dossier import Channel, Dossier, DossierState, Owner
from models.identifiers import (
    UNKNOWN,
    AgencyCode,
    ComponentId,
    DocumentType,
    DossierCode,
    OwnerId,
    ProcedureCode,
    RequirementKey,
    ResultId,
    Sha256,
    VersionId,
)
from models.ledger import LedgerKind, LedgerNote
from models.page import IDENTITY, Box, Line, PageFailure, PageReading, Quality, TextSource, Word
from models.procedure import Procedure, Requirement
from models.reading import Classification, Digitisation, Extraction, FieldValue, Reading
from models.result import ProcedureResult

NOW = datetime(2026, 3, 2, 1, 30, 0, 123456, tzinfo=UTC)
AGENCY = AgencyCode("H99.01.03")
DAY = date(2026, 3, 2)
CODE = DossierCode("H99.01.03-260302-0001")
MINUTE = timedelta(minutes=1)
PAPER = ComponentId("paper")
LEDGER_KEY = bytes(range(32))
OWNER = Owner(OwnerId("001093047064"), "Nguyễn Thị Hoà")


def dossier(code: str = "H99.01.03-260302-0001", **changes: Any) -> Dossier:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "code": DossierCode(code),
        "procedure": ProcedureCode("1.000894"),
        "agency": AGENCY,
        "owner": OWNER,
        "channel": Channel.COUNTER,
        "state": DossierState.ACCEPTED,
        "received_at": NOW,
        "due_at": NOW + timedelta(days=3),
    }
    return Dossier(**values | changes)


def version(content: bytes = b"scan", **changes: Any) -> PaperVersion:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "id": VersionId(uuid4().hex),
        "sha256": Sha256(sha256(content).hexdigest()),
        "size": len(content),
        "media_type": "image/jpeg",
        "filename": "Giấy khai sinh “bản chính”.jpg",
        "pages": 1,
        "received_at": NOW,
        "received_by": "can.bo.01",
    }
    return PaperVersion(**values | changes)


def component(number: int = 1, **changes: Any) -> Component:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "id": ComponentId(uuid4().hex),
        "dossier": DossierCode("H99.01.03-260302-0001"),
        "number": number,
        "requirement": RequirementKey("birth"),
        "version": version(),
        "status": ComponentStatus.QUEUED,
        "type": UNKNOWN,
        "type_confidence": 0.0,
        "fields": {},
    }
    return Component(**values | changes)


def result(**changes: Any) -> ProcedureResult:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "id": ResultId(uuid4().hex),
        "dossier": DossierCode("H99.01.03-260302-0001"),
        "agency": AGENCY,
        "type": DocumentType("marriage-certificate"),
        "document_number": "12/2026",
        "issued_at": NOW,
        "version": version(b"result"),
        "fields": {"husband_name": "Trần Văn Định"},
    }
    return ProcedureResult(**values | changes)


def consent(**changes: Any) -> Consent:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "id": "consent",
        "owner": OWNER.id,
        "given_by": OWNER.id,
        "means": Means.SIGNED_IN,
        "procedure": ProcedureCode("1.000894"),
        "agency": AGENCY,
        "dossier": CODE,
        "purpose": "Đăng ký kết hôn",
        "basis": "",
        "given_at": NOW,
        "valid_until": NOW + timedelta(days=30),
    }
    return Consent(**values | changes)


def line(text: str) -> Line:
    return Line(tuple(Word(word, Box(10 * n, 5, 10 * n + 9, 15), 0.9) for n, word in enumerate(text.split())))


def page(text: str = "GIẤY KHAI SINH", number: int = 1, *, usable: bool = True) -> PageReading:
    quality = Quality() if usable else Quality(usable=False, advice=("blurred",))
    lines = tuple(line(row) for row in text.splitlines())
    return PageReading(number, 800, 600, 800, 600, 90, -1.8, IDENTITY, lines, TextSource.OCR, quality, 0.5)


def digitisation(
    text: str = "GIẤY KHAI SINH",
    type: str = "birth-certificate",
    fields: Mapping[str, str] | None = None,
    *,
    usable: bool = True,
    failures: tuple[PageFailure, ...] = (),
) -> Digitisation:
    read = {"full_name": "Nguyễn Văn Ân"} if fields is None else fields
    return Digitisation(
        Reading((page(text, usable=usable),), failures),
        Classification(DocumentType(type), 0.97, "GIẤY KHAI SINH"),
        Extraction({name: FieldValue(value, 0.9, 1, Box(1, 2, 3, 4), value.upper()) for name, value in read.items()}),
        1.25,
    )


def agency(code: str, parent: str | None = None, level: Level = Level.COMMUNE, **changes: Any) -> Agency:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "code": AgencyCode(code),
        "name": f"Cơ quan {code}",
        "level": level,
        "parent": None if parent is None else AgencyCode(parent),
        "valid_from": date(2020, 1, 1),
    }
    return Agency(**values | changes)


def procedure(code: str = "1.000894", **changes: Any) -> Procedure:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "code": ProcedureCode(code),
        "name": "Đăng ký kết hôn",
        "field": "Hộ tịch",
        "levels": (Level.COMMUNE,),
        "requirements": (Requirement(RequirementKey("identity"), "Căn cước", (DocumentType("identity-card"),)),),
        "result": DocumentType("marriage-certificate"),
        "working_days": 1,
        "valid_from": date(2020, 1, 1),
    }
    return Procedure(**values | changes)


def ledger_key() -> bytes:
    return LEDGER_KEY


def note(kind: LedgerKind = LedgerKind.LOOK, **changes: Any) -> LedgerNote:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "at": NOW,
        "kind": kind,
        "caller": "cb-01",
        "caller_name": "Trần Văn Cảnh",
        "role": "officer",
        "agency": AGENCY,
        "owner": OWNER.id,
        "dossier": CODE,
        "item": PAPER,
        "version": VersionId("v1"),
        "purpose": "Đăng ký kết hôn",
        "basis": "Điều 8",
        "detail": {"source": "H99.01.03-250302-0009"},
    }
    return LedgerNote(**values | changes)
