"""Fields of whole papers: land, business, decisions, receipts and what else offices issue."""

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


def test_land_certificate_over_two_pages() -> None:
    found = fields(
        "land-certificate",
        NATION
        + """
        #GIẤY CHỨNG NHẬN
        #QUYỀN SỬ DỤNG ĐẤT
        ^QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT
        I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất
        Ông: LÊ VĂN TÁM
        Năm sinh: 1965, CMND số: 123456789
        Địa chỉ thường trú: thôn Đông, xã An Bình
        > CH 012345
        """,
        """
        1. Thửa đất:
        a) Thửa đất số: 112a, tờ bản đồ số: 7
        b) Địa chỉ: thôn Tây, xã An Bình
        c) Diện tích: 1.250,5 m2 (bằng chữ: một nghìn hai trăm năm mươi phẩy năm mét vuông)
        d) Hình thức sử dụng: riêng
        > An Hòa, ngày 07 tháng 9 năm 2011
        > TM. ỦY BAN NHÂN DÂN HUYỆN AN HÒA
        > CHỦ TỊCH

        > Phạm Văn Long
        Số vào sổ cấp GCN: CH 00456
        """,
    )
    assert found == {
        "full_name": "LÊ VĂN TÁM",
        "date_of_birth": "1965",
        "personal_id": "123456789",
        "address": "thôn Đông, xã An Bình",
        "parcel_number": "112a",
        "map_sheet": "7",
        "area_m2": "1250.5",
        "serial": "CH 012345",
        "document_number": "CH 00456",
        "issue_date": "2011-09-07",
        "issuer": "ỦY BAN NHÂN DÂN HUYỆN AN HÒA",
        "signer": "Phạm Văn Long",
    }


def test_household_business() -> None:
    found = fields(
        "household-business",
        head("UBND HUYỆN AN HÒA", "PHÒNG TÀI CHÍNH - KẾ HOẠCH", "41X8012345", "")
        + """
        #GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH
        ^Đăng ký lần đầu, ngày 02 tháng 5 năm 2018
        ^Đăng ký thay đổi lần thứ: 2, ngày 11 tháng 6 năm 2022
        1. Tên hộ kinh doanh: TẠP HÓA MAI LAN
        2. Địa điểm kinh doanh: số 5 đường Lê Lợi, thị trấn An Hòa
        3. Ngành, nghề kinh doanh: bán lẻ
        4. Vốn kinh doanh: 50.000.000 đồng
        5. Họ và tên đại diện hộ kinh doanh: TRẦN THỊ MAI      Giới tính: Nữ
        Sinh ngày: 02/02/1990      Dân tộc: Kinh
        """,
    )
    assert found["business_name"] == "TẠP HÓA MAI LAN"
    assert found["capital_vnd"] == "50000000"
    assert found["full_name"] == "TRẦN THỊ MAI"
    assert found["address"] == "số 5 đường Lê Lợi, thị trấn An Hòa"
    assert found["issue_date"] == "2022-06-11"
    assert found["document_number"] == "41X8012345"


def test_enterprise() -> None:
    found = fields(
        "enterprise",
        head("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "PHÒNG ĐĂNG KÝ KINH DOANH", "", "")
        + """
        #GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP
        ^CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN
        ^Mã số doanh nghiệp: 0100109106
        ^Đăng ký lần đầu: ngày 02 tháng 5 năm 2018
        1. Tên công ty
        Tên công ty viết bằng tiếng Việt: CÔNG TY TNHH AN BÌNH
        2. Địa chỉ trụ sở chính: Số 5 đường Lê Lợi, phường Tân An
        3. Vốn điều lệ: 1.500.000.000 đồng
        4. Người đại diện theo pháp luật của công ty
        * Họ và tên: LÊ VĂN TÁM      Giới tính: Nam
        Chức danh: Giám đốc
        Sinh ngày: 02/01/1990
        Số giấy tờ pháp lý của cá nhân: 001090012345
        """,
    )
    assert found["enterprise_code"] == "0100109106"
    assert found["representative"] == "LÊ VĂN TÁM"
    assert found["business_name"] == "CÔNG TY TNHH AN BÌNH"
    assert found["capital_vnd"] == "1500000000"
    assert found["issue_date"] == "2018-05-02"
    assert found["personal_id"] == "001090012345"
    assert found["issuer"] == "PHÒNG ĐĂNG KÝ KINH DOANH"


def test_criminal_record() -> None:
    found = fields(
        "criminal-record",
        head("UBND TỈNH AN GIANG", "SỞ TƯ PHÁP", "1234/STP-LLTP", "An Giang, ngày 05 tháng 6 năm 2023")
        + """
        #PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1
        1. Họ và tên: LÊ VĂN TÁM
        2. Giới tính: Nam
        3. Ngày, tháng, năm sinh: 02/01/1990
        6. Nơi thường trú: thôn Đông, xã An Bình
        8. Giấy CMND/Hộ chiếu: CCCD Số: 001090012345
        9. Tình trạng án tích: Không có án tích
        """,
    )
    assert found["record_status"] == "Không có án tích"
    assert found["personal_id"] == "001090012345"
    assert found["document_number"] == "1234/STP-LLTP"
    assert found["sex"] == "Nam"


def test_building_permit() -> None:
    found = fields(
        "building-permit",
        head("UBND HUYỆN AN HÒA", "PHÒNG KINH TẾ VÀ HẠ TẦNG", "88/GPXD", "An Hòa, ngày 05 tháng 6 năm 2023")
        + """
        #GIẤY PHÉP XÂY DỰNG
        1. Cấp cho: Ông LÊ VĂN TÁM
        Địa chỉ thường trú: thôn Đông, xã An Bình
        2. Được phép xây dựng công trình: nhà ở riêng lẻ
        Theo thiết kế có ký hiệu: KT-01
        """,
    )
    assert found["full_name"] == "LÊ VĂN TÁM"
    assert found["document_number"] == "88/GPXD"
    assert found["address"] == "thôn Đông, xã An Bình"


def test_application() -> None:
    found = fields(
        "application",
        NATION
        + """
        #ĐƠN XIN XÁC NHẬN
        Kính gửi: Ủy ban nhân dân xã An Bình
        Tôi tên là: Lê Văn Tám      Sinh năm: 1990
        CCCD số: 001090012345 cấp ngày 02/01/2021
        Địa chỉ: thôn Đông, xã An Bình
        Tôi làm đơn này đề nghị Ủy ban nhân dân xã xác nhận cho tôi.
        > An Bình, ngày 05 tháng 6 năm 2023
        > NGƯỜI LÀM ĐƠN
        > (Ký, ghi rõ họ tên)

        > Lê Văn Tám
        """,
    )
    assert found == {
        "full_name": "Lê Văn Tám",
        "date_of_birth": "1990",
        "personal_id": "001090012345",
        "address": "thôn Đông, xã An Bình",
        "addressed_to": "Ủy ban nhân dân xã An Bình",
        "issue_date": "2023-06-05",
        "signer": "Lê Văn Tám",
    }


def test_decision() -> None:
    found = fields(
        "decision",
        head("UBND TỈNH AN GIANG", "SỞ TƯ PHÁP", "12/QÐ-STP", "An Giang, ngày 05 tháng 6 năm 2023")
        + """
        #QUYẾT ĐỊNH
        ^Về việc công bố danh mục thủ tục hành chính
        ^trong lĩnh vực hộ tịch
        ^GIÁM ĐỐC SỞ TƯ PHÁP
        Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ;
        ^QUYẾT ĐỊNH:
        Điều 1. Công bố kèm theo Quyết định này danh mục thủ tục hành chính.
        Nơi nhận: ‖ ^GIÁM ĐỐC
        - Như Điều 3;
        - Lưu: VT. ‖ ^Trần Văn Phúc
        """,
    )
    assert found == {
        "subject": "Về việc công bố danh mục thủ tục hành chính trong lĩnh vực hộ tịch",
        "document_number": "12/QĐ-STP",
        "issue_date": "2023-06-05",
        "issuer": "SỞ TƯ PHÁP",
        "signer": "Trần Văn Phúc",
    }


def test_fee_receipt() -> None:
    found = fields(
        "fee-receipt",
        """
        Đơn vị thu: UBND xã An Bình ‖ Mẫu số: 01BLP2-001
        Mã số thuế: 0100109106 ‖ Số: 0001234
        #BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ
        Tên đơn vị hoặc người nộp tiền: Lê Văn Tám
        Địa chỉ: thôn Đông, xã An Bình
        Lý do thu: lệ phí hộ tịch
        Số tiền: 1.250.000 đồng
        (Viết bằng chữ: một triệu hai trăm năm mươi nghìn đồng)
        > Ngày 05 tháng 6 năm 2023
        Người nộp tiền ‖ Người thu tiền

        Lê Văn Tám ‖ Trần Thị Mai
        """,
    )
    assert found["amount_vnd"] == "1250000"
    assert found["full_name"] == "Lê Văn Tám"
    assert found["issuer"] == "UBND xã An Bình"
    assert found["document_number"] == "0001234"
    assert found["issue_date"] == "2023-06-05"
    assert found["signer"] == "Trần Thị Mai"


def test_appointment_slip() -> None:
    found = fields(
        "appointment-slip",
        head("UBND HUYỆN AN HÒA", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "33/TNHS", "An Hòa, ngày 05 tháng 6 năm 2023")
        + """
        #GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ
        Mã hồ sơ: 000.00.16.H10-230605-0001
        Tiếp nhận hồ sơ của: Lê Văn Tám
        Địa chỉ: thôn Đông, xã An Bình
        Thời gian nhận hồ sơ: 08 giờ 15 phút, ngày 05 tháng 6 năm 2023
        Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 20 tháng 6 năm
        2023
        NGƯỜI NỘP HỒ SƠ ‖ NGƯỜI TIẾP NHẬN HỒ SƠ

        Lê Văn Tám ‖ Trần Thị Mai
        """,
    )
    assert found["dossier_code"] == "000.00.16.H10-230605-0001"
    assert found["due_date"] == "2023-06-20"
    assert found["full_name"] == "Lê Văn Tám"
    assert found["signer"] == "Trần Thị Mai"
    assert found["issuer"] == "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"


def test_household_book() -> None:
    found = fields(
        "household-book",
        NATION
        + """
        #SỔ HỘ KHẨU
        ^Số: 123456789
        Họ và tên chủ hộ: LÊ VĂN BẢY
        Nơi thường trú: thôn Đông, xã An Bình, huyện An Hòa,
        tỉnh An Giang
        > Ngày 02 tháng 01 năm 2012
        > TRƯỞNG CÔNG AN HUYỆN AN HÒA

        > Thượng tá Phạm Văn Long
        """,
    )
    assert found["head_of_household"] == "LÊ VĂN BẢY"
    assert found["document_number"] == "123456789"
    assert found["address"] == "thôn Đông, xã An Bình, huyện An Hòa, tỉnh An Giang"
    assert found["signer"] == "Phạm Văn Long"


def test_an_unknown_official_letter_gives_what_all_papers_have() -> None:
    found = fields(
        "unknown",
        head("UBND TỈNH AN GIANG", "SỞ TƯ PHÁP", "125/STP-VP", "An Giang, ngày 05 tháng 6 năm 2023")
        + "Kính gửi: các phòng chuyên môn.\n> GIÁM ĐỐC\n\n> Trần Văn Phúc",
    )
    assert found == {
        "document_number": "125/STP-VP",
        "issue_date": "2023-06-05",
        "issuer": "SỞ TƯ PHÁP",
        "signer": "Trần Văn Phúc",
    }


def test_dates_in_running_text_are_not_the_date_of_issue() -> None:
    found = fields(
        "decision",
        """
        #QUYẾT ĐỊNH
        Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức
        Chính quyền địa phương ngày 22 tháng 11 năm 2019;
        Điều 1. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2020.
        """,
    )
    assert "issue_date" not in found


def test_date_and_name_on_a_copy_stamp_are_not_the_papers() -> None:
    found = fields(
        "household-book",
        NATION
        + """
        #SỔ HỘ KHẨU
        Họ và tên chủ hộ: LÊ VĂN BẢY
        > Ngày 02 tháng 01 năm 2012
        > TRƯỞNG CÔNG AN

        > Phạm Văn Long
        CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH
        Số chứng thực: 12 Quyển số: 01/2024
        Ngày 09 tháng 09 năm 2024
        CHỦ TỊCH
        Trần Văn Phúc
        """,
    )
    assert found["issue_date"] == "2012-01-02"
    assert found["signer"] == "Phạm Văn Long"


def test_a_date_line_joined_to_the_number_beside_it() -> None:
    found = fields("decision", "Số: 12/QĐ-UBND An Giang, ngày 05 tháng 6 năm 2023\n#QUYẾT ĐỊNH\nVề việc công nhận")
    assert found["issue_date"] == "2023-06-05"
    assert found["document_number"] == "12/QĐ-UBND"


def test_a_date_line_whose_year_fell_to_the_next_line() -> None:
    found = fields("decision", "> Thành phố Hồ Chí Minh, ngày 05 tháng 6 năm\n> 2023\n#QUYẾT ĐỊNH\nVề việc công nhận")
    assert found["issue_date"] == "2023-06-05"


def test_a_number_that_is_not_filled_in_is_left_out() -> None:
    found = fields(
        "decision", head("ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", "      /QĐ-UBND", "An Bình, ngày    tháng    năm 2023")
    )
    assert "document_number" not in found
    assert "issue_date" not in found
    assert found["issuer"] == "ỦY BAN NHÂN DÂN XÃ AN BÌNH"


def test_when_the_officials_name_is_lost_no_clerk_signs_for_him() -> None:
    found = fields(
        "criminal-record",
        "#PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1\nHọ và tên: LÊ VĂN TÁM\nTình trạng án tích: Không có án tích\nGhi chú: không\n\n\n"
        "NGƯỜI LẬP PHIẾU ‖ ^GIÁM ĐỐC\n\nTrần Thị Mai",
    )
    assert "signer" not in found


def test_places_whose_names_begin_like_other_words() -> None:
    found = fields(
        "decision",
        head("ỦY BAN NHÂN DÂN HUYỆN", "SƠN TÂY", "12/QĐ-UBND", "Nghĩa Sơn, ngày 05 tháng 6 năm 2023")
        + "#QUYẾT ĐỊNH\nVề việc công nhận",
    )
    assert found["issuer"] == "ỦY BAN NHÂN DÂN HUYỆN SƠN TÂY"
    assert found["issue_date"] == "2023-06-05"
