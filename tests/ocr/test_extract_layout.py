"""How values are found around their labels: beside, beneath, over several lines, between other labels, with noise."""

import pytest

from models.identifiers import DocumentType
from models.page import Box, Line, PageReading, Word
from models.reading import FieldValue, Reading
from ocr.extract import PLAIN, extract
from ocr.layout.labels import LabelSet
from ocr.layout.rows import lay_out
from ocr.layout.tokens import letters, tokens
from tests.ocr.readings import page, reading

NAME = "NGUYỄN THỊ BƯỞI"


def field(text: str, name: str = "full_name", type: str = "application") -> FieldValue | None:
    return extract(reading(text), DocumentType(type)).fields.get(name)


def value(text: str, name: str = "full_name", type: str = "application") -> str | None:
    found = field(text, name, type)
    return found.value if found else None


@pytest.mark.parametrize(
    "text",
    [
        f"Họ và tên: {NAME}",
        f"1. Họ và tên: {NAME}",
        f"- Họ và tên : {NAME}",
        f"Họ và tên:          {NAME}",
        f"Họ và tên (viết chữ in hoa): {NAME}",
        f"Họ và tên:(1) {NAME}",
        f"Họ và tên:.........{NAME}.........",
        f"Họ và tên:\n{NAME}",
        f"Ho va ten: {NAME}",
        f"HỌ VÀ TÊN: {NAME}",
        f"Họ vả tên: {NAME}",
        f"Họvàtên: {NAME}",
        f"Họ và tên; {NAME}",
        f"Họ và tên- {NAME}",
        f"Họ và tên {NAME}",
        f"Tôi tên là: {NAME}, sinh năm 1990",
        f"Giới tính: Nữ    Họ và tên: {NAME}    Dân tộc: Kinh",
        f"Họ và tên: {NAME} Giới tính: Nữ",
        f"Họ và tên: {NAME} Số điện thoại liên lạc: 0912345678",
    ],
)
def test_a_name_around_its_label(text: str) -> None:
    assert value(text) == NAME


@pytest.mark.parametrize(
    "text",
    [
        f"Họ và tên người làm chứng: {NAME}",
        "Họ và tên:",
        "Họ và tên: ..............",
        "Họ và tên: (ghi rõ)",
        "Họ và tên:\nNgày sinh: 02/01/1990",
        f"Đề nghị ghi rõ họ và tên {NAME} vào sổ",
    ],
)
def test_what_is_not_there_is_not_invented(text: str) -> None:
    assert value(text) is None


def test_an_address_goes_on_where_its_line_is_full() -> None:
    first = "Địa chỉ: số 5 ngõ 12 đường Lê Lợi, tổ dân phố số 7, phường Tân An, thành phố An Hòa, huyện Bắc"
    text = f"{first}\nSơn, tỉnh An Giang\nTôi làm đơn này đề nghị"
    assert value(text, "address") == f"{first.removeprefix('Địa chỉ: ')} Sơn, tỉnh An Giang"


def test_an_address_ends_before_what_is_something_else() -> None:
    for following in (
        "Tôi làm đơn này",
        "Dân tộc: Kinh",
        "(Ghi rõ)",
        "Căn cứ Luật Hộ tịch",
        "An Hòa, ngày 2 tháng 3 năm 2020",
    ):
        assert value(f"Địa chỉ: thôn Đông, xã An Bình\n{following}", "address") == "thôn Đông, xã An Bình"


def test_an_address_that_ends_in_a_unit_goes_on() -> None:
    assert value("Địa chỉ: thôn Đông, thành phố\nAn Hòa", "address") == "thôn Đông, thành phố An Hòa"


def test_a_label_in_running_text_is_none() -> None:
    assert value("Người khai phải ghi đầy đủ địa chỉ thường trú vào mẫu", "address") is None


def test_confidence_is_that_of_the_words_used_and_of_the_grammar() -> None:
    kind = DocumentType("application")
    sure = extract(reading("Số CCCD: 001090012345", confidence=0.9), kind, tables=PLAIN).fields["personal_id"]
    faint = extract(reading("Số CCCD: 001090012345", confidence=0.5), kind, tables=PLAIN).fields["personal_id"]
    odd = extract(reading("Số CCCD: 999090012345", confidence=0.9), kind, tables=PLAIN).fields["personal_id"]
    assert sure.confidence == pytest.approx(0.9, abs=0.01)
    assert faint.confidence == pytest.approx(0.5, abs=0.01)
    assert odd.confidence < 0.5 * sure.confidence


def test_a_value_read_with_no_confidence_is_left_out() -> None:
    assert not extract(reading("Họ và tên: LÊ AN", confidence=0.1), DocumentType("application")).fields


def test_the_box_is_that_of_the_words_used() -> None:
    text = f"Họ và tên: {NAME} Giới tính: Nữ"
    found = field(text)
    words = {word.text: word.box for word in page(text).lines[0].words}
    assert found
    assert found.page == 1
    assert found.raw == NAME
    assert found.box == Box(words["NGUYỄN"].x0, words["NGUYỄN"].y0, words["BƯỞI"].x1, words["BƯỞI"].y1)


def test_the_box_of_a_value_over_two_lines_holds_both() -> None:
    text = "Địa chỉ: thôn Đông, xã\nAn Bình"
    lines = page(text).lines
    found = field(text, "address")
    assert found
    assert found.box.y0 == lines[0].box.y0
    assert found.box.y1 == lines[1].box.y1


def test_pages_are_counted_as_they_are_numbered() -> None:
    found = extract(reading("Kính gửi: UBND xã", f"Họ và tên: {NAME}"), DocumentType("application"))
    assert found.fields["full_name"].page == 2


def test_an_id_that_contradicts_birth_or_sex_lowers_both() -> None:
    good = extract(
        reading("Họ và tên: LÊ AN\nNgày sinh: 02/01/1990\nSố CCCD: 001090012345"), DocumentType("application")
    )
    bad = extract(
        reading("Họ và tên: LÊ AN\nNgày sinh: 02/01/1980\nSố CCCD: 001090012345"), DocumentType("application")
    )
    for name in ("date_of_birth", "personal_id"):
        assert bad.fields[name].confidence < good.fields[name].confidence
        assert bad.fields[name].value


def test_a_paper_without_words_has_no_fields() -> None:
    assert not extract(Reading(()), DocumentType("decision")).fields
    assert not extract(reading(""), DocumentType("decision")).fields


def test_tokens_part_label_leader_and_value() -> None:
    word = Word("tên:......NGUYỄN", Box(0, 0, 160, 20), 0.9)
    parts = tokens(word)
    assert [part.text for part in parts] == ["tên:", "NGUYỄN"]
    assert parts[0].box == Box(0, 0, 40, 20)
    assert parts[1].box == Box(100, 0, 160, 20)
    assert [part.text for part in tokens(Word("10:30", Box(0, 0, 50, 20), 0.9))] == ["10:30"]
    assert tokens(Word("......", Box(0, 0, 50, 20), 0.9)) == []


def test_letters_are_the_same_however_words_are_torn() -> None:
    assert letters("Họ, và  Tên:") == letters("hovaten") == "hovaten"
    assert letters("Đường") == "duong"


def test_rows_put_side_by_side_what_a_recogniser_gave_one_below_the_other() -> None:
    left = Line((Word("Họ và tên:", Box(100, 100, 300, 130), 0.9),))
    right = Line((Word("LÊ", Box(700, 103, 760, 131), 0.9), Word("AN", Box(770, 103, 830, 131), 0.9)))
    below = Line((Word("Ngày", Box(100, 150, 200, 180), 0.9),))
    first = page("x")
    made = PageReading(1, 1000, 1000, 1000, 1000, 0, 0.0, first.to_source, (left, below, right), first.source)
    layout = lay_out(Reading((made,)))[0]
    assert [[segment.text for segment in row] for row in layout.rows] == [["Họ và tên:", "LÊ AN"], ["Ngày"]]


def test_a_national_title_glued_to_the_agency_is_cut_off() -> None:
    layout = lay_out(reading("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))[0]
    assert [segment.text for segment in layout.rows[0]] == ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_the_longest_label_wins() -> None:
    labels = LabelSet(("Họ và tên", "Họ và tên mẹ", "Năm sinh"))
    segment = lay_out(reading("Họ và tên mẹ: TRẦN THỊ MAI Năm sinh: 1990"))[0].rows[0][0]
    hits = labels.find(segment)
    assert [(hit.name, hit.colon) for hit in hits] == [("Họ và tên mẹ", True), ("Năm sinh", True)]
    assert [word.text for word in segment.words[hits[0].end : hits[1].start]] == ["TRẦN", "THỊ", "MAI"]


def test_a_surname_is_not_taken_for_a_short_label() -> None:
    labels = LabelSet(("Vợ", "Ông"))
    vo, ong, wife = (lay_out(reading(t))[0].rows[0][0] for t in ("VÕ KỲ NGỘ", "Ông Lê Văn Tám", "Vợ: Trần Thị Mai"))
    assert not labels.find(vo)
    assert [hit.name for hit in labels.find(ong)] == ["Ông"]
    assert [hit.name for hit in labels.find(wife)] == ["Vợ"]


def test_rules_of_a_table_read_as_letters_do_not_spoil_the_names() -> None:
    text = (
        "Thông tin các thành viên khác trong hộ gia đình:\n"
        "Í1—    [Ngô Kiều Oanh    Nữ    (002187312260    'Vợ\n"
        "ụ ¡Cà Thị Tú    09/08/1976    Nữ    011176982368    Mẹ\n"
        "(3    ÌDương Văn An    (01/12/2002    052202035903    [Con\n"
        "16. Nội dung xác nhận khác: Không."
    )
    assert value(text, "members", "residence-confirmation") == "Ngô Kiều Oanh; Cà Thị Tú; Dương Văn An"
