"""Trích lục khai tử."""

from collections.abc import Mapping
from datetime import timedelta

from tests.samples.papers import Maker
from tests.samples.parts import dmy, foot, head, label, labels, nation, place_date, spoken, title, upper_office
from tests.samples.sheet import Draft, Gap, Sheet, Text
from tests.samples.world import World


def form_2020(world: World) -> Draft:
    """Thông tư 04/2020, with the office in the head."""
    dead, died = world.father, world.day - timedelta(world.rng.randint(3, 20))
    number, office = f"{world.number(400)}/TLKT", f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"
    blocks = (
        head(upper_office(world), f"Số: {number}", place_date(world.town, world.day), size=11),
        *title("TRÍCH LỤC KHAI TỬ", size=17),
        label("Họ, chữ đệm, tên", dead.caps),
        label("Ngày, tháng, năm sinh", dmy(dead.born)),
        labels(("Giới tính", dead.sex), ("Dân tộc", dead.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Số định danh cá nhân", dead.id),
        Text(f"Giấy tờ tùy thân: Chứng minh nhân dân số {dead.old_id}"),
        label("Nơi cư trú cuối cùng", world.home, strong=False),
        Text(
            (
                f"Đã chết vào lúc: {world.rng.randint(1, 23):02d} giờ {world.rng.randint(1, 59):02d} "
                f"phút, <b>{spoken(died)}</b>"
            ),
            before=2,
        ),
        Text(f"Nơi chết: Tại nhà, {world.place.full}"),
        Text("Nguyên nhân chết: Bệnh già"),
        Text(
            (
                f"Số Giấy báo tử: {world.number(99)}/GBT do Trạm y tế {world.place.commune} cấp "
                f"{spoken(died + timedelta(1))}"
            ),
            before=2,
        ),
        Text(f"Đăng ký khai tử tại: {world.place.office}"),
        Gap(6),
        foot(world, "NGƯỜI KÝ TRÍCH LỤC", seal=office),
    )
    return Draft(_fields(world, number, office, died.isoformat()), (Sheet(blocks),))


def copy(world: World) -> Draft:
    """The copy from the register, dotted, country and motto above the office."""
    dead, died = world.father, world.day - timedelta(world.rng.randint(3, 200))
    number, office = f"{world.number(400)}/TLKT-BS", world.place.office
    blocks = (
        *nation(),
        Text(f"Số: {number}", 13, before=3),
        *title("TRÍCH LỤC KHAI TỬ", "(Bản sao)", size=16),
        Text(f"Họ và tên người chết: ....<b>{dead.caps}</b>", leader=True),
        Text(f"Giới tính: ...{dead.sex}...\tNgày, tháng, năm sinh: ...{dmy(dead.born)}", tabs=(0.36,), leader=True),
        Text(f"Dân tộc: ...{dead.ethnic}...\tQuốc tịch: ...Việt Nam", tabs=(0.36,), leader=True),
        Text(f"Số định danh cá nhân/CCCD: ...{dead.id}", leader=True),
        Text(f"Nơi thường trú cuối cùng: ...{world.home}", leader=True),
        Text(f"Ngày, tháng, năm chết: ...{dmy(died)}", leader=True),
        Text("Nguyên nhân chết: ...Tai biến mạch máu não", leader=True),
        Text(f"Nơi đăng ký: ...{office}", leader=True),
        Text(f"<i>{place_date(world.town, world.day)}</i>", 13, "right", before=4),
        foot(world, "CHỦ TỊCH", over="TM. ỦY BAN NHÂN DÂN", seal=office),
    )
    return Draft(_fields(world, number, office, died.isoformat()), (Sheet(blocks),))


def _fields(world: World, number: str, office: str, died: str) -> dict[str, str]:
    return {
        "full_name": world.father.caps,
        "personal_id": world.father.id,
        "date_of_birth": world.father.born.isoformat(),
        "date_of_death": died,
        "address": world.home,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


VARIANTS: Mapping[str, Maker] = {"form-2020": form_2020, "copy": copy}
