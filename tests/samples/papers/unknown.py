"""Papers that are none of the known types: what else lies on a scanner."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, dong, head, nation, place_date, plain_table
from tests.samples.sheet import Block, Columns, Draft, Gap, Rule, Sheet, Text
from tests.samples.world import World

_NEWS = (
    (
        "Sáng qua, hàng trăm người dân đã có mặt từ sớm tại bến đò để chứng kiến chuyến phà cuối cùng "
        "trước khi cây cầu mới được đưa vào sử dụng."
    ),
    (
        "Theo ban quản lý dự án, công trình dài hơn một cây số, có bốn làn xe, được khởi công cách đây "
        "ba năm và hoàn thành sớm hai tháng so với kế hoạch."
    ),
    (
        "Bà Tư Lành, bán hàng nước ở bến gần bốn mươi năm, nói bà vừa mừng vừa tiếc: “Đò giang cách trở, "
        "nhưng nhờ con đò mà tôi nuôi được bốn đứa con ăn học”."
    ),
    (
        "Lãnh đạo địa phương cho biết quyết định đầu tư cây cầu đã được thông qua từ nhiệm kỳ trước; khi "
        "cầu thông xe, quãng đường đến bệnh viện rút ngắn mười hai cây số."
    ),
    (
        "Trong tuần tới, đoàn khảo sát sẽ làm việc với các hộ dân về việc bồi thường, cấp lại giấy chứng "
        "nhận quyền sử dụng đất cho phần diện tích còn lại."
    ),
    "Thời tiết những ngày tới được dự báo có mưa rào rải rác, nhiệt độ từ 24 đến 33 độ, gió đông nam cấp 2, cấp 3.",
)
_NOVEL = (
    (
        "Chiều xuống chậm. Khói bếp lẫn vào sương, quẩn quanh mái rạ rồi tan trên mặt ao bèo. Lão Khế "
        "ngồi bó gối trước hiên, tay mân mê cái điếu cày đã tắt từ lâu."
    ),
    (
        "“Mày đi thật à?” lão hỏi, mắt vẫn nhìn ra ngõ. Thằng Ưởng không đáp. Nó xốc lại cái tay nải, "
        "trong đó có hai bộ quần áo, nắm cơm vừng và tờ giấy khai sinh gấp làm tư mẹ nó để lại."
    ),
    (
        "Con Vện chạy theo đến đầu cầu thì đứng lại, ve vẩy đuôi. Nước lũ đã rút, để lại trên bãi những "
        "vệt phù sa đỏ quạch như son. Phía bên kia sông, đèn phố huyện bắt đầu sáng."
    ),
    (
        "Mãi về sau này, mỗi lần nhớ lại buổi chiều ấy, Ưởng vẫn tự hỏi: giá như lúc đó mình ngoảnh lại "
        "một lần, thì mọi chuyện có khác đi chăng?"
    ),
    (
        "Gió bấc thổi ràn rạt qua rặng phi lao. Người lái đò già hỏi tên, hỏi quê, hỏi đi đâu; nó chỉ "
        "lắc đầu, rồi bất chợt bật khóc."
    ),
)
_LETTER = (
    (
        "Thank you for your letter of last month and for the samples, which reached us in good order. "
        "Our committee has looked at them with much interest."
    ),
    (
        "We would be glad to receive a formal quotation for four hundred units, delivered to our "
        "warehouse before the end of the rainy season. Please state your terms of payment and the period "
        "for which the prices are valid."
    ),
    (
        "As agreed on the telephone, our engineer will visit your workshop in the second week of next "
        "month. He will need a copy of the drawings and an hour with your foreman."
    ),
    "We look forward to hearing from you and remain at your disposal for any further information.",
)


def newspaper(world: World) -> Draft:
    """A local newspaper, three columns; it mentions a decision and a certificate of land use."""
    columns = tuple(tuple(Text(text, 12.5, "justify", 4, 1) for text in _NEWS[i::3]) for i in range(3))
    blocks: tuple[Block, ...] = (
        Text("<b>BÁO TÂN VĂN</b>", 34, "center"),
        Text(f"Thứ năm, ngày {dmy(world.day)} - Số {world.number(9000)} - Giá: 5.000 đồng", 11, "center"),
        Rule(160),
        Gap(3),
        Text("<b>Chuyến phà cuối cùng trên bến Cồn Lau</b>", 22, "left"),
        Gap(2),
        Text("<i>Cây cầu mới nối đôi bờ được thông xe, khép lại hơn nửa thế kỷ qua sông bằng phà.</i>", 12.5),
        Gap(3),
        Columns(columns, (0.333, 0.333, 0.333)),
        Text(f"<b>{world.clerk.upper()}</b>", 11, "right", before=2),
    )
    return Draft({}, (Sheet(blocks),))


def novel(world: World) -> Draft:
    """A page of a novel, A5."""
    blocks: tuple[Block, ...] = (
        Text("<i>Bên kia mùa lũ</i>", 10, "center"),
        Gap(4),
        Text(f"<b>Chương {world.rng.randint(2, 20)}</b>", 15, "center"),
        Gap(5),
        *(Text(text, 11.5, "justify", 6, 1.2) for text in _NOVEL),
        Text(str(world.number(300)), 10, "center", before=8),
    )
    return Draft({}, (Sheet(blocks, 148, 210, (18, 15, 16, 12)),))


def english_letter(world: World) -> Draft:
    """A business letter in English."""
    blocks: tuple[Block, ...] = (
        Text("<b>Harrow & Finch Instruments Ltd</b>", 15),
        Text("14 Quay Street, Northwick", 11),
        Gap(8),
        Text(f"{world.day.day} {world.day:%B %Y}", 12, "right"),
        Gap(4),
        Text("Dear Sir or Madam,", 12.5),
        Gap(2),
        Text("<b>Subject: Quotation for measuring instruments</b>", 12.5),
        Gap(2),
        *(Text(text, 12.5, "justify", 0, 2) for text in _LETTER),
        Text("Yours faithfully,", 12.5, before=8),
        Gap(18),
        Text("Margaret Ellwood", 12.5),
        Text("Head of Purchasing", 11),
    )
    return Draft({}, (Sheet(blocks),))


def timetable(world: World) -> Draft:
    """A school timetable, landscape, with country and motto in its head like an official paper."""
    lessons = (
        "Toán",
        "Ngữ văn",
        "Tiếng Anh",
        "Vật lý",
        "Hóa học",
        "Sinh học",
        "Lịch sử",
        "Địa lý",
        "Thể dục",
        "Tin học",
        "GDCD",
    )
    days = ("Tiết", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy")
    rows = (days, *((str(n), *(world.rng.choice(lessons) for _ in days[1:])) for n in range(1, 6)))
    blocks: tuple[Block, ...] = (
        head(
            (f"PHÒNG GD&ĐT {world.province.upper()}", f"TRƯỜNG THCS {world.town.upper()}"),
            "",
            place_date(world.town, world.day),
        ),
        Text("<b>THỜI KHÓA BIỂU</b>", 18, "center", before=4),
        Text(
            f"Lớp {world.rng.randint(6, 9)}A{world.rng.randint(1, 5)} - Học kỳ I - Áp dụng từ ngày {dmy(world.day)}",
            13,
            "center",
        ),
        Gap(4),
        plain_table(rows, (0.1, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15), 13),
        Text(f"Giáo viên chủ nhiệm: {world.signer}", 13, before=3),
    )
    return Draft({}, (Sheet(blocks, 297, 210),))


def invoice(world: World) -> Draft:
    """A shop's invoice: amounts and a buyer, yet no receipt of a public fee."""
    goods = (("Xi măng PCB40", 92_000), ("Thép phi 10", 118_500), ("Gạch ống 4 lỗ", 1_450), ("Cát xây tô", 320_000))
    lines, total = [], 0
    for number, (name, price) in enumerate(goods, 1):
        count = world.rng.randint(2, 60)
        total += price * count
        lines.append((str(number), name, str(count), dong(price), dong(price * count)))
    rows = (
        ("STT", "Tên hàng", "SL", "Đơn giá", "Thành tiền"),
        *lines,
        ("", "<b>Cộng</b>", "", "", f"<b>{dong(total)}</b>"),
    )
    blocks: tuple[Block, ...] = (
        Text(f"<b>CỬA HÀNG VLXD {world.clerk.split()[-1].upper()} PHÁT</b>", 14),
        Text(f"ĐC: {world.place.full}", 11),
        Gap(4),
        Text("<b>HÓA ĐƠN BÁN HÀNG</b>", 18, "center"),
        Text(f"Ngày {dmy(world.day)}", 12, "center"),
        Gap(3),
        Text(f"Khách hàng: {world.owner.name}", 12.5),
        Gap(2),
        plain_table(rows, (0.1, 0.38, 0.1, 0.2, 0.22), 12),
        Columns(
            (
                (Text("Người mua", 12, "center"),),
                (Text("Người bán", 12, "center"), Gap(15), Text(world.clerk, 12, "center")),
            ),
            (0.5, 0.5),
        ),
    )
    return Draft({}, (Sheet(blocks),))


def invitation(world: World) -> Draft:
    """An official invitation: head, number and seal's place like any state paper, but no known title."""
    blocks: tuple[Block, ...] = (
        *nation(),
        Gap(4),
        Text("<b>GIẤY MỜI</b>", 18, "center"),
        Text("Dự họp tổng kết phong trào văn nghệ quần chúng", 13, "center"),
        Gap(4),
        Text(f"Kính gửi: {world.owner.honorific.capitalize()} {world.owner.name}", 13.5),
        Text(
            (
                f"Trân trọng kính mời đến dự buổi tổng kết vào lúc 14 giờ 00 ngày {dmy(world.day)} tại "
                f"Nhà văn hóa {world.place.commune}."
            ),
            13.5,
            "justify",
            8,
            2,
        ),
        Text(
            "Sự có mặt của quý vị góp phần vào thành công của buổi họp. Rất hân hạnh được đón tiếp./.",
            13.5,
            "justify",
            8,
            2,
        ),
        Text(f"<b>{world.signer}</b>", 13, "right", before=22),
    )
    return Draft({}, (Sheet(blocks),))


VARIANTS: Mapping[str, Maker] = {
    "newspaper": newspaper,
    "novel": novel,
    "english-letter": english_letter,
    "timetable": timetable,
    "invoice": invoice,
    "invitation": invitation,
}
