"""Xác nhận thông tin về cư trú (mẫu CT07)."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, foot, head, labels, place_date, plain_table, title
from tests.samples.people import Person
from tests.samples.sheet import Block, Draft, Gap, Sheet, Text
from tests.samples.world import World


def _household(world: World) -> tuple[tuple[str, Person], ...]:
    return (("Vợ" if world.spouse.sex == "Nữ" else "Chồng", world.spouse), ("Con", world.child), ("Mẹ", world.mother))


def _table(world: World) -> Block:
    rows = tuple((str(i + 1), p.name, dmy(p.born), p.sex, p.id, role) for i, (role, p) in enumerate(_household(world)))
    names = (
        "TT",
        "Họ, chữ đệm và tên",
        "Ngày, tháng, năm sinh",
        "Giới tính",
        "Số định danh cá nhân",
        "Quan hệ với chủ hộ",
    )
    return plain_table((names, *rows), (0.06, 0.27, 0.17, 0.1, 0.24, 0.16))


def _draft(world: World, blocks: tuple[Block, ...], number: str, office: str) -> Draft:
    fields = {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "address": world.home,
        "members": "; ".join(p.name for _, p in _household(world)),
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }
    return Draft(fields, (Sheet(blocks),))


def ct07_2021(world: World) -> Draft:
    """Thông tư 56/2021/TT-BCA: numbered particulars."""
    owner, office, number = world.owner, f"CÔNG AN {world.place.commune.upper()}", f"{world.number(3000)}/XN"
    above = f"CÔNG AN {world.place.district.upper() or world.place.province.upper()}"
    blocks = (
        Text("<i>Mẫu CT07 ban hành theo TT số 56/2021/TT-BCA</i>", 9, "right"),
        head((above, office), f"Số: {number}", place_date(world.town, world.day), size=11),
        *title("XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ"),
        Text("<b>I. Thông tin về công dân:</b>", 13),
        Text(f"1. Họ, chữ đệm và tên: <b>{owner.caps}</b>"),
        Text(f"2. Ngày, tháng, năm sinh: {dmy(owner.born)}\t3. Giới tính: {owner.sex}", tabs=(0.65,)),
        Text(f"4. Số định danh cá nhân: <b>{owner.id}</b>"),
        labels(("5. Dân tộc", owner.ethnic), ("6. Tôn giáo", "Không"), ("7. Quốc tịch", "Việt Nam")),
        Text(f"8. Quê quán: {world.place.full}"),
        Text(f"9. Nơi thường trú: {world.home}"),
        Text("10. Nơi tạm trú: Không"),
        Text(f"11. Nơi ở hiện tại: {world.home}"),
        Text(f"12. Họ, chữ đệm và tên chủ hộ: {owner.name}\t13. Quan hệ với chủ hộ: Chủ hộ", tabs=(0.6,)),
        Text(f"14. Số định danh cá nhân của chủ hộ: {owner.id}"),
        Text("15. Thông tin các thành viên khác trong hộ gia đình:", before=1),
        Gap(1),
        _table(world),
        Text("16. Nội dung xác nhận khác: Không."),
        Text(
            f"Xác nhận này có giá trị kể từ ngày {dmy(world.day)} đến khi thông tin về cư trú thay đổi.",
            12,
            "justify",
            8,
        ),
        Gap(3),
        foot(world, "TRƯỞNG CÔNG AN", seal=office),
    )
    return _draft(world, blocks, number, office)


def ct07_2023(world: World) -> Draft:
    """Thông tư 66/2023/TT-BCA: no religion, title over two rows, a shorter table of labels."""
    owner, office, number = world.owner, f"CÔNG AN {world.place.commune.upper()}", f"{world.number(3000)}/XN-CAX"
    blocks = (
        head(
            (f"CÔNG AN {world.place.province.upper()}", office),
            f"Số: {number}",
            place_date(world.town, world.day),
            size=11,
        ),
        *title("XÁC NHẬN", "THÔNG TIN VỀ CƯ TRÚ", size=16),
        Text(f"<b>{office}</b> xác nhận thông tin về cư trú của công dân như sau:", 13, "justify", 8),
        Text(f"Họ, chữ đệm và tên: ....<b>{owner.caps}</b>", leader=True),
        Text(f"Ngày, tháng, năm sinh: ...{dmy(owner.born)}...\tGiới tính: ...{owner.sex}...", tabs=(0.65,)),
        Text(f"Số định danh cá nhân/CMND: ....{owner.id}", leader=True),
        Text(f"Nơi đăng ký thường trú: ....{world.home}", leader=True),
        Text("Nơi đăng ký tạm trú: ....Không có", leader=True),
        Text(f"Họ, chữ đệm và tên chủ hộ: ....{owner.name}", leader=True),
        Text("Các thành viên cùng hộ gia đình:", before=2),
        Gap(1),
        _table(world),
        Gap(4),
        foot(
            world,
            "TRƯỞNG CÔNG AN",
            seal=office,
            left=(Text("<i>Ghi chú: CT07 ban hành theo Thông tư số 66/2023/TT-BCA.</i>", 10),),
        ),
    )
    return _draft(world, blocks, number, office)


VARIANTS: Mapping[str, Maker] = {"ct07-2021": ct07_2021, "ct07-2023": ct07_2023}
