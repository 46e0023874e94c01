"""Confirmation of marital status (*giấy xác nhận tình trạng hôn nhân*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

SPEC = DocType(
    slug=DocumentType("marital-status"),
    name="Giấy xác nhận tình trạng hôn nhân",
    titles=(Title("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"), Title("XÁC NHẬN TÌNH TRẠNG HÔN NHÂN")),
    support=(
        "Xét đề nghị của ông/bà",
        "Xác nhận ông/bà",
        "Xác nhận",
        "Tình trạng hôn nhân",
        "Giấy này được cấp để",
        "Giấy này có giá trị",
        "Nơi cư trú",
        "Giấy tờ tùy thân",
        "Dân tộc",
    ),
    marks=("Giấy này được cấp để", "Tình trạng hôn nhân", "Giấy này được sử dụng để"),
    fields=(
        Field(
            "full_name",
            (
                Labelled(Kind.PERSON, shared.FULL_NAME),
                Labelled(
                    Kind.PERSON,
                    ("Xác nhận ông/bà", "Xác nhận ông", "Xác nhận bà", "Xác nhận", "Ông/bà", "Ông (bà)", "Ông", "Bà"),
                ),
                Labelled(Kind.PERSON, ("Xét đề nghị của ông/bà", "Xét đề nghị của ông", "Xét đề nghị của bà")),
            ),
        ),
        shared.birth(),
        shared.personal_id(),
        shared.address("Nơi cư trú", "Nơi thường trú"),
        Field("marital_status", (Labelled(Kind.TEXT, ("Tình trạng hôn nhân",), lines=4),)),
        Field(
            "purpose",
            (
                Labelled(
                    Kind.TEXT,
                    (
                        "Giấy này được cấp để",
                        "Giấy này được sử dụng để",
                        "Giấy này được cấp để sử dụng vào mục đích",
                        "Mục đích sử dụng",
                        "Mục đích",
                        "Lý do",
                    ),
                    lines=3,
                ),
            ),
        ),
        shared.number(symbol=True),
        shared.issue_date(),
        shared.issuer(),
        shared.signer(),
    ),
)
