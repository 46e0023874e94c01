"""Giấy chứng nhận đăng ký doanh nghiệp: limited company and joint-stock company."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, dong, foot, head, labels, plain_table, spoken, title
from tests.samples.people import digits
from tests.samples.sheet import Block, Draft, Gap, Sheet, Text
from tests.samples.world import World

_TRADES = ("THƯƠNG MẠI VÀ DỊCH VỤ", "XÂY DỰNG", "CHẾ BIẾN NÔNG SẢN", "VẬN TẢI", "GIẢI PHÁP SỐ", "MAY MẶC")


def _draft(world: World, blocks: tuple[Block, ...], code: str, office: str) -> Draft:
    fields = {
        "enterprise_code": code,
        "representative": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }
    return Draft(fields, (Sheet(blocks),))


def limited(world: World) -> Draft:
    """Công ty TNHH một thành viên, first registration."""
    owner, code, office = world.owner, digits(world.rng, 10), "PHÒNG ĐĂNG KÝ KINH DOANH"
    name = f"CÔNG TY TNHH {world.rng.choice(_TRADES)} {world.town.upper()}"
    capital = world.rng.randint(1, 200) * 100_000_000
    blocks: tuple[Block, ...] = (
        head((f"SỞ KẾ HOẠCH VÀ ĐẦU TƯ {world.place.province.upper()}", office), "", "", size=10.5),
        *title("GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN", size=14),
        Text(f"Mã số doanh nghiệp: <b>{code}</b>", 13, "center"),
        Text(f"<i>Đăng ký lần đầu: {spoken(world.day)}</i>", 12, "center"),
        Gap(3),
        Text("<b>1. Tên công ty</b>"),
        Text(f"Tên công ty viết bằng tiếng Việt: {name}"),
        Text("Tên công ty viết tắt:"),
        Text("<b>2. Địa chỉ trụ sở chính</b>"),
        Text(world.home),
        Text(f"Điện thoại: 0{digits(world.rng, 9)}\tFax:", tabs=(0.5,)),
        Text(f"<b>3. Vốn điều lệ</b>: {dong(capital)} đồng."),
        Text("<b>4. Thông tin về chủ sở hữu</b>"),
        Text(f"Họ và tên: <b>{owner.caps}</b>"),
        Text("<b>5. Người đại diện theo pháp luật của công ty</b>"),
        Text(f"* Họ và tên: <b>{owner.caps}</b>\tGiới tính: {owner.sex}", tabs=(0.7,)),
        Text("Chức danh: Giám đốc"),
        labels(("Sinh ngày", dmy(owner.born)), ("Dân tộc", owner.ethnic), ("Quốc tịch", "Việt Nam")),
        Text("Loại giấy tờ pháp lý của cá nhân: Thẻ căn cước công dân"),
        Text(f"Số giấy tờ pháp lý của cá nhân: {owner.id}"),
        Text(f"Địa chỉ thường trú: {world.home}"),
        Gap(4),
        foot(world, "TRƯỞNG PHÒNG", seal=office),
    )
    return _draft(world, blocks, code, office)


def joint_stock(world: World) -> Draft:
    """Công ty cổ phần, changed for the n-th time, with a table of shares."""
    owner, code, office = world.owner, digits(world.rng, 10), "PHÒNG ĐĂNG KÝ KINH DOANH"
    name = f"CÔNG TY CỔ PHẦN {world.rng.choice(_TRADES)} {world.province.upper()}"
    first = world.day.replace(year=world.day.year - world.rng.randint(1, 9), day=1)
    shares = world.rng.randint(100, 900) * 1000
    table = (
        ("STT", "Loại cổ phần", "Số lượng", "Giá trị (VNĐ)"),
        ("1", "Cổ phần phổ thông", dong(shares), dong(shares * 10_000)),
    )
    blocks: tuple[Block, ...] = (
        head((f"SỞ TÀI CHÍNH {world.place.province.upper()}", office), "", "", size=10.5),
        *title("GIẤY CHỨNG NHẬN", "ĐĂNG KÝ DOANH NGHIỆP", "CÔNG TY CỔ PHẦN", size=14),
        Text(f"<b>Mã số doanh nghiệp: {code}</b>", 13, "center"),
        Text(f"Đăng ký lần đầu: {spoken(first)}", 12, "center"),
        Text(f"Đăng ký thay đổi lần thứ: {world.rng.randint(1, 9)}, {spoken(world.day)}", 12, "center"),
        Gap(3),
        Text(f"1. Tên công ty: <b>{name}</b>"),
        Text(f"2. Địa chỉ trụ sở chính: {world.home}"),
        Text(f"3. Vốn điều lệ: {dong(shares * 10_000)} đồng. Mệnh giá cổ phần: 10.000 đồng"),
        Gap(1),
        plain_table(table, (0.1, 0.4, 0.22, 0.28)),
        Text("4. Người đại diện theo pháp luật:", before=1),
        Text(f"Họ và tên: {owner.caps}\tChức danh: Tổng giám đốc", tabs=(0.6,)),
        Text(f"Sinh ngày: {dmy(owner.born)}\tGiới tính: {owner.sex}\tQuốc tịch: Việt Nam", tabs=(0.36, 0.66)),
        Text(f"Số định danh cá nhân: {owner.id}"),
        Text(f"Địa chỉ liên lạc: {world.home}"),
        Gap(4),
        foot(world, "PHÓ TRƯỞNG PHÒNG", over="KT. TRƯỞNG PHÒNG", seal=office),
    )
    return _draft(world, blocks, code, office)


VARIANTS: Mapping[str, Maker] = {"limited": limited, "joint-stock": joint_stock}
