"""Receipt for fees and charges (*biên lai thu tiền phí, lệ phí*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import At, DocType, Field, Kind, Labelled, Spot, Title

SPEC = DocType(
    slug=DocumentType("fee-receipt"),
    name="Biên lai thu tiền phí, lệ phí",
    titles=(
        Title("BIÊN LAI THU TIỀN", open=True),
        Title("BIÊN LAI THU PHÍ", open=True),
        Title("BIÊN LAI THU LỆ PHÍ", open=True),
        Title("BIÊN LAI PHÍ, LỆ PHÍ"),
        Title("BIÊN LAI ĐIỆN TỬ", open=True),
        Title("BIÊN LAI"),
    ),
    excluded=("BIÊN LAI NỘP HỌC PHÍ", "BIÊN LAI NHẬN HÀNG"),
    support=(
        "Đơn vị thu",
        "Tên đơn vị thu",
        "Người nộp tiền",
        "Tên đơn vị hoặc người nộp tiền",
        "Họ và tên người nộp",
        "Số tiền",
        "Viết bằng chữ",
        "Lý do thu",
        "Lý do nộp",
        "Người thu tiền",
        "Hình thức thanh toán",
        "Ký hiệu",
        "Mẫu số",
        "Liên 2",
        "Mã số thuế",
    ),
    marks=("Tên đơn vị hoặc người nộp tiền", "Người thu tiền", "Lý do thu"),
    fields=(
        shared.full_name(
            "Tên đơn vị hoặc người nộp tiền",
            "Tên đơn vị hoặc người nộp",
            "Tên đơn vị hoặc cá nhân nộp tiền",
            "Tên người nộp tiền",
            "Tên người nộp",
            "Họ và tên người nộp tiền",
            "Họ tên người nộp tiền",
            "Họ, tên người nộp tiền",
            "Họ và tên người nộp",
            "Họ tên người nộp",
            "Người nộp tiền",
            "Người nộp",
        ),
        shared.personal_id(),
        shared.address(),
        Field(
            "amount_vnd",
            (
                Labelled(
                    Kind.MONEY,
                    (
                        "Số tiền",
                        "Tổng số tiền",
                        "Tổng cộng",
                        "Tổng số tiền thu",
                        "Số tiền thu",
                        "Số tiền nộp",
                        "Thành tiền",
                        "Cộng",
                        "Tổng tiền",
                    ),
                ),
            ),
        ),
        shared.number("Số biên lai", "Số"),
        shared.issue_date("Ngày thu", "Ngày lập", "Ngày nộp"),
        Field(
            "issuer",
            (
                Labelled(
                    Kind.ADDRESS,
                    ("Tên cơ quan thu", "Cơ quan thu", "Đơn vị thu", "Tên đơn vị thu", "Đơn vị thu phí", "Tổ chức thu"),
                    lines=2,
                ),
                At(Spot.ISSUER),
                At(Spot.SIGNED_FOR),
            ),
        ),
        shared.signer("Người thu tiền"),
    ),
)
