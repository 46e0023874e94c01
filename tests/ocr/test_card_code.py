"""The QR code of an identity card confirms or overrules what was read, and shows what it overruled."""

from dataclasses import replace

import pytest

from models.identifiers import DocumentType
from models.page import Box, Code
from models.reading import FieldValue, Reading
from ocr.extract import extract
from ocr.layout.card_code import find_card_codes, parse_card_code
from tests.ocr.readings import reading
from tests.ocr.test_extract_card import BACK, CARD, FRONT

PLACE = Box(1200, 300, 1400, 500)
AN = "001093047064|012345678|Nguyễn Văn An|14021993|Nam|Tổ 5, Tân An, An Hòa, An Giang|10052021"
BA = "001193047065||Trần Thị Ba|01121993|Nữ|Tổ 6, Tân An, An Hòa, An Giang|10052021"


def with_codes(paper: Reading, *texts: str) -> Reading:
    """Return `paper` with codes of these texts on its first page."""
    first, *rest = paper.pages
    codes = tuple(Code("qr", text, PLACE) for text in texts)
    return Reading((replace(first, codes=codes), *rest))


def fields(text: str, *codes: str, slug: str = "identity-card") -> dict[str, FieldValue]:
    return dict(extract(with_codes(reading(text), *codes), DocumentType(slug)).fields)


def test_what_agrees_is_confirmed_where_it_is_printed() -> None:
    alone, both = extract(reading(FRONT, confidence=0.6), CARD).fields, fields(FRONT, AN)
    for name in ("personal_id", "full_name", "date_of_birth", "sex"):
        assert both[name].value == alone[name].value
        assert both[name].box == alone[name].box
        assert both[name].confidence == 0.99


def test_what_was_misread_is_overruled_and_stays_in_sight() -> None:
    misread = FRONT.replace("NGUYỄN VĂN AN", "NGUYEN VĂN ÂN").replace("001093047064", "001093047084")
    found = fields(misread, AN)
    assert (found["personal_id"].value, found["personal_id"].raw) == ("001093047064", "001093047084")
    assert (found["full_name"].value, found["full_name"].raw) == ("NGUYỄN VĂN AN", "NGUYEN VĂN ÂN")
    assert found["address"].value == "Tổ 5, Tân An, An Hòa, An Giang"
    assert found["address"].box != PLACE


def test_what_was_not_read_is_taken_from_the_code_in_its_place() -> None:
    found = fields("#CĂN CƯỚC CÔNG DÂN\n^Citizen Identity Card", AN)
    assert found["issue_date"].value == "2021-05-10"
    assert found["date_of_birth"].value == "1993-02-14"
    assert found["full_name"].box == PLACE


@pytest.mark.parametrize(("old", "kept"), [("012345678", "012345678"), ("", None), ("01234567", None), ("n/a", None)])
def test_the_number_of_the_earlier_card_is_kept(old: str, kept: str | None) -> None:
    found = fields(FRONT, AN.replace("|012345678|", f"|{old}|")).get("old_personal_id")
    assert (found.value if found else None) == kept
    assert found is None or found.box == PLACE


def test_a_code_of_another_person_makes_the_card_doubtful() -> None:
    found = fields(FRONT, "079188123456||Lê Thị Tư|05061988|Nữ|Xã Tân An|10052021")
    assert found["personal_id"].raw == "001093047064"
    assert found["personal_id"].confidence < 0.7


def test_of_two_persons_codes_the_printed_ones_counts() -> None:
    assert fields(FRONT, BA, AN)["address"].value == "Tổ 5, Tân An, An Hòa, An Giang"
    unread = FRONT.replace("001093047064", "").replace("NGUYỄN VĂN AN", "")
    assert "full_name" not in fields(unread, BA, AN)


def test_codes_count_on_cards_only() -> None:
    found = fields("#ĐƠN ĐỀ NGHỊ\nHọ và tên: Lê Văn Tư", AN, slug="application")
    assert found["full_name"].value == "Lê Văn Tư"
    assert "sex" not in found


@pytest.mark.parametrize(
    "text",
    [
        "https://example.vn/001093047064",
        "00109304706|012345678|Nguyễn Văn An|14021993|Nam|An Giang|10052021",  # eleven digits
        "001093047064|012345678|Nguyễn Văn An|31021993|Nam|An Giang|10052021",  # no such day
        "001093047064|012345678|Nguyễn Văn An|14021994|Nam|An Giang|10052021",  # the id says 1993
        "001093047064|012345678||14021993|Nam|An Giang|10052021",  # no name
        "001093047064|012345678|Nguyễn Văn An|14021993|Nam|An Giang",  # six parts
        "٠٠١٠٩٣٠٤٧٠٦٤|012345678|Nguyễn Văn An|14021993|Nam|An Giang|10052021",  # digits of another script
        "",
    ],
)
def test_other_codes_are_no_cards(text: str) -> None:
    assert parse_card_code(text, 1, PLACE) is None
    assert "personal_id" not in fields("#CĂN CƯỚC CÔNG DÂN", text)


def test_later_cards_have_more_parts() -> None:
    card = parse_card_code(f"{AN}||Nguyễn Văn Bố|Trần Thị Mẹ|", 2, PLACE)
    assert card
    assert (card.page, card.issue_date, card.personal_id) == (2, "2021-05-10", "001093047064")


def test_one_person_has_one_code_however_often_it_was_scanned() -> None:
    twice = with_codes(reading(FRONT, BACK), AN, BA, AN)
    assert [card.personal_id for card in find_card_codes(twice)] == ["001093047064", "001193047065"]
