"""Fields of whole papers: civil status and residence, worded and laid out as the forms in use are."""

from models.identifiers import DocumentType
from ocr.extract import extract
from tests.ocr.readings import reading

NATION = "^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^Độc lập - Tự do - Hạnh phúc\n"


def fields(type: str, *pages: str) -> dict[str, str]:
    return {name: value.value for name, value in extract(reading(*pages), DocumentType(type)).fields.items()}


def head(parent: str, office: str, number: str, dated: str) -> str:
    return (
        f"^{parent} ‖ ^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^{office} ‖ ^Độc lập - Tự do - Hạnh phúc\n"
        f"^Số: {number} ‖ ^{dated}\n\n"
    )


def test_birth_certificate_of_2020() -> None:
    found = fields(
        "birth-certificate",
        NATION
        + """
        > Số: 45/2021
        #GIẤY KHAI SINH
        Họ, chữ đệm, tên: NGUYỄN GIA BẢO
        Ngày, tháng, năm sinh: 15/03/2021
        Ghi bằng chữ: ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi mốt
        Giới tính: Nam      Dân tộc: Kinh      Quốc tịch: Việt Nam
        Nơi sinh: Bệnh viện Phụ sản thành phố An Hòa
        Quê quán: xã An Bình, huyện An Hòa, tỉnh An Giang
        Số định danh cá nhân: 001221000123
        Họ, chữ đệm, tên người mẹ: TRẦN THỊ MAI
        Năm sinh: 1995      Dân tộc: Kinh      Quốc tịch: Việt Nam
        Nơi cư trú: thôn Đông, xã An Bình
        Họ, chữ đệm, tên người cha: NGUYỄN VĂN HÙNG
        Năm sinh: 1992      Dân tộc: Kinh      Quốc tịch: Việt Nam
        Họ, chữ đệm, tên người đi khai sinh: NGUYỄN VĂN HÙNG
        Giấy tờ tùy thân: CCCD số 001092000456
        Nơi đăng ký khai sinh: Ủy ban nhân dân xã An Bình, huyện An Hòa
        Ngày, tháng, năm đăng ký: 20/03/2021

        > NGƯỜI KÝ GIẤY KHAI SINH

        > Lê Thị Thu Hà
        """,
    )
    assert found == {
        "full_name": "NGUYỄN GIA BẢO",
        "date_of_birth": "2021-03-15",
        "sex": "Nam",
        "personal_id": "001221000123",
        "place_of_birth": "Bệnh viện Phụ sản thành phố An Hòa",
        "mother_name": "TRẦN THỊ MAI",
        "father_name": "NGUYỄN VĂN HÙNG",
        "document_number": "45/2021",
        "issue_date": "2021-03-20",
        "issuer": "Ủy ban nhân dân xã An Bình, huyện An Hòa",
        "signer": "Lê Thị Thu Hà",
    }


def test_the_parents_ids_and_births_are_not_the_childs() -> None:
    found = fields(
        "birth-certificate",
        """
        #GIẤY KHAI SINH
        Họ và tên: LÊ VĂN TÁM
        Họ và tên mẹ: TRẦN THỊ MAI
        Ngày sinh: 02/02/1990
        Số CCCD: 001190000123
        Họ và tên cha: LÊ VĂN BẢY
        """,
    )
    assert found["full_name"] == "LÊ VĂN TÁM"
    assert found["father_name"] == "LÊ VĂN BẢY"
    assert "personal_id" not in found
    assert "date_of_birth" not in found


def test_dotted_lines_with_two_labels() -> None:
    found = fields(
        "birth-certificate",
        """
        #GIẤY KHAI SINH
        Họ và tên: ......LÊ VĂN TÁM........ Giới tính: ...Nam....
        Ngày, tháng, năm sinh:......02-01-2001......
        Nơi sinh:……………Trạm y tế xã An Bình……………
        """,
    )
    assert found["full_name"] == "LÊ VĂN TÁM"
    assert found["sex"] == "Nam"
    assert found["date_of_birth"] == "2001-01-02"
    assert found["place_of_birth"] == "Trạm y tế xã An Bình"


def test_marriage_certificate_with_the_spouses_side_by_side() -> None:
    found = fields(
        "marriage-certificate",
        NATION
        + """
        > Số: 12/2019
        #GIẤY CHỨNG NHẬN KẾT HÔN
        Họ, chữ đệm, tên vợ: ‖ Họ, chữ đệm, tên chồng:
        TRẦN THỊ MAI ‖ VÕ VĂN HÙNG
        Ngày, tháng, năm sinh: 02/02/1990 ‖ Ngày, tháng, năm sinh: 03/03/1989
        Dân tộc: Kinh ‖ Dân tộc: Kinh
        Nơi đăng ký kết hôn: UBND phường Tân An
        Ngày, tháng, năm đăng ký: 10/10/2019
        """,
    )
    assert found["wife_name"] == "TRẦN THỊ MAI"
    assert found["husband_name"] == "VÕ VĂN HÙNG"
    assert found["document_number"] == "12/2019"
    assert found["issue_date"] == "2019-10-10"
    assert found["issuer"] == "UBND phường Tân An"


def test_marital_status() -> None:
    found = fields(
        "marital-status",
        head("ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", "31/UBND-XNTTHN", "An Bình, ngày 05 tháng 6 năm 2023")
        + """
        #GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN
        Xét đề nghị của ông/bà: Lê Văn Tám
        về việc cấp Giấy xác nhận tình trạng hôn nhân,
        XÁC NHẬN:
        Họ, chữ đệm, tên: LÊ VĂN TÁM
        Ngày, tháng, năm sinh: 02/01/1990
        Giới tính: Nam      Dân tộc: Kinh      Quốc tịch: Việt Nam
        Giấy tờ tùy thân: Căn cước công dân số 001090012345
        Nơi cư trú: thôn Đông, xã An Bình, huyện An Hòa, tỉnh An Giang
        Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai
        Giấy này có giá trị 6 tháng kể từ ngày cấp, được cấp để:
        Giấy này được cấp để: làm thủ tục đăng ký kết hôn.

        > KT. CHỦ TỊCH
        > PHÓ CHỦ TỊCH


        > Trần Văn Phúc
        """,
    )
    assert found["full_name"] == "LÊ VĂN TÁM"
    assert found["personal_id"] == "001090012345"
    assert found["marital_status"] == "Hiện tại chưa đăng ký kết hôn với ai"
    assert found["purpose"] == "làm thủ tục đăng ký kết hôn"
    assert found["address"] == "thôn Đông, xã An Bình, huyện An Hòa, tỉnh An Giang"
    assert found["issuer"] == "ỦY BAN NHÂN DÂN XÃ AN BÌNH"
    assert found["document_number"] == "31/UBND-XNTTHN"
    assert found["issue_date"] == "2023-06-05"
    assert found["signer"] == "Trần Văn Phúc"


def test_death_extract() -> None:
    found = fields(
        "death-extract",
        head("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN AN", "61/TLKT", "Tân An, ngày 09 tháng 8 năm 2022")
        + """
        #TRÍCH LỤC KHAI TỬ
        Họ, chữ đệm, tên: PHẠM VĂN LONG
        Ngày, tháng, năm sinh: 1940
        Số định danh cá nhân: 036040001234
        Nơi cư trú cuối cùng: số 5 đường Lê Lợi, phường Tân An
        Đã chết vào lúc: 05 giờ 30 phút, ngày 01 tháng 8 năm 2022
        Nguyên nhân chết: tuổi già
        Đã đăng ký khai tử tại: UBND phường Tân An
        """,
    )
    assert found["date_of_death"] == "2022-08-01"
    assert found["date_of_birth"] == "1940"
    assert found["address"] == "số 5 đường Lê Lợi, phường Tân An"
    assert found["document_number"] == "61/TLKT"
    assert found["issuer"] == "ỦY BAN NHÂN DÂN PHƯỜNG TÂN AN"


def test_residence_confirmation_with_its_table() -> None:
    found = fields(
        "residence-confirmation",
        head("CÔNG AN HUYỆN AN HÒA", "CÔNG AN XÃ AN BÌNH", "562/XN", "An Bình, ngày 01 tháng 3 năm 2024")
        + """
        #XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ
        1. Họ, chữ đệm và tên: LÊ VĂN TÁM
        2. Ngày, tháng, năm sinh: 02/01/1990      3. Giới tính: Nam
        4. Số định danh cá nhân: 001090012345
        8. Nơi thường trú: thôn Đông, xã An Bình, huyện An Hòa, tỉnh An Giang
        9. Nơi tạm trú: Không
        11. Họ, chữ đệm và tên chủ hộ: Lê Văn Bảy      12. Quan hệ với chủ hộ: Con
        13. Số định danh cá nhân của chủ hộ: 001060011111
        14. Thông tin các thành viên khác trong hộ gia đình:
        TT    Họ, chữ đệm và tên    Ngày, tháng, năm sinh    Giới tính    Số định danh    Quan hệ
        1      Lê Văn Bảy      01/01/1960      Nam      001060011111      Chủ hộ
        2      Trần Thị Mai      02/02/1962      Nữ      001162022222      Mẹ
        """,
    )
    assert found["full_name"] == "LÊ VĂN TÁM"
    assert found["personal_id"] == "001090012345"
    assert found["members"] == "Lê Văn Bảy; Trần Thị Mai"
    assert found["address"] == "thôn Đông, xã An Bình, huyện An Hòa, tỉnh An Giang"
    assert found["issuer"] == "CÔNG AN XÃ AN BÌNH"
