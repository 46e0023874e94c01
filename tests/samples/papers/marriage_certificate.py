"""Giấy chứng nhận kết hôn (wife and husband side by side) and its extract."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, foot, head, label, nation, place_date, spoken, title
from tests.samples.people import Person
from tests.samples.sheet import MAROON, Block, Columns, Draft, Gap, Sheet, Text
from tests.samples.world import World


def _couple(world: World) -> tuple[Person, Person]:
    """Return wife and husband."""
    pair = (world.owner, world.spouse)
    return pair if world.owner.sex == "Nữ" else pair[::-1]


def _side(who: str, person: Person, home: str) -> tuple[Block, ...]:
    return (
        Text(f"Họ, chữ đệm, tên {who}:", 12),
        Text(f"<b>{person.caps}</b>", 12.5),
        Text(f"Ngày, tháng, năm sinh: <b>{dmy(person.born)}</b>", 12),
        Text(f"Dân tộc: <b>{person.ethnic}</b>", 12),
        Text("Quốc tịch: <b>Việt Nam</b>", 12),
        Text(f"Nơi cư trú: {home}", 12),
        Text(f"Giấy tờ tùy thân: Căn cước công dân số {person.id}", 12),
    )


def form_2020(world: World) -> Draft:
    """Thông tư 04/2020: wife left, husband right."""
    wife, husband = _couple(world)
    number = f"{world.number(300)}/{world.day.year}"
    blocks = (
        *nation(14),
        Text(f"Số: <b>{number}</b>", 13, "right", before=4),
        Text("<b>GIẤY CHỨNG NHẬN KẾT HÔN</b>", 20, "center", before=5, colour=MAROON),
        Gap(6),
        Columns((_side("vợ", wife, world.home), _side("chồng", husband, world.home)), (0.5, 0.5)),
        Gap(6),
        label("Nơi đăng ký kết hôn", world.place.office, strong=False),
        label("Ngày, tháng, năm đăng ký", dmy(world.day)),
        Gap(4),
        Columns(
            (
                (
                    Text("<b>Vợ</b>", 13, "center"),
                    Text("<i>(Ký, ghi rõ họ tên)</i>", 11, "center"),
                    Gap(16),
                    Text(wife.name, 13, "center"),
                ),
                (
                    Text("<b>Chồng</b>", 13, "center"),
                    Text("<i>(Ký, ghi rõ họ tên)</i>", 11, "center"),
                    Gap(16),
                    Text(husband.name, 13, "center"),
                ),
            ),
            (0.5, 0.5),
        ),
        Gap(6),
        foot(world, "NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN", seal=world.place.office),
    )
    return Draft(_fields(world, number, world.place.office), (Sheet(blocks, paper=(255, 247, 243)),))


def extract(world: World) -> Draft:
    """Trích lục kết hôn (bản sao)."""
    wife, husband = _couple(world)
    number, office = f"{world.number(300)}/TLKH-BS", f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"
    rows: list[Block] = []
    for who, person in (("vợ", wife), ("chồng", husband)):
        rows += [
            Text(f"Họ, chữ đệm, tên {who}: <b>{person.caps}</b>", before=2),
            Text(f"Ngày, tháng, năm sinh: <b>{dmy(person.born)}</b>"),
            Text(f"Dân tộc: {person.ethnic}\tQuốc tịch: Việt Nam", tabs=(0.5,)),
            Text(f"Nơi cư trú: {world.home}"),
            Text(f"Giấy tờ tùy thân: CCCD số {person.id}"),
        ]
    blocks = (
        head(("ỦY BAN NHÂN DÂN", world.place.commune.upper()), f"Số: {number}", place_date(world.town, world.day)),
        *title("TRÍCH LỤC KẾT HÔN", "(BẢN SAO)", size=16),
        *rows,
        Text(f"Đã đăng ký kết hôn tại: {world.place.office}", before=2),
        Text(
            f"Số {world.number(200)}/{world.day.year - 1} {spoken(world.day.replace(year=world.day.year - 1, day=1))}"
        ),
        Gap(5),
        foot(world, "NGƯỜI KÝ TRÍCH LỤC", seal=office),
    )
    return Draft(_fields(world, number, office), (Sheet(blocks),))


def _fields(world: World, number: str, office: str) -> dict[str, str]:
    wife, husband = _couple(world)
    return {
        "husband_name": husband.caps,
        "wife_name": wife.caps,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


VARIANTS: Mapping[str, Maker] = {"form-2020": form_2020, "extract": extract}
