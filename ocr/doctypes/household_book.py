"""Household registration book (*sổ hộ khẩu*), withdrawn since 2023 but still filed."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

SPEC = DocType(
    slug=DocumentType("household-book"),
    name="Sổ hộ khẩu",
    titles=(Title("SỔ HỘ KHẨU"), Title("SỔ HỘ KHẨU GIA ĐÌNH"), Title("SỔ ĐĂNG KÝ HỘ KHẨU")),
    excluded=("SỔ TẠM TRÚ",),
    support=(
        "Họ và tên chủ hộ",
        "Chủ hộ",
        "Nơi thường trú",
        "Hồ sơ hộ khẩu số",
        "Sổ đăng ký thường trú số",
        "Tờ số",
        "Quan hệ với chủ hộ",
        "Ngày, tháng, năm",
        "Trưởng công an",
    ),
    marks=("Hồ sơ hộ khẩu số", "Sổ đăng ký thường trú số", "Họ và tên chủ hộ"),
    fields=(
        Field(
            "head_of_household",
            (
                Labelled(
                    Kind.PERSON,
                    ("Họ và tên chủ hộ", "Họ tên chủ hộ", "Tên chủ hộ", "Họ, chữ đệm, tên chủ hộ", "Chủ hộ"),
                ),
            ),
        ),
        shared.personal_id(),
        shared.address("Nơi thường trú", "Nơi đăng ký thường trú"),
        shared.number("Sổ hộ khẩu số", "Số"),
        shared.issue_date(),
        shared.issuer("Cơ quan cấp"),
        shared.signer(),
    ),
)
