"""Giấy phép xây dựng: a single house, and one granted by a city with an expiry date."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, foot, head, place_date, recipients, spoken, title
from tests.samples.sheet import Block, Draft, Gap, Sheet, Text
from tests.samples.world import World


def _fields(world: World, number: str, office: str) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "address": world.home,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


def house(world: World) -> Draft:
    """Nghị định 15/2021, mẫu số 04: dwelling house."""
    owner, number = world.owner, f"{world.number(900)}/GPXD"
    office = f"ỦY BAN NHÂN DÂN {(world.place.district or world.place.commune).upper()}"
    blocks: tuple[Block, ...] = (
        head((office,), "", place_date(world.town, world.day), size=11),
        *title("GIẤY PHÉP XÂY DỰNG", size=16),
        Text(f"Số: <b>{number}</b>", 13, "center"),
        Text("<i>(Sử dụng cho nhà ở riêng lẻ)</i>", 12, "center"),
        Gap(3),
        Text(f"1. Cấp cho: <b>{owner.honorific.capitalize()} {owner.caps}</b>"),
        Text(f"Địa chỉ thường trú: {world.home}"),
        Text("2. Được phép xây dựng công trình: Nhà ở riêng lẻ"),
        Text("- Tổng số công trình: 01 công trình", indent=4),
        Text(
            f"- Vị trí xây dựng: Thửa đất số {world.number()}, tờ bản đồ số {world.number(60)}, {world.place.full}",
            13,
            "justify",
            4,
        ),
        Text(f"- Diện tích xây dựng tầng 1: {world.rng.randint(50, 200)},{world.rng.randint(0, 9)} m²", indent=4),
        Text(
            (
                f"- Chiều cao công trình: {world.rng.randint(4, 16)},{world.rng.randint(0, 9)} m; số "
                f"tầng: {world.rng.randint(1, 4)}"
            ),
            indent=4,
        ),
        Text(
            "3. Giấy tờ về quyền sử dụng đất: Giấy chứng nhận quyền sử dụng đất do cơ quan có thẩm quyền cấp.",
            13,
            "justify",
        ),
        Text(
            (
                "4. Giấy phép này có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; "
                "quá thời hạn trên phải đề nghị gia hạn giấy phép xây dựng."
            ),
            13,
            "justify",
        ),
        Gap(5),
        foot(
            world,
            "CHỦ TỊCH",
            over="TM. ỦY BAN NHÂN DÂN",
            seal=office,
            left=recipients("Như trên", "Phòng Quản lý đô thị", "Lưu: VT, QLĐT"),
        ),
    )
    return Draft(_fields(world, number, office), (Sheet(blocks),))


def company(world: World) -> Draft:
    """A permit of the department of construction, with the day until which works must begin."""
    owner, number, office = world.owner, f"{world.number(300)}/GPXD-SXD", "SỞ XÂY DỰNG"
    until = world.day.replace(year=world.day.year + 1, day=min(world.day.day, 28))
    blocks: tuple[Block, ...] = (
        head((f"UBND {world.place.province.upper()}", office), f"Số: {number}", place_date(world.province, world.day)),
        *title("GIẤY PHÉP XÂY DỰNG", size=17),
        Text("Căn cứ Luật Xây dựng số 50/2014/QH13 ngày 18 tháng 6 năm 2014;", 13, "justify", 10),
        Text(
            (
                f"Xét Đơn đề nghị cấp giấy phép xây dựng của {owner.honorific} {owner.name} "
                f"{spoken(world.day.replace(day=1))};"
            ),
            13,
            "justify",
            10,
        ),
        Text(f"1. Cấp cho (chủ đầu tư): <b>{owner.caps}</b>", before=2),
        Text(f"Địa chỉ: {world.home}"),
        Text("2. Được phép xây dựng công trình: Nhà kho, cấp công trình: cấp III"),
        Text(f"- Địa điểm xây dựng: {world.place.full}", indent=4),
        Text(f"- Cốt nền xây dựng: +0,45 m; mật độ xây dựng: {world.rng.randint(40, 80)} %", indent=4),
        Text(f"3. Giấy phép có giá trị đến ngày: <b>{dmy(until)}</b>"),
        Text("Chủ đầu tư phải thực hiện các nội dung ghi ở trang sau của giấy phép này.", 13, "justify"),
        Gap(5),
        foot(
            world,
            "PHÓ GIÁM ĐỐC",
            over="KT. GIÁM ĐỐC",
            seal=f"{office} {world.place.province}",
            left=recipients("Chủ đầu tư", "Thanh tra Sở", "Lưu: VT, QLXD"),
        ),
    )
    return Draft(_fields(world, number, office) | {"expiry_date": until.isoformat()}, (Sheet(blocks),))


VARIANTS: Mapping[str, Maker] = {"house": house, "company": company}
