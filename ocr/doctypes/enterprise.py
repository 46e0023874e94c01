"""Enterprise registration certificate (*giấy chứng nhận đăng ký doanh nghiệp*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

NAME = (
    "Tên công ty viết bằng tiếng Việt",
    "Tên doanh nghiệp viết bằng tiếng Việt",
    "Tên công ty",
    "Tên doanh nghiệp",
)

SPEC = DocType(
    slug=DocumentType("enterprise"),
    name="Giấy chứng nhận đăng ký doanh nghiệp",
    titles=(
        Title("GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", open=True),
        Title("GIẤY CHỨNG NHẬN ĐĂNG KÝ KINH DOANH VÀ ĐĂNG KÝ THUẾ", open=True),
        Title("GIẤY CHỨNG NHẬN ĐĂNG KÝ KINH DOANH", open=True),
    ),
    support=(
        *NAME,
        "Tên công ty viết bằng tiếng nước ngoài",
        "Tên công ty viết tắt",
        "Mã số doanh nghiệp",
        "Địa chỉ trụ sở chính",
        "Vốn điều lệ",
        "Người đại diện theo pháp luật của công ty",
        "Đăng ký lần đầu",
        "Đăng ký thay đổi lần thứ",
        "Chức danh",
    ),
    marks=("Mã số doanh nghiệp", "Người đại diện theo pháp luật của công ty", "Vốn điều lệ"),
    sections=(
        ("Người đại diện theo pháp luật của công ty", "representative"),
        ("Người đại diện theo pháp luật của doanh nghiệp", "representative"),
        ("Người đại diện theo pháp luật", "representative"),
        ("Chủ sở hữu công ty", "owner"),
        ("Thông tin về chủ sở hữu", "owner"),
        ("Chủ doanh nghiệp", "representative"),
        ("Danh sách thành viên góp vốn", "owner"),
    ),
    fields=(
        Field(
            "enterprise_code",
            (Labelled(Kind.ENTERPRISE_CODE, ("Mã số doanh nghiệp", "Mã số", "Mã số thuế", "Số", "Mã số DN")),),
        ),
        Field("business_name", (Labelled(Kind.TEXT, NAME, lines=2),)),
        Field(
            "address",
            (
                Labelled(Kind.ADDRESS, ("Địa chỉ trụ sở chính", "Trụ sở chính", "Địa chỉ trụ sở"), lines=3),
                Labelled(Kind.ADDRESS, shared.ADDRESS, "", lines=3),
            ),
        ),
        Field("capital_vnd", (Labelled(Kind.MONEY, ("Vốn điều lệ", "Vốn đầu tư", "Vốn đầu tư của chủ doanh nghiệp")),)),
        Field(
            "representative",
            (
                Labelled(Kind.PERSON, shared.FULL_NAME, "representative"),
                Labelled(
                    Kind.PERSON,
                    (
                        "Người đại diện theo pháp luật của công ty",
                        "Người đại diện theo pháp luật",
                        "Đại diện theo pháp luật",
                    ),
                ),
            ),
        ),
        shared.birth(section="representative"),
        shared.personal_id(section="representative"),
        shared.issue_date(*shared.REGISTERED),
        shared.issuer(),
        shared.signer(),
    ),
)
