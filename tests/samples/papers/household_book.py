"""Sổ hộ khẩu: the booklet (cover, page of the household, pages of members) and a one-page photocopy."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import certified_copy, dmy, foot, label, labels, nation, plain_table, spoken, title
from tests.samples.people import Person
from tests.samples.sheet import MAROON, Block, Draft, Gap, Sheet, Text
from tests.samples.world import World


def booklet(world: World) -> Draft:
    """Mẫu HK08: three pages of a booklet, A5."""
    head_person, number = world.father, f"{world.rng.randint(100, 999)}{world.rng.randint(100000, 999999)}"
    police = f"CÔNG AN {world.place.district.upper() or world.place.province.upper()}"
    cover = (
        *nation(12),
        Gap(30),
        Text("<b>BỘ CÔNG AN</b>", 13, "center"),
        Gap(20),
        Text("<b>SỔ HỘ KHẨU</b>", 26, "center", colour=MAROON),
        Gap(40),
        Text("<i>Mẫu HK08 ban hành theo Thông tư số 36/2014/TT-BCA</i>", 9, "center"),
    )
    household = (
        Text("<b>SỔ HỘ KHẨU</b>", 16, "center"),
        Text(f"Số: <b>{number}</b>", 13, "center", before=2),
        Gap(4),
        label("Họ và tên chủ hộ", head_person.caps, 12),
        label("Nơi thường trú", world.home, 12),
        Gap(4),
        Text(f"<i>{spoken(world.day).capitalize()}</i>", 12, "right"),
        foot(world, "TRƯỞNG CÔNG AN", seal=police, over=police),
        Text(f"Hồ sơ hộ khẩu số: {world.number()}", 11, before=6),
        Text(f"Tờ khai thay đổi hộ khẩu, nhân khẩu số: {world.number()}", 11),
    )
    members = (*_member("Chủ hộ", head_person, world), Gap(5), *_member("Con", world.owner, world))
    pages = tuple(Sheet(blocks, 148, 210, (16, 14, 12, 10), (255, 252, 238)) for blocks in (cover, household, members))
    return Draft(_fields(world, number) | {"issuer": police}, pages)


def _member(role: str, person: Person, world: World) -> tuple[Block, ...]:
    return (
        Text(f"<b>QUAN HỆ VỚI CHỦ HỘ: {role}</b>", 11.5),
        label("Họ và tên", person.caps, 11.5),
        label("Họ và tên gọi khác (nếu có)", "Không", 11.5, strong=False),
        labels(("Ngày, tháng, năm sinh", dmy(person.born)), ("Giới tính", person.sex), tabs=(0.66,), size=11.5),
        label("Quê quán", f"{world.place.commune}, {world.place.province}", 11.5, strong=False),
        labels(("Dân tộc", person.ethnic), ("Tôn giáo", "Không"), tabs=(0.5,), size=11.5),
        Text(f"CMND số: {person.old_id}    Hộ chiếu số:", 11.5),
        Text("Nghề nghiệp, nơi làm việc: Làm ruộng", 11.5),
    )


def one_page(world: World) -> Draft:
    """An older book photocopied on one page: the household and a table of its members, with a certifying stamp."""
    people = (("Chủ hộ", world.father), ("Vợ", world.mother), ("Con", world.owner), ("Cháu", world.child))
    number = f"{world.rng.randint(100, 999)}{world.rng.randint(100000, 999999)}"
    police = f"CÔNG AN {world.place.district.upper() or world.place.province.upper()}"
    members = tuple((str(i), p.name, role, dmy(p.born), p.sex, p.old_id) for i, (role, p) in enumerate(people, 1))
    rows = (("STT", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Số CMND"), *members)
    blocks = (
        *nation(),
        *title("SỔ HỘ KHẨU", size=20),
        Text(f"Số: {number}", 14, "center"),
        Gap(3),
        Text(f"Họ và tên chủ hộ: .....<b>{world.father.caps}</b>", leader=True),
        Text(f"Nơi đăng ký thường trú: .....{world.home}", leader=True),
        Gap(4),
        plain_table(rows, (0.07, 0.27, 0.19, 0.17, 0.12, 0.18)),
        Text(f"<i>{spoken(world.day).capitalize()}</i>", 13, "right", before=5),
        foot(world, "TRƯỞNG CÔNG AN", seal=police, over=police),
        *certified_copy(world),
    )
    return Draft(_fields(world, number) | {"issuer": police}, (Sheet(blocks),))


def _fields(world: World, number: str) -> dict[str, str]:
    return {
        "head_of_household": world.father.caps,
        "address": world.home,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "signer": world.signer,
    }


VARIANTS: Mapping[str, Maker] = {"booklet": booklet, "one-page": one_page}
