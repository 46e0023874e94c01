"""Giấy khai sinh: the form of 2020, the form of 2010, and the extract (trích lục)."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import (
    certified_copy,
    dmy,
    foot,
    head,
    in_words,
    label,
    labels,
    nation,
    place_date,
    spoken,
    title,
)
from tests.samples.sheet import MAROON, Block, Columns, Draft, Gap, Sheet, Text
from tests.samples.world import World


def _fields(world: World, number: str) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "mother_name": world.mother.caps,
        "father_name": world.father.caps,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "signer": world.signer,
    }


def form_2020(world: World) -> Draft:
    """Thông tư 04/2020: no book number, the personal id printed."""
    owner, mother, father = world.owner, world.mother, world.father
    number, born_at = f"{world.number()}/{world.day.year}", f"Bệnh viện đa khoa {world.place.province}"
    blocks: tuple[Block, ...] = (
        Columns(((Text(f"<b>{world.place.office}</b>", 11, "center"),), nation()), (0.4, 0.6)),
        Text(f"Số: <b>{number}</b>", 13, "right", before=3),
        Text("<b>GIẤY KHAI SINH</b>", 22, "center", before=4, colour=MAROON),
        Gap(4),
        label("Họ, chữ đệm, tên", owner.caps),
        label("Ngày, tháng, năm sinh", dmy(owner.born)),
        Text(f"ghi bằng chữ: <i>{in_words(owner.born).capitalize()}</i>"),
        labels(("Giới tính", owner.sex), ("Dân tộc", owner.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Nơi sinh", born_at),
        label("Quê quán", f"{world.place.full}"),
        label("Số định danh cá nhân", owner.id),
        Text(f"Họ, chữ đệm, tên người mẹ: <b>{mother.caps}</b>", before=3),
        labels(("Năm sinh", str(mother.born.year)), ("Dân tộc", mother.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Nơi cư trú", world.home, strong=False),
        Text(f"Họ, chữ đệm, tên người cha: <b>{father.caps}</b>", before=3),
        labels(("Năm sinh", str(father.born.year)), ("Dân tộc", father.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Nơi cư trú", world.home, strong=False),
        Text(f"Họ, chữ đệm, tên người đi khai sinh: <b>{father.name}</b>", before=3),
        Text(f"Giấy tờ tùy thân: Căn cước công dân số {father.id}"),
        label("Nơi đăng ký khai sinh", world.place.office, strong=False),
        label("Ngày, tháng, năm đăng ký", dmy(world.day)),
        Gap(4),
        foot(world, "NGƯỜI KÝ GIẤY KHAI SINH", seal=world.place.office),
    )
    fields = _fields(world, number) | {"place_of_birth": born_at, "issuer": world.place.office}
    return Draft(fields, (Sheet(blocks, paper=(255, 250, 240)),))


def form_2010(world: World) -> Draft:
    """Thông tư 08.a/2010: number and book, dotted lines, parents' residence as permanent or temporary."""
    owner, mother, father = world.owner, world.mother, world.father
    number, book = f"{world.number()}", f"{world.rng.randint(1, 3):02d}/{world.day.year}"
    born_at = f"Trạm y tế {world.place.commune}, {world.place.province}"
    blocks = (
        *nation(14),
        Text(f"Số: <b>{number}</b>\tQuyển số: <b>{book}</b>", 12, before=3, tabs=(0.68,)),
        *title("GIẤY KHAI SINH", "(BẢN SAO)" if world.rng.random() < 0.5 else "(BẢN CHÍNH)", size=19, before=3),
        Text(f"Họ và tên: .....<b>{owner.caps}</b>", leader=True),
        Text(f"Giới tính: ...{owner.sex}....\tNgày, tháng, năm sinh: ...{dmy(owner.born, '-')}...", tabs=(0.36,)),
        Text(f"(Bằng chữ: {in_words(owner.born)})", leader=True),
        Text(f"Nơi sinh: .......{born_at}", leader=True),
        Text(f"Dân tộc: ....{owner.ethnic}....\tQuốc tịch: ....Việt Nam....", tabs=(0.45,)),
        Text(f"Số định danh cá nhân: ....{owner.id}", leader=True),
        Text(f"Họ và tên cha: .....<b>{father.caps}</b>", before=3, leader=True),
        Text(
            f"Dân tộc: ...{father.ethnic}...\tQuốc tịch: ...Việt Nam...\tNăm sinh: ...{father.born.year}",
            tabs=(0.3, 0.66),
        ),
        Text(f"Nơi thường trú/tạm trú: ....{world.home}", leader=True),
        Text(f"Họ và tên mẹ: .....<b>{mother.caps}</b>", before=3, leader=True),
        Text(
            f"Dân tộc: ...{mother.ethnic}...\tQuốc tịch: ...Việt Nam...\tNăm sinh: ...{mother.born.year}",
            tabs=(0.3, 0.66),
        ),
        Text(f"Nơi thường trú/tạm trú: ....{world.home}", leader=True),
        Text(f"Nơi đăng ký: ....{world.place.office}", before=3, leader=True),
        Text("Ghi chú: ......Đăng ký đúng hạn", leader=True),
        Text(f"Họ và tên, chữ ký của người đi khai sinh: {father.name}", 12),
        Text(f"<i>Đăng ký {spoken(world.day)}</i>", 13, "right", before=3),
        foot(world, "CHỦ TỊCH", over="TM. ỦY BAN NHÂN DÂN", seal=world.place.office),
    )
    fields = _fields(world, number) | {"place_of_birth": born_at, "issuer": world.place.office}
    return Draft(fields, (Sheet((*blocks, *certified_copy(world))),))


def extract(world: World) -> Draft:
    """Trích lục khai sinh (bản sao)."""
    owner = world.owner
    number, born_at = f"{world.number()}/TLKS-BS", f"{world.place.commune}, {world.place.province}"
    office = f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"
    blocks = (
        head(("ỦY BAN NHÂN DÂN", world.place.commune.upper()), f"Số: {number}", place_date(world.town, world.day)),
        *title("TRÍCH LỤC KHAI SINH", "(BẢN SAO)", size=16),
        label("Họ, chữ đệm, tên", owner.caps),
        Text(f"Ngày, tháng, năm sinh: <b>{dmy(owner.born)}</b> Ghi bằng chữ: {in_words(owner.born)}"),
        labels(("Giới tính", owner.sex), ("Dân tộc", owner.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Nơi sinh", born_at),
        label("Quê quán", world.place.full),
        label("Số định danh cá nhân", owner.id),
        label("Họ, chữ đệm, tên người mẹ", world.mother.caps),
        labels(("Năm sinh", str(world.mother.born.year)), ("Dân tộc", world.mother.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Họ, chữ đệm, tên người cha", world.father.caps),
        labels(("Năm sinh", str(world.father.born.year)), ("Dân tộc", world.father.ethnic), ("Quốc tịch", "Việt Nam")),
        label("Đăng ký khai sinh tại", f"{world.place.office}", strong=False),
        Text(f"Số {world.number()}/{owner.born.year} ngày {dmy(owner.born)}"),
        Gap(6),
        foot(world, "NGƯỜI KÝ TRÍCH LỤC", seal=office),
    )
    return Draft(_fields(world, number) | {"place_of_birth": born_at, "issuer": office}, (Sheet(blocks),))


VARIANTS: Mapping[str, Maker] = {"form-2020": form_2020, "form-2010": form_2010, "extract": extract}
