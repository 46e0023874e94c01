"""Phiếu lý lịch tư pháp số 1 and số 2."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, foot, head, place_date, plain_table, title
from tests.samples.sheet import Block, Draft, Gap, Sheet, Text
from tests.samples.world import World


def _fields(world: World, number: str, office: str, status: str) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "address": world.home,
        "record_status": status,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


def number_one(world: World) -> Draft:
    """Số 1: for persons and organisations; convictions that count."""
    owner, office, number = (
        world.owner,
        "SỞ TƯ PHÁP",
        f"{world.number(9000)}/{world.day.year}/{world.number(99):02d}-LLTP",
    )
    blocks: tuple[Block, ...] = (
        head((f"UBND {world.place.province.upper()}", office), f"Số: {number}", place_date(world.province, world.day)),
        *title("PHIẾU LÝ LỊCH TƯ PHÁP", "SỐ 1", size=16),
        Text("Căn cứ Luật Lý lịch tư pháp ngày 17 tháng 6 năm 2009;", 13, "justify", 10),
        Text("<b>XÁC NHẬN:</b>", 13, "center", before=2),
        Text(f"1. Họ và tên: <b>{owner.caps}</b>"),
        Text(f"2. Giới tính: {owner.sex}"),
        Text(f"3. Ngày, tháng, năm sinh: {dmy(owner.born)}"),
        Text(f"4. Nơi sinh: {world.place.full}"),
        Text("5. Quốc tịch: Việt Nam"),
        Text(f"6. Nơi thường trú: {world.home}"),
        Text("7. Nơi tạm trú: Không"),
        Text(f"8. Giấy CMND/Hộ chiếu: Căn cước công dân Số: {owner.id}"),
        Text("Cấp tại: Cục Cảnh sát QLHC về TTXH", indent=6),
        Text("9. Tình trạng án tích: <b>Không có án tích</b>"),
        Text(
            "10. Thông tin về cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã: Không", 13, "justify"
        ),
        Gap(5),
        foot(
            world,
            "GIÁM ĐỐC",
            seal=f"{office} {world.place.province}",
            left=(Text("<b>NGƯỜI LẬP PHIẾU</b>", 13, "center"), Gap(22), Text(world.clerk, 13, "center")),
        ),
    )
    return Draft(_fields(world, number, office, "Không có án tích"), (Sheet(blocks),))


def number_two(world: World) -> Draft:
    """Số 2: at the person's own request; parents, spouse and a table of sentences."""
    owner, office, number = world.owner, "SỞ TƯ PHÁP", f"{world.number(9000)}/STP-LLTP"
    status = "Không có án tích"
    table = (("Bản án", "Tội danh", "Hình phạt", "Tình trạng thi hành án"), ("-", "-", "-", "-"))
    blocks: tuple[Block, ...] = (
        head(
            (f"ỦY BAN NHÂN DÂN {world.place.province.upper()}", office),
            f"Số: {number}",
            place_date(world.province, world.day),
            size=11,
        ),
        *title("PHIẾU LÝ LỊCH TƯ PHÁP SỐ 2", size=16),
        Text(f"Họ và tên: ....<b>{owner.caps}</b>", leader=True),
        Text(f"Giới tính: ...{owner.sex}...\tNgày, tháng, năm sinh: ...{dmy(owner.born)}", tabs=(0.35,), leader=True),
        Text(f"Nơi sinh: ....{world.place.full}", leader=True),
        Text(f"Quốc tịch: ....Việt Nam....\tDân tộc: ....{owner.ethnic}", tabs=(0.5,), leader=True),
        Text(f"Nơi thường trú: ....{world.home}", leader=True),
        Text(f"Số CCCD/Hộ chiếu: ....{owner.id}", leader=True),
        Text(f"Họ và tên cha: ....{world.father.caps}", leader=True),
        Text(f"Họ và tên mẹ: ....{world.mother.caps}", leader=True),
        Text(f"Họ và tên vợ/chồng: ....{world.spouse.caps}", leader=True),
        Text(f"Tình trạng án tích: <b>{status}</b>", before=2),
        Gap(1),
        plain_table(table, (0.25, 0.25, 0.25, 0.25)),
        Gap(4),
        foot(world, "PHÓ GIÁM ĐỐC", over="KT. GIÁM ĐỐC", seal=f"{office} {world.place.province}"),
    )
    return Draft(_fields(world, number, office, status), (Sheet(blocks),))


VARIANTS: Mapping[str, Maker] = {"number-one": number_one, "number-two": number_two}
