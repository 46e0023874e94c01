"""Birth certificate (*giấy khai sinh*) and its extract (*trích lục khai sinh*), forms of 04/2020/TT-BTP and before."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

MOTHER = (
    "Họ, chữ đệm, tên người mẹ",
    "Họ và tên người mẹ",
    "Họ, chữ đệm, tên mẹ",
    "Họ và tên mẹ",
    "Họ tên mẹ",
    "Tên mẹ",
    "Người mẹ",
)
FATHER = (
    "Họ, chữ đệm, tên người cha",
    "Họ và tên người cha",
    "Họ, chữ đệm, tên cha",
    "Họ và tên cha",
    "Họ tên cha",
    "Tên cha",
    "Người cha",
)
REGISTRATION = (
    "Họ, chữ đệm, tên người đi khai sinh",
    "Họ và tên người đi khai sinh",
    "Người đi khai sinh",
    "Nơi đăng ký khai sinh",
    "Đăng ký khai sinh tại",
    "Nơi đăng ký",
)

SPEC = DocType(
    slug=DocumentType("birth-certificate"),
    name="Giấy khai sinh",
    titles=(
        Title("GIẤY KHAI SINH"),
        Title("TRÍCH LỤC KHAI SINH"),
        Title("BẢN SAO GIẤY KHAI SINH"),
        Title("BẢN SAO TRÍCH LỤC KHAI SINH"),
        Title("TRÍCH LỤC GIẤY KHAI SINH"),
    ),
    excluded=("GIẤY CHỨNG SINH",),
    support=(
        "Họ, chữ đệm, tên",
        "Họ, chữ đệm, tên người mẹ",
        "Họ, chữ đệm, tên người cha",
        "Họ và tên mẹ",
        "Họ và tên cha",
        "Ngày, tháng, năm sinh",
        "Nơi sinh",
        "Quê quán",
        "Nơi đăng ký khai sinh",
        "Số định danh cá nhân",
        "Giới tính",
    ),
    marks=("Nơi đăng ký khai sinh", "Họ, chữ đệm, tên người đi khai sinh", "Họ và tên người đi khai sinh"),
    sections=tuple(
        (label, part)
        for part, labels in (("mother", MOTHER), ("father", FATHER), ("registration", REGISTRATION))
        for label in labels
    ),
    fields=(
        shared.full_name("Họ, chữ đệm, tên người được khai sinh", section=""),
        shared.birth(section=""),
        Field("sex", (Labelled(Kind.SEX, ("Giới tính",), "", choices=shared.SEX),)),
        shared.personal_id(section=""),
        Field("place_of_birth", (Labelled(Kind.ADDRESS, ("Nơi sinh",), "", lines=2),)),
        Field("mother_name", (Labelled(Kind.PERSON, MOTHER), Labelled(Kind.PERSON, shared.FULL_NAME, "mother"))),
        Field("father_name", (Labelled(Kind.PERSON, FATHER), Labelled(Kind.PERSON, shared.FULL_NAME, "father"))),
        shared.number(),
        shared.issue_date("Ngày, tháng, năm đăng ký", "Ngày đăng ký", "Đăng ký ngày"),
        shared.issuer("Nơi đăng ký khai sinh", "Đăng ký khai sinh tại", "Nơi đăng ký"),
        shared.signer("Họ, chữ đệm, tên, chức vụ người ký Giấy khai sinh", "Người ký Giấy khai sinh"),
    ),
)
