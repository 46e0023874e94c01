"""Certificate of land-use rights and ownership of what stands on the land (*sổ đỏ*, *sổ hồng*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Printed, Title

SPEC = DocType(
    slug=DocumentType("land-certificate"),
    name="Giấy chứng nhận quyền sử dụng đất",
    titles=(
        Title("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", open=True),
        Title("GIẤY CHỨNG NHẬN QUYỀN SỞ HỮU NHÀ Ở", open=True),
        Title("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT"),
        Title("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT"),
    ),
    support=(
        "Thửa đất số",
        "Tờ bản đồ số",
        "Diện tích",
        "Hình thức sử dụng",
        "Mục đích sử dụng",
        "Loại đất",
        "Thời hạn sử dụng",
        "Nguồn gốc sử dụng",
        "Số vào sổ cấp GCN",
        "Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất",
        "Thửa đất, nhà ở và tài sản khác gắn liền với đất",
        "Địa chỉ",
        "Nhà ở",
    ),
    marks=("Số vào sổ cấp GCN", "Số vào sổ cấp Giấy chứng nhận", "Nguồn gốc sử dụng", "Tờ bản đồ số"),
    sections=(("Thửa đất số", "parcel"), ("Thửa đất", "parcel"), ("Thông tin thửa đất", "parcel")),
    fields=(
        Field(
            "full_name",
            (
                Labelled(
                    Kind.PERSON,
                    ("Ông", "Bà", "Ông/bà", "Ông (bà)", "Hộ ông", "Hộ bà", "Người sử dụng đất", *shared.FULL_NAME),
                    "",
                    lines=2,
                ),
            ),
        ),
        shared.birth(section=""),
        shared.personal_id(section=""),
        shared.address("Địa chỉ thường trú", "Địa chỉ", section=""),
        Field("parcel_number", (Labelled(Kind.ORDINAL, ("Thửa đất số", "Số thửa", "Số thửa đất", "Thửa số")),)),
        Field(
            "map_sheet", (Labelled(Kind.ORDINAL, ("Tờ bản đồ số", "Số tờ bản đồ", "Tờ bản đồ", "Số hiệu tờ bản đồ")),)
        ),
        Field(
            "area_m2", (Labelled(Kind.AREA, ("Diện tích", "Diện tích đất", "Tổng diện tích", "Diện tích thửa đất")),)
        ),
        Field(
            "serial",
            (Labelled(Kind.SERIAL, ("Số phát hành", "Số seri", "Số sê-ri", "Mã số phát hành")), Printed(Kind.SERIAL)),
        ),
        Field(
            "document_number",
            (
                Labelled(
                    Kind.DOCUMENT_NUMBER,
                    (
                        "Số vào sổ cấp GCN",
                        "Số vào sổ cấp Giấy chứng nhận",
                        "Số vào sổ cấp GCN QSDĐ",
                        "Số vào sổ",
                        "Vào sổ cấp giấy chứng nhận quyền sử dụng đất số",
                    ),
                    lines=2,
                    loose=True,  # in a narrow column the number is parted from its series (VP / 05997)
                ),
            ),
        ),
        shared.issue_date(),
        shared.issuer("Cơ quan cấp"),
        shared.signer(),
    ),
)
