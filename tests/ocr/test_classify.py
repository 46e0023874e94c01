"""Types of papers: titles where titles stand, and papers that try to fool the eye."""

import pytest

from models.reading import Reading
from ocr.classify import classify, judge
from tests.ocr.readings import reading

NATION = "^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^Độc lập - Tự do - Hạnh phúc\n"
HEAD = (
    "^ỦY BAN NHÂN DÂN ‖ ^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "^XÃ AN BÌNH ‖ ^Độc lập - Tự do - Hạnh phúc\n"
    "^Số: 12/UBND ‖ ^An Bình, ngày 02 tháng 01 năm 2024\n"
)


def test_a_paper_without_text_is_unknown_with_no_confidence() -> None:
    found = classify(Reading(()))
    assert (found.type, found.confidence, found.evidence) == ("unknown", 0.0, "")
    assert classify(reading("")).confidence == 0.0


def test_a_title_broken_over_two_lines() -> None:
    paper = reading(
        HEAD
        + "#GIẤY XÁC NHẬN\n#TÌNH TRẠNG HÔN NHÂN\n\nXét đề nghị của ông/bà: Lê Văn Tám\nXác nhận ông/bà: Lê Văn Tám\n"
        "Giấy này được cấp để: kết hôn\nNơi cư trú: thôn Đông"
    )
    found = classify(paper)
    assert found.type == "marital-status"
    assert found.evidence == "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"


def test_text_read_without_accents() -> None:
    paper = reading(
        "^CONG HOA XA HOI CHU NGHIA VIET NAM\n^Doc lap - Tu do - Hanh phuc\n\n#GIAY KHAI SINH\n\n"
        "Ho, chu dem, ten: NGUYEN VAN AN\nNgay, thang, nam sinh: 02/01/2020\nNoi sinh: Benh vien\nQue quan: An Binh"
    )
    assert classify(paper).type == "birth-certificate"


def test_capitals_set_with_blanks_between() -> None:
    paper = reading(
        HEAD + "#Q U Y Ế T  Đ Ị N H\n^Về việc điều động cán bộ\n\nCăn cứ Luật Cán bộ;\nĐiều 1. Điều động ông A."
    )
    assert classify(paper).type == "decision"


def test_misread_letters_lower_the_score_but_not_the_type() -> None:
    body = (
        "Tên hộ kinh doanh: QUÁN ÂN\nVốn kinh doanh: 5.000.000 đồng\nNgành, nghề kinh doanh: ăn uống\nĐăng ký lần đầu"
    )
    clean = judge(reading(NATION + f"#GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH\n{body}"))
    blurred = judge(reading(NATION + f"#GIẤY GHỨNG NHẶN ĐĂNG KỶ HỌ KlNH D0ANH\n{body}", confidence=0.6))
    assert clean.type == blurred.type == "household-business"
    assert blurred.score < clean.score


def test_labels_raise_the_confidence() -> None:
    bare = reading(NATION + "#SỔ HỘ KHẨU")
    full = reading(NATION + "#SỔ HỘ KHẨU\n\nHọ và tên chủ hộ: A\nNơi thường trú: B\nHồ sơ hộ khẩu số: 1")
    assert classify(bare).type == classify(full).type == "household-book"
    assert judge(bare).score < 0.75
    assert judge(full).score > 0.95
    assert classify(bare).confidence < classify(full).confidence


def test_the_title_of_an_application_wins_over_the_paper_it_asks_for() -> None:
    for title in (
        "ĐƠN ĐỀ NGHỊ\n#CẤP GIẤY PHÉP XÂY DỰNG",
        "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG",
        "TỜ KHAI ĐĂNG KÝ KHAI SINH",
    ):
        paper = reading(NATION + f"#{title}\n\nKính gửi: UBND xã An Bình\nHọ và tên: Lê Văn Tám\nTôi xin cam đoan")
        assert classify(paper).type == "application"


def test_a_decision_about_another_paper_is_a_decision() -> None:
    paper = reading(
        HEAD
        + "#QUYẾT ĐỊNH\n^Về việc thu hồi\n^GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT\n^CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH\n"
        "Căn cứ Luật Đất đai;\nXét đề nghị của công chức địa chính,\n^QUYẾT ĐỊNH:\nĐiều 1. Thu hồi Giấy chứng nhận.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký.\nThửa đất số: 12, tờ bản đồ số: 3, diện tích: 100 m2"
    )
    assert classify(paper).type == "decision"


def test_a_title_quoted_in_the_body_is_no_evidence() -> None:
    paper = reading(
        HEAD + "Kính gửi: Phòng Tư pháp huyện\n\n"
        "Căn cứ Giấy khai sinh số 12/2020 do Ủy ban nhân dân xã An Bình cấp ngày 02 tháng 01\n"
        "năm 2020 cho cháu Lê Văn Tám, Ủy ban nhân dân xã đề nghị Phòng Tư pháp xem xét\n"
        "GIẤY KHAI SINH\nvà trả lời cho công dân biết theo đúng quy định của pháp luật hiện hành\n"
        "trong thời hạn mười ngày kể từ ngày nhận được công văn này của xã nhé."
    )
    assert classify(paper).type == "unknown"


def test_a_title_under_another_papers_title_is_no_evidence() -> None:
    paper = reading(
        HEAD + "#THÔNG BÁO\n^Về việc cấp\n^GIẤY PHÉP XÂY DỰNG\n\nCấp cho: ông A\nTheo thiết kế: do công ty B lập"
    )
    assert classify(paper).type == "unknown"


def test_a_headline_that_begins_like_a_title_is_no_paper() -> None:
    paper = reading(
        "#QUYẾT ĐỊNH LỚN CỦA ĐỘI TUYỂN TRƯỚC TRẬN CHUNG KẾT\n\n"
        "Chiều qua, huấn luyện viên trưởng đã công bố danh sách hai mươi ba cầu thủ tham dự\n"
        "trận đấu quyết định trên sân nhà, trong đó có nhiều gương mặt trẻ lần đầu góp mặt."
    )
    assert classify(paper).type == "unknown"


FOREIGN = {
    "timetable": "#THỜI KHÓA BIỂU\n^Lớp 6A1 - Học kỳ I\n\nThứ 2    Thứ 3    Thứ 4\nToán    Văn    Sử\nAnh    Lý    Hóa",
    "english-letter": """
        Dear Sir or Madam,

        I am writing to apply for the position advertised in your paper last week and
        enclose my birth certificate together with two letters of reference from my school.

        Yours faithfully,""",
    "invoice": "#HÓA ĐƠN BÁN HÀNG\n\nSố: 000123\nKhách hàng: Lan\nTổng cộng: 1.250.000 đồng\nNgười mua    Người bán",
    "novel": """
        ^Chương một

        Trời vừa hửng sáng thì lão đã dậy, lão ra sân nhìn cây khế rồi thở dài một
        tiếng não nuột, con chó vàng ve vẩy cái đuôi chạy lại dụi đầu vào chân của lão.""",
    "directive": """
        ^UBND TỈNH AN BÌNH ‖ ^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        ^SỞ Y TẾ ‖ ^Độc lập - Tự do - Hạnh phúc

        #CHỈ THỊ
        ^Về việc phòng, chống dịch

        Trong thời gian qua, công tác phòng chống dịch được triển khai tốt.""",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_foreign_papers_are_unknown(text: str) -> None:
    assert classify(reading(text)).type == "unknown"


def test_the_first_page_that_has_a_title_decides() -> None:
    body = "Căn cứ Luật Đất đai;\nĐiều 1. Công nhận.\nĐiều 2. Thi hành.\nNơi nhận: như trên"
    two = reading(HEAD + f"#QUYẾT ĐỊNH\n^Về việc công nhận\n\n{body}", "#GIẤY PHÉP XÂY DỰNG\n\nCấp cho: ông A")
    assert classify(two).type == "decision"
    blank_first = reading("", HEAD + f"#QUYẾT ĐỊNH\n^Về việc công nhận\n\n{body}")
    assert classify(blank_first).type == "decision"


def test_a_copy_stamp_is_not_the_title() -> None:
    paper = reading(
        "^CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH\n^Số chứng thực: 12 Quyển số: 01/2024\n"
        + NATION
        + "#GIẤY KHAI SINH\n^(BẢN SAO)\n\nHọ và tên: A\nNơi sinh: B\nQuê quán: C\nGiới tính: Nam"
    )
    found = classify(paper)
    assert found.type == "birth-certificate"


def test_marks_tell_a_paper_whose_title_is_lost() -> None:
    paper = reading(
        "Số: 12/XN\nMẫu CT07 ban hành theo Thông tư 66/2023/TT-BCA\nHọ, chữ đệm và tên: A\n"
        "Thông tin các thành viên khác trong hộ gia đình:\nNội dung xác nhận khác: không"
    )
    assert classify(paper).type == "residence-confirmation"
    assert judge(paper).score <= 0.75
    assert classify(paper).confidence < 0.99


def test_a_paper_named_in_a_list_is_not_the_paper() -> None:
    paper = reading(
        HEAD
        + "#GIẤY TỜ CẦN MANG THEO\n\n^1. GIẤY KHAI SINH\n^2. CĂN CƯỚC CÔNG DÂN\n^a) SỔ HỘ KHẨU\n^.GIẤY PHÉP XÂY DỰNG"
    )
    assert classify(paper).type == "unknown"


def test_an_application_without_a_title_is_not_taken_for_what_it_asks() -> None:
    paper = reading("Kính gửi: UBND xã An Bình\nNơi đăng ký khai sinh: An Bình\nHọ, chữ đệm, tên người đi khai sinh: A")
    assert classify(paper).type == "unknown"


def test_the_back_of_a_card_is_known_by_its_machine_readable_zone() -> None:
    paper = reading(
        "Đặc điểm nhận dạng\n"
        "IDVNM0930470641001093047064<<8\n9302143M3302141VNM<<<<<<<<<<<4\nNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<"
    )
    assert classify(paper).type == "identity-card"


@pytest.mark.parametrize(
    ("title", "type"),
    [
        ("TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "application"),
        ("TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP", "application"),
        ("ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI", "application"),
        ("GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH", "application"),
        ("ĐƠN XIN CẤP BẢN SAO GIẤY KHAI SINH", "application"),
        ("HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "unknown"),
        ("GIẤY PHÉP LÁI XE", "unknown"),
        ("GIẤY PHÉP KINH DOANH", "unknown"),
        ("GIẤY CHỨNG SINH", "unknown"),
        ("TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "unknown"),
        ("GIẤY KHAI SINH Số: 12/2020", "birth-certificate"),
        ("TRÍCH LỤC KHAI SINH (BẢN SAO)", "birth-certificate"),
        ("GIẤY CHỨNG NHẬN ĐĂNG KÝ KẾT HÔN", "marriage-certificate"),
        ("PHIẾU LÝ LỊCH TƯ PHÁP SỐ 2", "criminal-record"),
    ],
)
def test_titles_that_sound_alike(title: str, type: str) -> None:
    body = (
        "Kính gửi: UBND xã\nHọ và tên: A\nTôi xin cam đoan\nHọ, chữ đệm, tên: A\nNơi sinh: B\nQuê quán: C\n"
        "Họ và tên vợ: D\nHọ và tên chồng: E\nNơi cư trú: F\nTình trạng án tích: không\nNgười lập phiếu\nNơi tạm trú: G"
    )
    assert classify(reading(f"{NATION}\n#{title}\n\n{body}")).type == type


def test_a_chapter_of_a_novel_is_no_decision() -> None:
    prose = "Lão vốn cần cù, trời vừa hửng sáng lão đã ra sân nhìn cây khế rồi thở dài một tiếng.\n" * 8
    assert classify(reading(f"#QUYẾT ĐỊNH\n\n{prose}")).type == "unknown"
