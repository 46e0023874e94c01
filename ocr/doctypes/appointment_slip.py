"""Slip that acknowledges a dossier and names the day of the result (*giấy tiếp nhận hồ sơ và hẹn trả kết quả*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

SPEC = DocType(
    slug=DocumentType("appointment-slip"),
    name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    titles=(
        Title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        Title("GIẤY TIẾP NHẬN HỒ SƠ VÀ TRẢ KẾT QUẢ"),
        Title("GIẤY TIẾP NHẬN VÀ HẸN TRẢ KẾT QUẢ"),
        Title("PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        Title("GIẤY BIÊN NHẬN HỒ SƠ", open=True),
        Title("BIÊN NHẬN HỒ SƠ", open=True),
        Title("GIẤY HẸN TRẢ KẾT QUẢ"),
        Title("PHIẾU HẸN TRẢ KẾT QUẢ"),
    ),
    excluded=("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
    support=(
        "Mã hồ sơ",
        "Tiếp nhận hồ sơ của",
        "Nội dung yêu cầu giải quyết",
        "Thành phần hồ sơ nộp gồm",
        "Thời gian giải quyết hồ sơ theo quy định là",
        "Thời gian nhận hồ sơ",
        "Thời gian trả kết quả giải quyết hồ sơ",
        "Đăng ký nhận kết quả tại",
        "Số lượng hồ sơ",
        "Vào Sổ theo dõi hồ sơ",
        "Người nộp hồ sơ",
        "Người tiếp nhận hồ sơ",
        "Bộ phận tiếp nhận và trả kết quả",
    ),
    marks=("Thành phần hồ sơ nộp gồm", "Thời gian trả kết quả giải quyết hồ sơ", "Đăng ký nhận kết quả tại"),
    fields=(
        shared.dossier_code("Mã hồ sơ", "Mã số hồ sơ", "Số hồ sơ", "Mã biên nhận"),
        Field(
            "due_date",
            (
                Labelled(
                    Kind.DATE,
                    (
                        "Thời gian trả kết quả giải quyết hồ sơ",
                        "Thời gian trả kết quả",
                        "Thời gian hẹn trả kết quả",
                        "Ngày hẹn trả kết quả",
                        "Ngày trả kết quả",
                        "Ngày hẹn trả",
                        "Ngày hẹn",
                        "Hẹn trả kết quả",
                        "Hẹn trả kết quả ngày",
                    ),
                    lines=2,
                ),
            ),
        ),
        shared.full_name(
            "Tiếp nhận hồ sơ của",
            "Đã tiếp nhận hồ sơ của",
            "Nhận hồ sơ của",
            "Người nộp hồ sơ",
            "Họ và tên người nộp hồ sơ",
            "Họ và tên người nộp",
            "Tên tổ chức, cá nhân",
            "Chủ hồ sơ",
            "Ông/bà",
        ),
        shared.personal_id(),
        shared.address(),
        shared.number(),
        shared.issue_date("Thời gian nhận hồ sơ", "Ngày tiếp nhận", "Ngày nhận hồ sơ", "Ngày nhận"),
        shared.issuer(),
        shared.signer("Người tiếp nhận hồ sơ"),
    ),
)
