"""Forms filled in by hand, and a page of nothing but writing: what is written must be marked, not taken for print."""

import random
from collections.abc import Callable, Mapping
from datetime import timedelta

from models.text import nfc
from tests.samples.fonts import Face, width
from tests.samples.parts import NATION, dmy, dong, foot, head, nation, place_date, spoken, title
from tests.samples.sheet import Art, Block, Gap, Paper, Sheet, Text
from tests.samples.world import World, make_world

_LINE = 150.0  # mm that a line of writing may take
_HEIGHT, _RISE = 11.0, -9.6  # of the art in mm, and where it stands to be on the line above
_LETTER = 3.2  # mm that a written letter takes
_HEAD = (67.3, 93.7)  # mm that the columns of a head take

Written = tuple[tuple[Block, ...], dict[str, str]]
_Maker = Callable[[World], Written]


def handwritten_kinds() -> tuple[str, ...]:
    """Return the names of all papers with writing, in alphabetical order."""
    return tuple(sorted(_KINDS))


def make_handwritten(kind: str, seed: int) -> Paper:
    """Return the paper of `kind` that `seed` gives; its fields are those that are written by hand.

    Raises KeyError for an unknown kind.
    """
    slug, maker = _KINDS[kind]
    blocks, fields = maker(make_world(seed))
    return Paper(slug, kind, seed, (Sheet(blocks),), {name: nfc(value) for name, value in fields.items()})


def _filled(label: str, value: str, size: float = 13) -> tuple[Block, ...]:
    """Return a printed label, a dotted line, and `value` written on it."""
    start = width(f"{label} ", Face("tinos"), size) + 2
    return (Text(f"{label} .....", size, leader=True, before=3.4), _ink(value, start))


def _ink(value: str, start: float = 0.0, rise: float = _RISE) -> Art:
    return Art("pen", start, rise, min(_LETTER * len(value) + 4, _LINE - start + 12), _HEIGHT, value)


def _application(world: World) -> Written:
    owner, to = world.owner, world.place.office
    fields = {"full_name": owner.name, "personal_id": owner.id, "address": world.home, "date_of_birth": ""}
    lines = (
        ("Kính gửi:", to),
        ("Tên tôi là:", owner.name),
        ("Sinh ngày:", dmy(owner.born)),
        ("Số CCCD:", owner.id),
        ("Nơi cư trú:", world.home),
        ("Đề nghị:", "cấp bản sao trích lục khai sinh"),
        ("Lý do:", "làm thủ tục nhập học cho con"),
    )
    fields |= {"date_of_birth": owner.born.isoformat(), "addressed_to": to}
    blocks = (*nation(), *title("ĐƠN ĐỀ NGHỊ"), *(b for label, value in lines for b in _filled(label, value)))
    blocks += (
        Text("Tôi cam đoan những nội dung khai trên là đúng sự thật và chịu trách nhiệm.", before=4),
        Text("<b>Người làm đơn</b>", 13, "right", before=4),
        Gap(22),
        _ink(owner.name, 110),
    )
    return blocks, fields


def _birth(world: World) -> Written:
    child, mother, father = world.child, world.mother, world.father
    lines = (
        ("Họ và tên:", child.name),
        ("Ngày, tháng, năm sinh:", dmy(child.born)),
        ("Nơi sinh:", f"Trạm y tế {world.place.commune}"),
        ("Họ và tên mẹ:", mother.name),
        ("Họ và tên cha:", father.name),
        ("Nơi đăng ký khai sinh:", world.place.office),
    )
    fields = {
        "full_name": child.name,
        "date_of_birth": child.born.isoformat(),
        "place_of_birth": f"Trạm y tế {world.place.commune}",
        "mother_name": mother.name,
        "father_name": father.name,
    }
    blocks = (*nation(), *title("GIẤY KHAI SINH", size=20), *(b for pair in lines for b in _filled(*pair)))
    return (*blocks, Gap(6), foot(world, "CHỦ TỊCH", over="TM. ỦY BAN NHÂN DÂN", seal=world.place.office)), fields


def _receipt(world: World) -> Written:
    amount = world.rng.randrange(10, 900) * 1000
    lines = (
        ("Họ và tên người nộp:", world.owner.name),
        ("Địa chỉ:", world.home),
        ("Lý do thu:", "Lệ phí chứng thực"),
        ("Số tiền:", f"{dong(amount)} đồng"),
    )
    fields = {"full_name": world.owner.name, "address": world.home, "amount_vnd": str(amount)}
    blocks = (
        Text(f"<b>ỦY BAN NHÂN DÂN {world.place.commune.upper()}</b>", 12),
        *title("BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ"),
        *(b for pair in lines for b in _filled(*pair)),
        Text("<b>Người thu tiền</b>", 13, "right", before=8),
    )
    return blocks, fields


def _decision(world: World) -> Written:
    """A printed decision whose number and day were written in, as offices do; the dates that it quotes are printed."""
    number, subject = f"{world.number(2999)}", "Về việc kiện toàn Tổ công nghệ số cộng đồng"
    before = world.day - timedelta(days=9)
    numbered, day = "Số: ............./QĐ-UBND", f", ngày ........ tháng {world.day:%m} năm {world.day.year}"
    left = (_HEAD[0] - width(numbered, Face("tinos"), 13)) / 2 + width("Số: ", Face("tinos"), 13)
    right = _HEAD[0] + (_HEAD[1] - width(world.town + day, Face("tinos", italic=True), 13)) / 2
    right += width(f"{world.town}, ngày ", Face("tinos", italic=True), 13)
    blocks = (
        head(("ỦY BAN NHÂN DÂN", world.place.province.upper()), numbered, f"{world.town}{day}"),
        Art("pen", left - 1, -10.5, 4 * len(number), 11, number),
        Art("pen", right - 1, -10.5, 9, 11, f"{world.day:%d}"),
        *title("QUYẾT ĐỊNH"),
        Text(f"<b>{subject}</b>", 13.5, "center"),
        Text("Căn cứ Luật Tổ chức chính quyền địa phương;", 13.5, "justify", 10, 3),
        Text("Căn cứ kết luận của Giám đốc Sở tại cuộc họp theo Thông báo số 61/TB-SNV", 13.5, "justify", 10, 3),
        Text(f"SNV ngày {dmy(before)}.", 13.5),
        Text("Theo đề nghị của Chánh Văn phòng tại Tờ trình số 12/TTr-VP của Văn phòng", 13.5, "justify", 10, 3),
        Text(f"ngày {before:%d} tháng {before:%m} năm {before.year},", 13.5),
        Text("<b>QUYẾT ĐỊNH:</b>", 13.5, "center", before=3),
        Text("Điều 1. Kiện toàn Tổ công nghệ số cộng đồng gồm các ông, bà có tên kèm theo.", 13.5, "justify", 10, 3),
        Text("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", 13.5, "justify", 10, 3),
        foot(world, "CHỦ TỊCH", seal=world.place.office),
    )
    return blocks, {"document_number": f"{number}/QĐ-UBND", "issue_date": world.day.isoformat()}


def _letter(world: World) -> Written:
    """A page of nothing but handwriting: a citizen's letter, with the national title and a title written too."""
    rows = (
        NATION.capitalize(),
        "Đơn xin xác nhận",
        f"Kính gửi {world.place.office}",
        f"Tôi tên là {world.owner.name}, sinh năm {world.owner.born.year}",
        f"hiện ở {world.home.split(',')[0]}, {world.place.commune}",
        "Nay tôi viết đơn này xin chính quyền xác nhận",
        "gia đình tôi có con trâu bị chết trong đợt rét",
        "vừa qua để được hỗ trợ theo quy định.",
        "Tôi xin chân thành cảm ơn.",
        place_date(world.town, world.day),
        world.owner.name,
    )
    return tuple(b for row in rows for b in (Gap(14), _ink(row, 4, -11))), {}


def _diary(world: World) -> Written:
    rng = random.Random(world.owner.id)
    rows = ["hôm nay mưa to từ sáng sớm", "ruộng ngoài đê ngập hết cả rồi", "chị Ba gọi điện bảo sang tuần mới lên",
            "mua thêm hai bao phân, trả sau", "thằng út được điểm tám môn toán", spoken(world.day),
            "chiều họp xóm về chuyện làm đường", "nhớ đóng tiền điện trước ngày 20"]  # fmt: skip
    rng.shuffle(rows)
    return tuple(b for row in rows for b in (Gap(16), _ink(row, 4, -11))), {}


_KINDS: Mapping[str, tuple[str, _Maker]] = {
    "application": ("application", _application),
    "birth": ("birth-certificate", _birth),
    "receipt": ("fee-receipt", _receipt),
    "decision": ("decision", _decision),
    "letter": ("unknown", _letter),
    "diary": ("unknown", _diary),
}
"""Type and maker of each kind; pages of mere writing cannot be read, so their honest type is `unknown`."""
