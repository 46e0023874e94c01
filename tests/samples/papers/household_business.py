"""Giấy chứng nhận đăng ký hộ kinh doanh."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, dong, foot, head, labels, nation, place_date, spoken, title
from tests.samples.sheet import Block, Draft, Gap, Sheet, Text
from tests.samples.world import World

_SHOPS = ("Tạp hóa", "Quán cơm", "Cửa hàng vật liệu xây dựng", "Nhà thuốc", "Tiệm may", "Xưởng mộc", "Quán cà phê")


def _fields(world: World, number: str, office: str, name: str, capital: int) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "business_name": name,
        "capital_vnd": str(capital),
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


def form_2021(world: World) -> Draft:
    """Thông tư 01/2021/TT-BKHĐT: numbered particulars."""
    owner, capital = world.owner, world.rng.randint(2, 60) * 25_000_000
    name = f"HỘ KINH DOANH {world.rng.choice(_SHOPS).upper()} {owner.name.split()[-1].upper()}"
    number = f"{world.rng.randint(10, 99)}{world.rng.choice('ABCDEG')}8{world.rng.randint(100000, 999999)}"
    office = "PHÒNG TÀI CHÍNH - KẾ HOẠCH"
    above = f"UBND {world.place.district.upper() or world.place.commune.upper()}"
    blocks: tuple[Block, ...] = (
        head((above, office), "", place_date(world.town, world.day), size=11),
        *title("GIẤY CHỨNG NHẬN", "ĐĂNG KÝ HỘ KINH DOANH"),
        Text(f"Số: <b>{number}</b>", 13, "center"),
        Text(f"Đăng ký lần đầu, {spoken(world.day)}", 12.5, "center"),
        Gap(3),
        Text(f"<b>1. Tên hộ kinh doanh:</b> {name}"),
        Text(f"<b>2. Địa điểm kinh doanh:</b> {world.home}"),
        Text(f"Điện thoại: 0{world.rng.randint(900000000, 989999999)}"),
        Text("<b>3. Ngành, nghề kinh doanh:</b> Bán lẻ lương thực, thực phẩm, đồ uống (4711)"),
        Text(f"<b>4. Vốn kinh doanh:</b> {dong(capital)} đồng"),
        Text(f"<b>5. Họ và tên chủ hộ kinh doanh:</b> {owner.caps}"),
        labels(("Giới tính", owner.sex), ("Sinh ngày", dmy(owner.born)), ("Dân tộc", owner.ethnic)),
        Text(f"Số Căn cước công dân: {owner.id}"),
        Text("Nơi cấp: Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
        Text(f"Nơi thường trú: {world.home}"),
        Gap(5),
        foot(world, "TRƯỞNG PHÒNG", seal=office),
    )
    return Draft(_fields(world, number, office, name, capital), (Sheet(blocks),))


def older(world: World) -> Draft:
    """The older form: district committee, book number, dotted lines, capital in words."""
    owner, capital = world.owner, world.rng.randint(1, 9) * 100_000_000
    name, number = (
        f"{world.rng.choice(_SHOPS)} {owner.name.split()[-1]}",
        f"{world.rng.randint(10, 99)}A8.{world.rng.randint(1000, 9999):06d}",
    )
    office = f"ỦY BAN NHÂN DÂN {(world.place.district or world.place.commune).upper()}"
    blocks: tuple[Block, ...] = (
        *nation(),
        Text(f"<b>{office}</b>", 12.5, "center", before=3),
        *title("GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", size=16, before=3),
        Text(f"Số: {number}", 13, "center"),
        Gap(3),
        Text(f"Tên hộ kinh doanh (ghi bằng chữ in hoa): ....{name.upper()}", leader=True),
        Text(f"Địa điểm kinh doanh: ....{world.home}", leader=True),
        Text("Ngành, nghề kinh doanh: ....Mua bán hàng tạp hóa, nước giải khát", leader=True),
        Text(f"Vốn kinh doanh: ....{dong(capital)} VNĐ ({capital // 100_000_000} trăm triệu đồng chẵn)", leader=True),
        Text(f"Họ và tên cá nhân kinh doanh hoặc tên đại diện hộ gia đình: {owner.caps}"),
        Text(f"Sinh ngày: {dmy(owner.born)}\tDân tộc: {owner.ethnic}\tQuốc tịch: Việt Nam", tabs=(0.36, 0.66)),
        Text(f"Số CMND/CCCD: ....{owner.id}", leader=True),
        Text(f"Nơi đăng ký hộ khẩu thường trú: ....{world.home}", leader=True),
        Text(f"<i>{place_date(world.town, world.day)}</i>", 13, "right", before=4),
        foot(world, "CHỦ TỊCH", over="TM. ỦY BAN NHÂN DÂN", seal=office),
    )
    return Draft(_fields(world, number, office, name.upper(), capital), (Sheet(blocks),))


VARIANTS: Mapping[str, Maker] = {"form-2021": form_2021, "older": older}
