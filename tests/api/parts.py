"""Parts for tests: a small world of agencies and procedures, a clock that stands still, pages read by script."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import TypeVar

from PIL import Image

from api.services.pages import PageOutcome, PageTask, PageWork
from models.agency import Agency, Level
from models.errors import HosoError
from models.identifiers import AgencyCode, DocumentType, ProcedureCode, RequirementKey
from models.job import Lane
from models.page import IDENTITY, Box, Line, PageFailure, PageReading, TextSource, Word
from models.procedure import Procedure, Requirement

T = TypeVar("T")

DAY_ONE = date(2020, 1, 1)
PROVINCE = Agency(AgencyCode("000.00.00.H99"), "UBND tỉnh Mẫu", Level.PROVINCE, None, DAY_ONE)
DEPARTMENT = Agency(AgencyCode("000.00.05.H99"), "Sở Tư pháp tỉnh Mẫu", Level.PROVINCE, PROVINCE.code, DAY_ONE)
DISTRICT = Agency(AgencyCode("000.00.21.H99"), "UBND huyện Bờ Sông", Level.DISTRICT, PROVINCE.code, DAY_ONE)
COMMUNE = Agency(AgencyCode("000.07.21.H99"), "UBND xã An Bình", Level.COMMUNE, DISTRICT.code, DAY_ONE)
AGENCIES = (PROVINCE, DEPARTMENT, DISTRICT, COMMUNE)


def requirement(key: str, accepts: str, *, max_age_days: int | None = None, mandatory: bool = True) -> Requirement:
    return Requirement(
        RequirementKey(key), f"Giấy tờ {key}", (DocumentType(accepts),), mandatory, max_age_days=max_age_days
    )


MARRIAGE = Procedure(
    code=ProcedureCode("1.000894"),
    name="Đăng ký kết hôn",
    field="Hộ tịch",
    levels=(Level.COMMUNE,),
    requirements=(
        requirement("birth", "birth-certificate"),
        requirement("status", "marital-status", max_age_days=180),
    ),
    result=DocumentType("marriage-certificate"),
    working_days=3,
    valid_from=DAY_ONE,
)
RECORD = Procedure(
    code=ProcedureCode("2.000488"),
    name="Cấp Phiếu lý lịch tư pháp",
    field="Lý lịch tư pháp",
    levels=(Level.PROVINCE,),
    requirements=(
        requirement("birth", "birth-certificate"),
        requirement("marriage", "marriage-certificate", mandatory=False),
    ),
    result=None,
    working_days=10,
    valid_from=DAY_ONE,
)
PROCEDURES = (MARRIAGE, RECORD)

BIRTH_CERTIFICATE = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "GIẤY KHAI SINH",
    "Họ, chữ đệm, tên: LÊ THỊ MAI ĐƯỜNG",
    "Ngày, tháng, năm sinh: 02/01/2020",
    "Họ, chữ đệm, tên người mẹ: TRẦN THỊ HOÀ",
)


@dataclass(slots=True)
class StandingClock:
    """A clock that moves only when told."""

    moment: datetime = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


def page_of(number: int, *lines: str, confidence: float = 0.9) -> PageReading:
    """A page of 1,000 × 1,400 px with its lines 40 px apart, words as wide as their letters."""
    return PageReading(
        number=number,
        width=1000,
        height=1400,
        source_width=1000,
        source_height=1400,
        rotation=0,
        skew=0.0,
        to_source=IDENTITY,
        lines=tuple(_line(text, 60 + 40 * row, confidence) for row, text in enumerate(lines)),
        source=TextSource.OCR,
    )


def _line(text: str, top: int, confidence: float) -> Line:
    words, left = [], 80
    for word in text.split():
        words.append(Word(word, Box(left, top, left + 12 * len(word), top + 24), confidence))
        left += 12 * (len(word) + 1)
    return Line(tuple(words))


@cache
def _white() -> bytes:
    stream = BytesIO()
    Image.new("L", (1000, 1400), 255).save(stream, "JPEG")
    return stream.getvalue()


@dataclass(slots=True)
class ScriptedPool:
    """A `PagePool` that answers from a script by page number: lines of text, a failure, or an error to raise."""

    pages: Mapping[int, tuple[str, ...] | PageFailure | HosoError] = field(
        default_factory=lambda: {1: BIRTH_CERTIFICATE}
    )
    tasks: list[PageTask] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def read(self, task: PageTask, *, image: bool, lane: Lane = Lane.INTERACTIVE) -> "Future[PageOutcome]":
        self.tasks.append(task)
        self.lanes.append(lane)
        self.before()
        answer: Future[PageOutcome] = Future()
        script = self.pages[task.number]
        if isinstance(script, HosoError):
            answer.set_exception(script)
        elif isinstance(script, PageFailure):
            answer.set_result(script)
        else:
            answer.set_result(PageWork(page_of(task.number, *script), _white() if image else b""))
        return answer

    def run(self, function: Callable[..., T], *arguments: object, lane: Lane = Lane.INTERACTIVE) -> T:
        self.lanes.append(lane)
        return function(*arguments)

    def close(self) -> None: ...
