"""Extract of a death registration (*trích lục khai tử*); before 2016 the same paper was called *giấy chứng tử*."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import DocType, Field, Kind, Labelled, Title

DEATH = (
    "Đã chết vào lúc",
    "Đã chết",
    "Đã chết lúc",
    "Ngày, tháng, năm chết",
    "Ngày chết",
    "Chết ngày",
    "Đã chết ngày",
    "Thời gian chết",
    "Chết vào lúc",
)

SPEC = DocType(
    slug=DocumentType("death-extract"),
    name="Trích lục khai tử",
    titles=(
        Title("TRÍCH LỤC KHAI TỬ"),
        Title("BẢN SAO TRÍCH LỤC KHAI TỬ"),
        Title("TRÍCH LỤC ĐĂNG KÝ KHAI TỬ"),
        Title("GIẤY CHỨNG TỬ"),
    ),
    excluded=("GIẤY BÁO TỬ",),
    support=(
        *DEATH,
        "Nguyên nhân chết",
        "Nơi chết",
        "Đã đăng ký khai tử tại",
        "Nơi đăng ký khai tử",
        "Nơi cư trú cuối cùng",
        "Giấy tờ tùy thân",
        "Dân tộc",
        "Ngày, tháng, năm sinh",
    ),
    marks=("Nguyên nhân chết", "Nơi cư trú cuối cùng", "Nơi đăng ký khai tử", "Đã đăng ký khai tử tại"),
    fields=(
        shared.full_name("Họ, chữ đệm, tên người chết", "Họ và tên người chết"),
        shared.birth(),
        shared.personal_id(),
        Field("date_of_death", (Labelled(Kind.DATE, DEATH, lines=2),)),
        shared.address("Nơi cư trú cuối cùng", "Nơi thường trú cuối cùng"),
        shared.number(),
        shared.issue_date("Ngày, tháng, năm đăng ký", "Ngày đăng ký", "Đăng ký ngày"),
        shared.issuer("Đã đăng ký khai tử tại", "Nơi đăng ký khai tử", "Đăng ký khai tử tại", "Nơi đăng ký"),
        shared.signer(),
    ),
)
