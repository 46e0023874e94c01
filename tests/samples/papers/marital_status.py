"""Giấy xác nhận tình trạng hôn nhân."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import certified_copy, dmy, foot, head, label, labels, place_date, spoken, title, upper_office
from tests.samples.sheet import Draft, Gap, Sheet, Text
from tests.samples.world import World

_STATES = (
    "Chưa đăng ký kết hôn với ai",
    "Hiện tại chưa đăng ký kết hôn với ai",
    "Đã đăng ký kết hôn nhưng đã ly hôn theo Quyết định số 61/2019/QĐST-HNGĐ",
)
_PURPOSES = ("Đăng ký kết hôn", "Làm thủ tục mua bán nhà đất", "Làm thủ tục vay vốn ngân hàng", "Bổ túc hồ sơ du học")


def form_2020(world: World) -> Draft:
    """Thông tư 04/2020: valid for six months, which the last line says."""
    owner, state, purpose = world.owner, world.rng.choice(_STATES), world.rng.choice(_PURPOSES)
    number, office = f"{world.number()}/UBND-XNTTHN", f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"
    blocks = (
        head(upper_office(world), f"Số: {number}", place_date(world.town, world.day), size=11),
        *title("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"),
        Text(f"<b>{office}</b>", 13, "center"),
        Text(
            f"Xét đề nghị của {owner.honorific}: {owner.name}, về việc cấp Giấy xác nhận tình trạng hôn nhân,",
            13,
            "justify",
            10,
            3,
        ),
        Text("<b>XÁC NHẬN:</b>", 13, "center", before=2),
        label("Họ, chữ đệm, tên", owner.caps),
        label("Ngày, tháng, năm sinh", dmy(owner.born)),
        labels(("Giới tính", owner.sex), ("Dân tộc", owner.ethnic), ("Quốc tịch", "Việt Nam")),
        Text(f"Giấy tờ tùy thân: Căn cước công dân số <b>{owner.id}</b>"),
        label("Nơi cư trú", world.home, strong=False),
        label("Tình trạng hôn nhân", state),
        Text(f"Giấy này được cấp để: <b>{purpose}</b>", before=2),
        Text(f"Giấy này có giá trị trong thời hạn 06 tháng, kể từ {spoken(world.day)}.", 13, "justify"),
        Gap(5),
        foot(world, "CHỦ TỊCH", over="TM. ỦY BAN NHÂN DÂN", seal=office),
    )
    return Draft(_fields(world, number, office, state, purpose), (Sheet(blocks),))


def older(world: World) -> Draft:
    """The older wording: "Họ và tên", "Nơi thường trú", purpose in the running text."""
    owner, state, purpose = world.owner, world.rng.choice(_STATES[:2]), world.rng.choice(_PURPOSES)
    number, office = f"{world.number()}/XN-UBND", f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"
    blocks = (
        head(("ỦY BAN NHÂN DÂN", world.place.commune.upper()), f"Số: {number}", place_date(world.town, world.day)),
        *title("GIẤY XÁC NHẬN", "TÌNH TRẠNG HÔN NHÂN", size=16),
        Text(f"Ủy ban nhân dân {world.place.full} xác nhận:", before=2),
        Text(f"Họ và tên: .....<b>{owner.caps}</b>", leader=True),
        Text(f"Sinh ngày: ....{dmy(owner.born)}....\tGiới tính: ...{owner.sex}", tabs=(0.55,), leader=True),
        Text(f"Dân tộc: ...{owner.ethnic}....\tQuốc tịch: ...Việt Nam", tabs=(0.55,), leader=True),
        Text(f"Số CMND/CCCD: ....{owner.id}", leader=True),
        Text(f"Nơi thường trú: ....{world.home}", leader=True),
        Text(f"Tình trạng hôn nhân: ....{state}", leader=True),
        Text(f"Mục đích sử dụng: ....{purpose}", leader=True),
        Text("Giấy xác nhận này không có giá trị khi sử dụng vào mục đích khác.", 12, "justify", before=3),
        Gap(5),
        foot(world, "PHÓ CHỦ TỊCH", over="KT. CHỦ TỊCH", seal=office),
        *certified_copy(world),
    )
    return Draft(_fields(world, number, office, state, purpose), (Sheet(blocks),))


def _fields(world: World, number: str, office: str, state: str, purpose: str) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "address": world.home,
        "marital_status": state,
        "purpose": purpose,
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


VARIANTS: Mapping[str, Maker] = {"form-2020": form_2020, "older": older}
