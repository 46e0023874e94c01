"""Quyết định. Their subjects and bodies quote the titles of other papers, which must not mislead."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import foot, head, place_date, plain_table, recipients, spoken, title
from tests.samples.sheet import Block, Draft, Gap, Rule, Sheet, Text
from tests.samples.world import World


def _fields(world: World, number: str, office: str, subject: str) -> dict[str, str]:
    return {
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
        "subject": subject,
    }


def _body(text: str, before: float = 1.5) -> Text:
    return Text(text, 13.5, "justify", 10, before)


def withdrawal(world: World) -> Draft:
    """A committee withdraws a land certificate: the certificate's title stands in the subject."""
    number = f"{world.number(2999)}/QĐ-UBND"
    office = f"ỦY BAN NHÂN DÂN {(world.place.district or world.place.province).upper()}"
    unit = (world.place.district or world.place.province).upper()
    subject = f"Về việc thu hồi Giấy chứng nhận quyền sử dụng đất đã cấp cho {world.owner.honorific} {world.owner.name}"
    blocks: tuple[Block, ...] = (
        head(("ỦY BAN NHÂN DÂN", unit), f"Số: {number}", place_date(world.town, world.day)),
        *title("QUYẾT ĐỊNH"),
        Text(f"<b>{subject}</b>", 13.5, "center"),
        Rule(40),
        Gap(2),
        Text(f"<b>CHỦ TỊCH ỦY BAN NHÂN DÂN {unit}</b>", 13, "center"),
        Gap(2),
        _body("<i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</i>"),
        _body("<i>Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;</i>"),
        _body(
            f"<i>Theo đề nghị của Trưởng phòng Tài nguyên và Môi trường tại Tờ trình số {world.number()}/TTr-TNMT.</i>"
        ),
        Text("<b>QUYẾT ĐỊNH:</b>", 13.5, "center", before=3),
        _body(
            "<b>Điều 1.</b> Thu hồi Giấy chứng nhận quyền sử dụng đất số CH "
            f"{world.rng.randint(0, 9999):05d} đã cấp cho {world.owner.honorific} {world.owner.name}, "
            f"thường trú tại {world.home}. Lý do thu hồi: cấp không đúng diện tích."
        ),
        _body("<b>Điều 2.</b> Giao Chi nhánh Văn phòng Đăng ký đất đai chỉnh lý hồ sơ địa chính theo quy định."),
        _body(
            "<b>Điều 3.</b> Chánh Văn phòng, Trưởng phòng Tài nguyên và Môi trường, Chủ tịch "
            f"{world.place.commune} và {world.owner.honorific} {world.owner.name} chịu trách nhiệm "
            "thi hành Quyết định này./."
        ),
        Gap(4),
        foot(world, "CHỦ TỊCH", seal=office, left=recipients("Như Điều 3", "Thường trực HĐND", "Lưu: VT, TNMT")),
    )
    return Draft(_fields(world, number, office, subject), (Sheet(blocks),))


def allowance(world: World) -> Draft:
    """A commune grants an allowance on the strength of an extract of death and a household book."""
    number, office = f"{world.number(400)}/QĐ-UBND", f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"
    subject = "Về việc hỗ trợ chi phí mai táng đối với đối tượng bảo trợ xã hội"
    blocks: tuple[Block, ...] = (
        head(("ỦY BAN NHÂN DÂN", world.place.commune.upper()), f"Số: {number}", place_date(world.town, world.day)),
        *title("QUYẾT ĐỊNH", size=16),
        Text(f"<b>{subject}</b>", 13.5, "center"),
        Rule(34),
        Gap(2),
        Text(f"<b>ỦY BAN NHÂN DÂN {world.place.commune.upper()}</b>", 13, "center"),
        Gap(2),
        _body(
            "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính "
            "sách trợ giúp xã hội;"
        ),
        _body(f"Căn cứ Trích lục khai tử số {world.number(99)}/TLKT của {world.place.office};"),
        _body("Xét đề nghị của công chức Văn hóa - xã hội,"),
        Text("<b>QUYẾT ĐỊNH:</b>", 13.5, "center", before=3),
        _body(
            f"<b>Điều 1.</b> Hỗ trợ chi phí mai táng cho {world.owner.honorific} {world.owner.name} "
            f"(người lo mai táng cho ông {world.father.name}), số tiền 10.000.000 đồng (Mười triệu "
            "đồng)."
        ),
        _body("<b>Điều 2.</b> Quyết định này có hiệu lực kể từ ngày ký."),
        _body(
            "<b>Điều 3.</b> Văn phòng Ủy ban nhân dân, bộ phận Tài chính - Kế toán và người có tên "
            "tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
        ),
        Gap(4),
        foot(
            world,
            "PHÓ CHỦ TỊCH",
            over="KT. CHỦ TỊCH",
            seal=office,
            left=recipients("Như Điều 3", "Phòng LĐTB&XH", "Lưu: VT"),
        ),
    )
    return Draft(_fields(world, number, office, subject), (Sheet(blocks),))


def catalogue(world: World) -> Draft:
    """A department publishes a list of procedures over two pages, the annex in a table."""
    number, office = f"{world.number(999)}/QĐ-STP", "SỞ TƯ PHÁP"
    subject = "Về việc ban hành Quy trình nội bộ giải quyết thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
    first: tuple[Block, ...] = (
        head((f"UBND {world.place.province.upper()}", office), f"Số: {number}", place_date(world.province, world.day)),
        *title("QUYẾT ĐỊNH"),
        Text(f"<b>{subject}</b>", 13.5, "center"),
        Rule(40),
        Gap(2),
        Text("<b>GIÁM ĐỐC SỞ TƯ PHÁP</b>", 13, "center"),
        Gap(2),
        _body(
            "<i>Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực "
            "hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính;</i>"
        ),
        _body(
            f"<i>Căn cứ Quyết định số {world.number()}/QĐ-UBND "
            f"{spoken(world.day.replace(month=1, day=5))} của Chủ tịch Ủy ban nhân dân "
            f"{world.place.province};</i>"
        ),
        Text("<b>QUYẾT ĐỊNH:</b>", 13.5, "center", before=3),
        _body(
            "<b>Điều 1.</b> Ban hành kèm theo Quyết định này Quy trình nội bộ giải quyết thủ tục "
            "hành chính tại Phụ lục."
        ),
        _body(
            "<b>Điều 2.</b> Quyết định này có hiệu lực kể từ ngày ký và thay thế các quy định trước "
            "đây trái với Quyết định này."
        ),
        _body(
            "<b>Điều 3.</b> Chánh Văn phòng, Trưởng các phòng chuyên môn và các tổ chức, cá nhân có "
            "liên quan chịu trách nhiệm thi hành./."
        ),
        Gap(4),
        foot(
            world,
            "GIÁM ĐỐC",
            seal=f"{office} {world.place.province}",
            left=recipients("Như Điều 3", "Sở TT&TT", "Lưu: VT, HCTP"),
        ),
    )
    return Draft(_fields(world, number, office, subject), (Sheet(first), _annex(world, number)))


def _annex(world: World, number: str) -> Sheet:
    rows = (
        ("TT", "Bước thực hiện", "Người thực hiện", "Thời gian"),
        ("1", "Tiếp nhận hồ sơ, kiểm tra tính đầy đủ, hợp lệ", "Công chức một cửa", "0,5 ngày"),
        (
            "2",
            "Thẩm tra, xác minh tình trạng hôn nhân tại nơi cư trú trước đây",
            "Công chức Tư pháp - Hộ tịch",
            "02 ngày",
        ),
        ("3", "Ký duyệt Giấy xác nhận", "Lãnh đạo UBND", "0,5 ngày"),
        ("4", "Trả kết quả cho công dân, thu lệ phí", "Công chức một cửa", "Không tính"),
    )
    blocks: tuple[Block, ...] = (
        Text("<b>PHỤ LỤC</b>", 14, "center"),
        Text("<b>QUY TRÌNH NỘI BỘ CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN</b>", 13, "center"),
        Text(f"<i>(Kèm theo Quyết định số {number} {spoken(world.day)} của Sở Tư pháp)</i>", 12, "center"),
        Gap(4),
        plain_table(rows, (0.07, 0.43, 0.3, 0.2), 12),
    )
    return Sheet(blocks)


VARIANTS: Mapping[str, Maker] = {"withdrawal": withdrawal, "allowance": allowance, "catalogue": catalogue}
