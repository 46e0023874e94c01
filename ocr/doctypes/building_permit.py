"""Building permit (*giấy phép xây dựng*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

SPEC = DocType(
    slug=DocumentType("building-permit"),
    name="Giấy phép xây dựng",
    titles=(
        Title("GIẤY PHÉP XÂY DỰNG"),
        Title("GIẤY PHÉP XÂY DỰNG NHÀ Ở RIÊNG LẺ"),
        Title("GIẤY PHÉP XÂY DỰNG CÓ THỜI HẠN"),
        Title("GIẤY PHÉP XÂY DỰNG TẠM"),
        Title("GIẤY PHÉP SỬA CHỮA, CẢI TẠO CÔNG TRÌNH"),
        Title("GIẤY PHÉP DI DỜI CÔNG TRÌNH"),
    ),
    support=(
        "Cấp cho",
        "Được phép xây dựng",
        "Được phép xây dựng công trình",
        "Theo thiết kế",
        "Do",
        "Gồm các nội dung sau",
        "Diện tích xây dựng",
        "Tổng diện tích sàn",
        "Chiều cao công trình",
        "Số tầng",
        "Cốt nền xây dựng",
        "Mật độ xây dựng",
        "Chỉ giới xây dựng",
        "Giấy phép này có hiệu lực khởi công xây dựng",
        "Thửa đất số",
        "Lô đất số",
    ),
    marks=("Được phép xây dựng công trình", "Cốt nền xây dựng", "Chỉ giới xây dựng", "Giấy phép này có hiệu lực"),
    fields=(
        Field(
            "full_name",
            (
                Labelled(
                    Kind.PERSON,
                    (
                        "Cấp cho",
                        "Cấp cho ông/bà",
                        "Cấp cho ông",
                        "Cấp cho bà",
                        "Cấp cho hộ ông",
                        "Cấp cho hộ bà",
                        "Chủ đầu tư",
                        "Tên chủ đầu tư",
                        "Ông/bà",
                        "Ông",
                        "Bà",
                        *shared.FULL_NAME,
                    ),
                ),
            ),
        ),
        shared.personal_id(),
        shared.address("Địa chỉ thường trú"),
        Field(
            "expiry_date",
            (
                Labelled(
                    Kind.DATE,
                    (
                        "Giấy phép có giá trị đến ngày",
                        "Giấy phép này có giá trị đến ngày",
                        "Giấy phép có hiệu lực đến ngày",
                        "Có giá trị đến ngày",
                        "Có hiệu lực đến ngày",
                    ),
                ),
            ),
        ),
        shared.number(symbol=True),
        shared.issue_date(),
        shared.issuer(),
        shared.signer(),
    ),
)
