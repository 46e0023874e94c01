"""Papers of no known type that quote the title of one: letters, notices, lists, running text."""

import random

from ocr.doctypes import registry
from tests.samples.parts import foot, head, place_date, title
from tests.samples.sheet import Block, Gap, Paper, Sheet, Text
from tests.samples.world import World, make_world

_CLAUSES = (
    (
        "Trong thời gian qua, các đơn vị đã thực hiện nghiêm túc việc tiếp nhận và giải quyết hồ sơ của người dân, "
        "bảo đảm đúng thời hạn; tuy nhiên vẫn còn một số trường hợp phải bổ sung nhiều lần."
    ),
    (
        "Các đơn vị rà soát giấy tờ đã cấp trong ba năm gần đây, lập danh sách những trường hợp có sai sót và báo cáo "
        "trước ngày cuối cùng của tháng để tổng hợp."
    ),
    (
        "Người dân chỉ phải nộp bản sao, cán bộ tiếp nhận tự đối chiếu với bản chính; không yêu cầu nộp thêm giấy tờ "
        "ngoài quy định."
    ),
    "Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn giải quyết.",
)
_OTHERS = ("THÔNG BÁO", "TỜ TRÌNH", "BÁO CÁO", "KẾ HOẠCH", "BIÊN BẢN", "HƯỚNG DẪN")
QUOTATIONS = ("letter", "notice", "in capitals", "list", "running text")


def quoting_paper(number: int, seed: int) -> Paper:
    """Return the paper of `seed` that quotes in way `number` of `QUOTATIONS`, counted round; its type is unknown."""
    way, world = QUOTATIONS[number % len(QUOTATIONS)], make_world(seed)
    rng = random.Random(f"quoting {seed}")
    quoted = rng.choice([each.text for spec in registry().values() for each in spec.titles])
    blocks = {
        "letter": _letter(world, f"V/v {quoted.capitalize()} cấp sai thẩm quyền", ()),
        "notice": _notice(world, rng.choice(_OTHERS), quoted),
        "in capitals": _letter(world, "V/v rà soát giấy tờ đã cấp", (_capitals(quoted), *_prose(rng))),
        "list": _list(world, rng),
        "running text": (*_prose(rng), _capitals(quoted), *_prose(rng), *_prose(rng)),
    }[way]
    return Paper("unknown", f"quoting-{way.replace(' ', '-')}", seed, (Sheet(tuple(blocks)),))


def _head(world: World) -> Block:
    return head(("UBND HUYỆN", world.place.office), f"Số: {world.number(900)}/UBND", place_date(world.town, world.day))


def _letter(world: World, about: str, quotation: tuple[Block, ...]) -> tuple[Block, ...]:
    rng = random.Random(f"letter {world.day}")
    to = Text("Kính gửi: Các phòng, ban chuyên môn", 13, "center", before=3)
    return (_head(world), Text(about, 12, before=1), to, *_prose(rng), *quotation, foot(world, "CHỦ TỊCH"))


def _notice(world: World, own: str, quoted: str) -> tuple[Block, ...]:
    rng = random.Random(f"notice {world.day}")
    named = (Text("<b>Về việc cấp, cấp đổi</b>", 14, "center"), _capitals(quoted), Gap(3))
    return (_head(world), *title(own), *named, *_prose(rng), foot(world, "CHỦ TỊCH"))


def _list(world: World, rng: random.Random) -> tuple[Block, ...]:
    named = rng.sample([spec.titles[0].text for spec in registry().values()], 6)
    rows = (Text(f"{place}. {each}", 13, before=2) for place, each in enumerate(named, start=1))
    return (_head(world), *title("GIẤY TỜ CẦN MANG THEO"), *rows, *_prose(rng))


def _capitals(quoted: str) -> Text:
    return Text(f"<b>{quoted}</b>", 14, "center", before=2)


def _prose(rng: random.Random) -> tuple[Block, ...]:
    return tuple(Text(clause, 13, "justify", before=2) for clause in rng.sample(_CLAUSES, 3))
