"""Registration certificate of a household business (*giấy chứng nhận đăng ký hộ kinh doanh*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

HEAD = (
    "Họ và tên đại diện hộ kinh doanh",
    "Họ và tên cá nhân kinh doanh hoặc tên đại diện hộ gia đình",
    "Họ và tên cá nhân hoặc tên đại diện hộ gia đình",
    "Tên đại diện hộ kinh doanh",
    "Đại diện hộ kinh doanh",
    "Họ và tên chủ hộ kinh doanh",
    "Tên chủ hộ kinh doanh",
    "Chủ hộ kinh doanh",
)

SPEC = DocType(
    slug=DocumentType("household-business"),
    name="Giấy chứng nhận đăng ký hộ kinh doanh",
    titles=(
        Title("GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", open=True),
        Title("GIẤY CHỨNG NHẬN ĐĂNG KÝ KINH DOANH HỘ KINH DOANH", open=True),
        Title("GIẤY CHỨNG NHẬN HỘ KINH DOANH", open=True),
    ),
    support=(
        "Tên hộ kinh doanh",
        "Địa điểm kinh doanh",
        "Địa chỉ trụ sở hộ kinh doanh",
        "Ngành, nghề kinh doanh",
        "Vốn kinh doanh",
        "Đăng ký lần đầu",
        "Đăng ký thay đổi lần thứ",
        *HEAD,
    ),
    marks=("Tên hộ kinh doanh", "Địa chỉ trụ sở hộ kinh doanh", *HEAD),
    sections=(
        *((label, "head") for label in HEAD),
        ("Danh sách cá nhân góp vốn thành lập hộ kinh doanh", "members"),
        ("Danh sách thành viên hộ gia đình", "members"),
        ("Danh sách các cá nhân góp vốn", "members"),
    ),
    fields=(
        Field(
            "business_name",
            (Labelled(Kind.TEXT, ("Tên hộ kinh doanh", "Tên hộ kinh doanh (ghi bằng chữ in hoa)"), lines=2),),
        ),
        shared.full_name(*HEAD),
        shared.birth(),
        shared.personal_id(),
        Field(
            "address",
            (
                Labelled(
                    Kind.ADDRESS,
                    (
                        "Địa điểm kinh doanh",
                        "Địa chỉ trụ sở hộ kinh doanh",
                        "Trụ sở hộ kinh doanh",
                        "Địa chỉ trụ sở",
                        "Địa chỉ kinh doanh",
                    ),
                    lines=3,
                ),
                Labelled(Kind.ADDRESS, shared.ADDRESS, lines=3),
            ),
        ),
        Field(
            "capital_vnd",
            (Labelled(Kind.MONEY, ("Vốn kinh doanh", "Tổng số vốn", "Vốn đăng ký", "Số vốn kinh doanh")),),
        ),
        shared.number("Mã số hộ kinh doanh", "Mã số đăng ký hộ kinh doanh"),
        shared.issue_date(*shared.REGISTERED),
        shared.issuer(),
        shared.signer(),
    ),
)
