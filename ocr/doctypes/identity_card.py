"""Identity card (*thẻ căn cước công dân*, 2021; *thẻ căn cước*, 2024): two small bilingual faces."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import At, DocType, Field, Kind, Labelled, Spot, Title

SPEC = DocType(
    slug=DocumentType("identity-card"),
    name="Thẻ căn cước (công dân)",
    titles=(
        Title("CĂN CƯỚC CÔNG DÂN"),
        Title("THẺ CĂN CƯỚC CÔNG DÂN"),
        Title("CĂN CƯỚC CÔNG DÂN Citizen Identity Card"),
        Title("CĂN CƯỚC"),
        Title("THẺ CĂN CƯỚC"),
        Title("CĂN CƯỚC IDENTITY CARD"),
        Title("Citizen Identity Card"),
        Title("IDENTITY CARD"),
        Title("GIẤY CHỨNG MINH NHÂN DÂN"),
    ),
    excluded=("GIẤY CHỨNG NHẬN CĂN CƯỚC", "CĂN CƯỚC ĐIỆN TỬ", "PHIẾU THU NHẬN THÔNG TIN CĂN CƯỚC"),
    support=(
        "Họ và tên / Full name",
        "Ngày sinh / Date of birth",
        "Giới tính / Sex",
        "Quốc tịch / Nationality",
        "Quê quán / Place of origin",
        "Nơi thường trú / Place of residence",
        "Có giá trị đến",
        "Đặc điểm nhận dạng",
        "Số định danh cá nhân",
        "Nơi cư trú",
        "Số / No.",
    ),
    marks=(
        "Đặc điểm nhận dạng / Personal identification",
        "Quê quán / Place of origin",
        "Nơi thường trú / Place of residence",
        "Nơi cư trú / Place of residence",
        "Họ và tên / Full name",
        "Số định danh cá nhân / Personal identification number",
        "Họ, chữ đệm và tên khai sinh / Full name",
        "Có giá trị đến / Date of expiry",
        "Ngày, tháng, năm hết hạn / Date of expiry",
        "Ngón trỏ trái / Left index finger",
        "Ngón trỏ phải / Right index finger",
    ),
    fields=(
        Field(
            "personal_id",
            (
                Labelled(
                    Kind.PERSONAL_ID,
                    (
                        "Số / No.",
                        "Số",
                        "No.",
                        "Số định danh cá nhân / Personal identification number",
                        "Số định danh cá nhân",
                        "Personal identification number",
                    ),
                ),
            ),
        ),
        shared.full_name(
            "Họ, chữ đệm và tên khai sinh / Full name", "Họ và tên khai sinh / Full name", "Họ và tên / Full name"
        ),
        shared.birth("Ngày, tháng, năm sinh / Date of birth", "Ngày sinh / Date of birth"),
        Field("sex", (Labelled(Kind.SEX, ("Giới tính / Sex", "Giới tính", "Sex"), choices=shared.SEX),)),
        Field(
            "place_of_origin",
            (
                Labelled(
                    Kind.ADDRESS,
                    ("Quê quán / Place of origin", "Quê quán", "Place of origin", "Nguyên quán"),
                    lines=3,
                    loose=True,
                ),
            ),
        ),
        Field(
            "address",
            (
                Labelled(
                    Kind.ADDRESS,
                    (
                        "Nơi thường trú / Place of residence",
                        "Nơi cư trú / Place of residence",
                        "Place of residence",
                        *shared.ADDRESS,
                    ),
                    lines=3,
                    loose=True,
                ),
            ),
        ),
        Field(
            "expiry_date",
            (
                Labelled(
                    Kind.DATE,
                    (
                        "Có giá trị đến / Date of expiry",
                        "Có giá trị đến",
                        "Giá trị đến",
                        "Date of expiry",
                        "Ngày, tháng, năm hết hạn / Date of expiry",
                        "Ngày, tháng, năm hết hạn",
                        "Ngày hết hạn",
                    ),
                ),
            ),
        ),
        Field(
            "issue_date",
            (
                Labelled(
                    Kind.DATE,
                    (
                        "Ngày, tháng, năm / Date, month, year",
                        "Ngày, tháng, năm cấp / Date of issue",
                        "Ngày, tháng, năm cấp",
                        "Ngày cấp / Date of issue",
                        "Ngày, tháng, năm",
                        "Date, month, year",
                        "Date of issue",
                    ),
                ),
                At(Spot.DATED),
            ),
        ),
        Field(
            "issuer", (At(Spot.CARD_ISSUER), Labelled(Kind.ADDRESS, ("Nơi cấp / Place of issue", "Nơi cấp"), lines=2))
        ),
        shared.signer(),
    ),
)
