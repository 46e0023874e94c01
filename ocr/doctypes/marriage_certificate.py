"""Marriage certificate (*giấy chứng nhận kết hôn*) and extract; the spouses often stand in two columns."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

WIFE = (
    "Họ, chữ đệm, tên vợ",
    "Họ, chữ đệm, tên bên vợ",
    "Họ và tên vợ",
    "Họ tên vợ",
    "Họ, chữ đệm, tên người vợ",
    "Họ và tên bên nữ",
    "Vợ",
)
HUSBAND = (
    "Họ, chữ đệm, tên chồng",
    "Họ, chữ đệm, tên bên chồng",
    "Họ và tên chồng",
    "Họ tên chồng",
    "Họ, chữ đệm, tên người chồng",
    "Họ và tên bên nam",
    "Chồng",
)

SPEC = DocType(
    slug=DocumentType("marriage-certificate"),
    name="Giấy chứng nhận kết hôn",
    titles=(
        Title("GIẤY CHỨNG NHẬN KẾT HÔN"),
        Title("TRÍCH LỤC KẾT HÔN"),
        Title("GIẤY CHỨNG NHẬN ĐĂNG KÝ KẾT HÔN"),
        Title("TRÍCH LỤC ĐĂNG KÝ KẾT HÔN"),
        Title("TRÍCH LỤC GIẤY CHỨNG NHẬN KẾT HÔN"),
    ),
    excluded=("TRÍCH LỤC GHI CHÚ LY HÔN",),
    support=(
        "Họ, chữ đệm, tên vợ",
        "Họ, chữ đệm, tên chồng",
        "Họ và tên vợ",
        "Họ và tên chồng",
        "Nơi đăng ký kết hôn",
        "Giấy tờ tùy thân",
        "Nơi cư trú",
        "Ngày, tháng, năm sinh",
        "Dân tộc",
    ),
    marks=("Họ, chữ đệm, tên vợ", "Họ, chữ đệm, tên chồng", "Họ và tên vợ", "Họ và tên chồng", "Nơi đăng ký kết hôn"),
    sections=tuple((label, part) for part, labels in (("wife", WIFE), ("husband", HUSBAND)) for label in labels),
    fields=(
        Field("husband_name", (Labelled(Kind.PERSON, HUSBAND), Labelled(Kind.PERSON, shared.FULL_NAME, "husband"))),
        Field("wife_name", (Labelled(Kind.PERSON, WIFE), Labelled(Kind.PERSON, shared.FULL_NAME, "wife"))),
        shared.number(),
        shared.issue_date("Ngày, tháng, năm đăng ký", "Ngày đăng ký", "Đăng ký ngày"),
        shared.issuer("Nơi đăng ký kết hôn", "Đăng ký tại", "Nơi đăng ký"),
        shared.signer("Họ, chữ đệm, tên, chức vụ người ký Giấy chứng nhận kết hôn"),
    ),
)
