"""Confirmation of residence (*xác nhận thông tin về cư trú*, form CT07)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import At, DocType, Field, Spot, Title

SPEC = DocType(
    slug=DocumentType("residence-confirmation"),
    name="Xác nhận thông tin về cư trú (CT07)",
    titles=(
        Title("XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ"),
        Title("GIẤY XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ"),
        Title("XÁC NHẬN THÔNG TIN CƯ TRÚ"),
        Title("GIẤY XÁC NHẬN THÔNG TIN CƯ TRÚ"),
        Title("THÔNG TIN VỀ CƯ TRÚ"),  # second line of the title, where the first is lost
    ),
    support=(
        "Theo đề nghị của Ông/Bà",
        "Số định danh cá nhân",
        "Nơi thường trú",
        "Nơi tạm trú",
        "Nơi ở hiện tại",
        "Họ, chữ đệm và tên chủ hộ",
        "Quan hệ với chủ hộ",
        "Thông tin các thành viên khác trong hộ gia đình",
        "Nội dung xác nhận khác",
        "Mẫu CT07",
    ),
    marks=(
        "Mẫu CT07",
        "CT07 ban hành theo Thông tư",
        "xác nhận thông tin về cư trú của công dân",
        "Các thành viên cùng hộ gia đình",
        "Thông tin các thành viên khác trong hộ gia đình",
        "Nội dung xác nhận khác",
    ),
    sections=(
        ("Họ, chữ đệm và tên chủ hộ", "head"),
        ("Họ và tên chủ hộ", "head"),
        ("Thông tin các thành viên khác trong hộ gia đình", "members"),
        ("Thông tin các thành viên trong hộ gia đình", "members"),
        ("Các thành viên trong hộ gia đình", "members"),
    ),
    fields=(
        shared.full_name(section=""),
        shared.birth(section=""),
        shared.personal_id(section=""),
        shared.address("Nơi thường trú", "Nơi ở hiện tại", section=None),
        Field("members", (At(Spot.MEMBERS),)),
        shared.number(),
        shared.issue_date(),
        shared.issuer(),
        shared.signer(),
    ),
)
