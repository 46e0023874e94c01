"""Faces of cards put to their persons, by layouts made by hand."""

from dataclasses import replace

from models.page import Box, PageReading
from models.reading import Reading
from ocr.layout.persons import is_card, of_first_person, persons
from ocr.layout.rows import PageLayout, lay_out
from tests.ocr.readings import WIDTH, page, reading

FRONT = "CĂN CƯỚC CÔNG DÂN\nCitizen Identity Card\nSố / No.: {0}\nHọ và tên / Full name:\n{1}"
BACK = "Đặc điểm nhận dạng / Personal identification\nIDVNM{1}1{0}<<4\n8612087M2612085VNM<<<<<<<<<<<8"
A, B = "096086604328", "092083420860"


def front(number: str, name: str) -> str:
    return FRONT.format(number, name)


def back(number: str) -> str:
    return BACK.format(number, number[3:])


def first_lines(found: tuple[PageLayout, ...]) -> list[int]:
    return [each.number for each in found]


def test_a_back_follows_its_front_by_number_or_by_place() -> None:
    pages = lay_out(reading(front(A, "VÕ HẢI PHONG"), front(B, "TRẦN ĐÌNH KHUÊ"), back(B), back(A)))
    assert [first_lines(person) for person in persons(pages)] == [[1, 4], [2, 3]]
    unread = "Đặc điểm nhận dạng / Personal identification\nNốt ruồi C: 2cm"
    pages = lay_out(reading(front(A, "VÕ HẢI PHONG"), unread, front(B, "TRẦN ĐÌNH KHUÊ"), unread))
    assert [first_lines(person) for person in persons(pages)] == [[1, 2], [3, 4]]


def test_the_same_front_twice_is_one_person_and_nothing_is_left_out() -> None:
    pages = lay_out(reading(back(A), front(A, "VÕ HẢI PHONG"), front(A, "VÕ HẢI PHONG")))
    assert len(persons(pages)) == 1
    assert of_first_person(pages) == pages


def test_papers_that_are_no_cards_have_no_persons() -> None:
    pages = lay_out(reading("#GIẤY KHAI SINH\nHọ và tên: VÕ HẢI PHONG", "Họ và tên: TRẦN ĐÌNH KHUÊ"))
    assert persons(pages) == ()
    assert of_first_person(pages) == pages
    assert is_card("Citizen Identity Card")
    assert not is_card("Họ và tên: VÕ HẢI PHONG")


def test_parts_are_laid_out_by_themselves_and_the_rest_last() -> None:
    one: PageReading = page("Họ và tên mẹ: TRẦN THỊ MAI‖Họ và tên cha: LÊ VĂN TÁM\nBản sao")
    half = (Box(0, 0, WIDTH // 2, 150), Box(WIDTH // 2, 0, WIDTH, 150))
    layouts = lay_out(Reading((replace(one, parts=half),)))
    assert [layout.rows[0][0].text for layout in layouts] == [
        "Họ và tên mẹ: TRẦN THỊ MAI",
        "Họ và tên cha: LÊ VĂN TÁM",
        "Bản sao",
    ]
    half_width = WIDTH // 2
    assert [layout.left for layout in layouts] == [0, half_width, 0]
    assert [layout.width for layout in layouts] == [half_width, half_width, WIDTH]
