"""Criminal record certificate (*phiếu lý lịch tư pháp*, number 1 or 2)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

SPEC = DocType(
    slug=DocumentType("criminal-record"),
    name="Phiếu lý lịch tư pháp",
    titles=(
        Title("PHIẾU LÝ LỊCH TƯ PHÁP"),
        Title("PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1"),
        Title("PHIẾU LÝ LỊCH TƯ PHÁP SỐ 2"),
        Title("PHIẾU SỐ 1 LÝ LỊCH TƯ PHÁP"),
    ),
    support=(
        "Tình trạng án tích",
        "Thông tin về cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã",
        "Họ và tên",
        "Giới tính",
        "Nơi sinh",
        "Quốc tịch",
        "Nơi thường trú",
        "Nơi tạm trú",
        "Người lập phiếu",
        "Giấy CMND/Hộ chiếu",
        "Luật Lý lịch tư pháp",
    ),
    marks=("Tình trạng án tích", "Người lập phiếu"),
    fields=(
        shared.full_name(),
        shared.birth(),
        Field("sex", (Labelled(Kind.SEX, ("Giới tính",), choices=shared.SEX),)),
        shared.personal_id("Giấy CMND/Hộ chiếu", "Giấy CMND/Hộ chiếu số", "Giấy CMND/CCCD/Hộ chiếu"),
        shared.address("Nơi thường trú", "Nơi đăng ký thường trú"),
        Field(
            "record_status",
            (
                Labelled(
                    Kind.TEXT,
                    ("Tình trạng án tích", "Án tích"),
                    lines=3,
                    choices=(("Không có án tích", ("Không có án tích",)), ("Có án tích", ("Có án tích",))),
                ),
                Labelled(Kind.TEXT, ("Tình trạng án tích", "Án tích"), lines=3),
            ),
        ),
        shared.number(symbol=True),
        shared.issue_date(),
        shared.issuer(),
        shared.signer(),
    ),
)
