"""What a page says of its place in a stack: blank, separator, head of a new paper, or the next page of one."""

import re
from dataclasses import dataclass

from models.identifiers import UNKNOWN, DocumentType
from models.page import Line, PageReading
from models.reading import Classification, Reading
from models.split import SEPARATOR
from models.text import fold
from ocr.classify import classify
from ocr.stack.numbers import PageNumber, page_number

_NATION = re.compile(r"cong ?hoa ?xa ?hoi ?chu ?nghia|doc ?lap ?- ?tu ?do ?- ?hanh ?phuc")
_TITLE = re.compile(
    r"hop dong|bien ban|thong bao|cong van|to trinh|giay moi|giay gioi thieu|ban cam ket|ban cam doan|don xin"
    r"|don de nghi|to khai|giay uy quyen|phieu|hoa don|chung chi|bang tot nghiep|so yeu ly lich|giay kham suc khoe"
)
_ANNEX = re.compile(r"phu luc|\(?(?:ban hanh )?kem theo|danh sach kem theo")
_INNER = re.compile(
    r"i+v?\. ?(?:nguoi su dung dat|thua dat|so do thua dat|nhung thay doi|thong tin ve thua)|nhung thay doi sau khi cap"
    r"|dac diem nhan d[ai]ng|ngon tro (?:trai|phai)|thay doi khac|dieu chinh thay doi"
)
_STAMP = re.compile(r"chung thuc ban sao dung voi ban chinh")
_STAMP_ONLY = 400  # characters: a page with hardly more is the back of the copy that the stamp certifies
_REFERENCE = re.compile(r"\bso\s*[:.]\s*([a-z]{0,3}\s?\d[\w/.-]{3,})")
_ARTICLE = re.compile(r"dieu (\d{1,3})\b")
_FEW_LETTERS = 12
_HEAD = 0.4  # of the page's height, in which a paper says what it is
_LINES = 14


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells on one page.

    `size` is width and height in pixels; `articles` the first and last “Điều …” on it,
    `references` the numbers that its head gives (“Số: …”), `words` how many there are.
    """

    number: int
    blank: bool
    separator: bool
    nation: bool
    titled: bool
    annex: bool
    inner: bool
    goes_on: bool
    kind: Classification
    printed: PageNumber | None
    articles: tuple[int, int] | None
    references: frozenset[str]
    words: int
    size: tuple[int, int]

    @property
    def type(self) -> DocumentType:
        return self.kind.type

    @property
    def known(self) -> bool:
        return self.kind.type != UNKNOWN


def signs_of(page: PageReading) -> Signs:
    """Return what `page` says of its place in a stack."""
    head = [fold(line.text) for line in page.lines[:_LINES] if line.box.y0 < _HEAD * page.height]
    top = " ".join(head)
    every = " ".join(fold(line.text) for line in page.lines)
    articles = [int(found) for found in _ARTICLE.findall(" ".join(_starts(page.lines)))]
    return Signs(
        number=page.number,
        blank=sum(c.isalnum() for c in every) < _FEW_LETTERS and not page.codes,
        separator=any(code.text.startswith(SEPARATOR) for code in page.codes),
        nation=bool(_NATION.search(top)),
        titled=any(_TITLE.match(line) for line, printed in zip(head, page.lines, strict=False) if _capital(printed)),
        annex=any(_ANNEX.match(line) for line in head[:5]),
        inner=any(_INNER.match(line) for line in head[:4]) or (bool(_STAMP.search(every)) and len(every) < _STAMP_ONLY),
        goes_on=_goes_on(page.lines),
        kind=classify(Reading((page,))),
        printed=page_number(page),
        articles=(articles[0], articles[-1]) if articles else None,
        references=frozenset(_REFERENCE.findall(top)),
        words=len(every.split()),
        size=(page.width, page.height),
    )


def _starts(lines: tuple[Line, ...]) -> list[str]:
    """Return the first two words of each line: an article begins a line, a mention of one stands anywhere."""
    return [fold(" ".join(word.text for word in line.words[:2])) for line in lines]


def _capital(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.8 * len(letters)


def _goes_on(lines: tuple[Line, ...]) -> bool:
    """Tell whether the first line of text begins inside a sentence: with a small letter."""
    first = next((line for line in lines if sum(c.isalpha() for c in line.text) >= 8), None)
    return first is not None and first.text.lstrip("-–+•. ")[:1].islower()
