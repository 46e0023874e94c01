"""Where stacks are cut: single rules on small pages, then whole made-up piles against their truth."""

import pytest

from models.component import PageRange
from models.page import Box, Code, PageReading
from models.reading import Reading
from models.split import SEPARATOR
from ocr.stack.numbers import PageNumber, page_number
from ocr.stack.propose import propose
from tests.api.parts import BIRTH_CERTIFICATE, page_of
from tests.samples.stacks import make_stack, reading_of, truth_of

CONTRACT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "HỢP ĐỒNG THUÊ NHÀ",
    "Điều 1. Bên A cho thuê.",
)
BODY = ("Điều 2. Bên B trả tiền thuê nhà đúng hạn theo thỏa thuận.", "Điều 3. Hai bên cam kết thực hiện.")
MARITAL = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    "Họ, chữ đệm, tên: TRẦN VĂN NAM",
)


def stack(*pages: tuple[str, ...]) -> Reading:
    return Reading(tuple(page_of(number, *lines) for number, lines in enumerate(pages, 1)))


def ranges(reading: Reading) -> list[tuple[int, int]]:
    return [(part.pages.first, part.pages.last) for part in propose(reading).parts]


def separator(number: int) -> PageReading:
    page = page_of(number, "PHÂN CÁCH")
    return PageReading(
        page.number, page.width, page.height, page.source_width, page.source_height, 0, 0.0, page.to_source,
        page.lines, page.source, codes=(Code("qr", SEPARATOR, Box(0, 0, 9, 9)),),
    )  # fmt: skip


def test_one_paper_is_one_part() -> None:
    split = propose(stack(CONTRACT, BODY))
    assert [part.pages for part in split.parts] == [PageRange(1, 2)]
    assert split.left_out == ()


def test_a_new_head_begins_a_paper_and_says_why() -> None:
    split = propose(stack(CONTRACT, BODY, MARITAL))
    assert [part.pages for part in split.parts] == [PageRange(1, 2), PageRange(3, 3)]
    assert split.parts[1].type == "marital-status"
    assert split.parts[1].cue in {"title", "nation"}
    assert split.parts[1].vi.endswith(".")
    assert 0.5 <= split.parts[1].confidence <= 1


def test_a_separator_parts_even_what_would_go_on() -> None:
    reading = Reading((page_of(1, *CONTRACT), separator(2), page_of(3, *BODY)))
    split = propose(reading)
    assert [part.pages for part in split.parts] == [PageRange(1, 1), PageRange(3, 3)]
    assert split.left_out == (2,)
    assert split.parts[1].confidence == 1.0


def test_an_empty_back_stays_inside_its_paper() -> None:
    split = propose(stack(CONTRACT, (), BODY))
    assert [part.pages for part in split.parts] == [PageRange(1, 3)]


def test_a_blank_sheet_before_a_new_head_is_left_out() -> None:
    split = propose(stack(CONTRACT, (), BIRTH_CERTIFICATE, ()))
    assert [part.pages for part in split.parts] == [PageRange(1, 1), PageRange(3, 3)]
    assert split.left_out == (2, 4)


def test_page_numbers_hold_a_paper_together() -> None:
    assert ranges(stack((*CONTRACT, "Trang 1/2"), (*MARITAL, "Trang 2/2"))) == [(1, 2)]


def test_page_numbers_that_begin_again_part() -> None:
    assert ranges(stack((*BODY, "Trang 2/2"), ("Mọi tranh chấp giải quyết.", "Trang 1/2"))) == [(1, 1), (2, 2)]


def test_an_annex_stays_with_its_decision() -> None:
    annex = ("PHỤ LỤC", "QUY TRÌNH CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "(Kèm theo Quyết định số 12/QĐ-STP)")
    assert ranges(stack(CONTRACT, annex)) == [(1, 2)]


def test_nothing_read_gives_nothing() -> None:
    assert propose(Reading(())).parts == ()
    assert propose(stack((), ())).parts == ()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Trang 2/3", PageNumber(2, 3)),
        ("- 2 -", PageNumber(2)),
        ("7", PageNumber(7)),
        ("Trang 4", PageNumber(4)),
        ("Page 1 of 9", PageNumber(1, 9)),
        ("Trang 5/3", None),
        ("12/QĐ-UBND", None),
    ],
)
def test_printed_page_numbers(line: str, number: PageNumber | None) -> None:
    assert page_number(page_of(1, line, *BODY)) == number


@pytest.mark.parametrize("misread", [0.0, 0.08])
def test_made_up_piles_are_cut_where_their_papers_begin(misread: float) -> None:
    wanted = found = right = 0
    for seed in range(900, 904):
        pile = make_stack(seed)
        begins = set(truth_of(pile))
        cuts = {part.pages.first for part in propose(reading_of(pile, misread, seed)).parts}
        wanted, found, right = wanted + len(begins), found + len(cuts), right + len(begins & cuts)
    assert right >= 0.9 * wanted
    assert right >= 0.9 * found
