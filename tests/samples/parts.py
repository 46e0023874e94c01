"""Parts that many papers share: heads, places with dates, feet with signer and seal, label and value."""

from datetime import date

from tests.samples.sheet import RED, Align, Art, Block, Columns, Frame, Gap, Rule, Table, Text
from tests.samples.world import World

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def nation(size: float = 13) -> tuple[Block, ...]:
    """Return country and motto, centred in their column."""
    country = Text(f"<b>{NATION}</b>", size, "center", fit=True)
    return (country, Text(f"<b>{MOTTO}</b>", size + 0.5, "center", fit=True), Rule(50))


def head(offices: tuple[str, ...], number: str, place_date: str, size: float = 12) -> Columns:
    """Return the two-column head: issuing offices (the last in bold) and number | country, motto, place and date."""
    left: list[Block] = [Text(name, size, "center", fit=True) for name in offices[:-1]]
    left += [Text(f"<b>{offices[-1]}</b>", size, "center"), Rule(22)]
    left += [Text(number, 13, "center", before=1.5)] if number else []
    right = (*nation(size), Text(f"<i>{place_date}</i>", 13, "center", before=1.5, fit=True))
    return Columns((tuple(left), right), (0.42, 0.58))


def title(*rows: str, size: float = 15, before: float = 5) -> tuple[Block, ...]:
    """Return the rows of a title, bold and centred."""
    return (Gap(before), *(Text(f"<b>{row}</b>", size, "center") for row in rows), Gap(3))


def label(name: str, value: str, size: float = 13, leader: bool = False, strong: bool = True) -> Text:
    """Return ``name: value``; `leader` fills the line with dots, `strong` prints the value in bold."""
    return Text(f"{name}: <b>{value}</b>" if strong else f"{name}: {value}", size, leader=leader)


def labels(*pairs: tuple[str, str], tabs: tuple[float, ...] = (0.35, 0.68), size: float = 13) -> Text:
    """Return several labels with their values on one line, from tab stop to tab stop."""
    return Text("\t".join(f"{name}: <b>{value}</b>" for name, value in pairs), size, tabs=tabs)


def foot(world: World, role: str, *, left: tuple[Block, ...] = (), seal: str = "", over: str = "") -> Columns:
    """Return the two-column foot: `left` | role, signature, signer's name; a red seal over the signature.

    `over` is the line above the role (``TM. ỦY BAN NHÂN DÂN``).
    """
    right: list[Block] = [Text(f"<b>{row}</b>", 13, "center") for row in (over, role) if row]
    right.append(Art("scribble", 22, 3, 38, 17, world.signer))
    if seal:
        right.append(Art("seal", 6, -5, 36, 36, seal))
    right += [Gap(25), Text(f"<b>{world.signer}</b>", 13, "center")]
    return Columns((left, tuple(right)), (0.48, 0.52))


def recipients(*names: str) -> tuple[Block, ...]:
    """Return the list of recipients that stands left in the foot of official letters."""
    return (
        Text("<b><i>Nơi nhận:</i></b>", 12),
        *(Text(f"- {name};", 11) for name in names[:-1]),
        Text(f"- {names[-1]}.", 11),
    )


def certified_copy(world: World) -> tuple[Block, ...]:
    """Return the red stamps of a certified copy, low on the page: not printed with the paper, hence optional."""
    number, book = world.number(9000), world.rng.randint(1, 9)
    rows = (
        Text("<b>CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH</b>", 9.5, "center", colour=RED, optional=True),
        Text(f"Số chứng thực: {number} Quyển số: {book:02d} - SCT/BS", 9.5, "center", colour=RED, optional=True),
        Text(
            f"Ngày {world.day:%d} tháng {world.day:%m} năm {world.day.year}", 9.5, "center", colour=RED, optional=True
        ),
        Text(f"<b>CÔNG CHỨC TƯ PHÁP  {world.clerk}</b>", 9.5, "center", colour=RED, optional=True),
    )
    return (Frame(24, 262, 92, 22, rows, border=RED, pad=1.5), Frame(102, 250, 1, 1, (seal_of(world, 0, 0, 32),)))


def seal_of(world: World, x: float, y: float, side: float) -> Art:
    """Return the seal of the commune's committee."""
    return Art("seal", x, y, side, side, world.place.office)


def plain_table(rows: tuple[tuple[str, ...], ...], shares: tuple[float, ...], size: float = 11) -> Table:
    """Return a ruled table whose first row is its head."""
    return Table(rows, shares, size)


def dmy(day: date, style: str = "/") -> str:
    """Return ``02/01/2020`` (or with `style` in place of the slash)."""
    return day.strftime(f"%d{style}%m{style}%Y")


def spoken(day: date) -> str:
    """Return ``ngày 02 tháng 01 năm 2020``."""
    return f"ngày {day:%d} tháng {day:%m} năm {day.year}"


def place_date(town: str, day: date) -> str:
    """Return ``An Thượng, ngày 02 tháng 01 năm 2020``."""
    return f"{town}, {spoken(day)}"


def in_words(day: date) -> str:
    """Return a date written out as on certificates of birth: ``ngày mùng hai tháng giêng năm hai nghìn …``."""
    months = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
    first = f"mùng {_ONES[day.day]}" if day.day < 10 else number_words(day.day)
    return f"ngày {first} tháng {months[day.month - 1]} năm {number_words(day.year)}"


def number_words(number: int) -> str:
    """Return a number below ten thousand in Vietnamese words."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    words = [f"{_ONES[thousands]} nghìn"] if thousands else []
    if hundreds or (thousands and small):
        words.append(f"{_ONES[hundreds]} trăm")
    if small:
        words.append(_below_hundred(small, bool(words)))
    return " ".join(words) or _ONES[0]


def _below_hundred(number: int, inside: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"linh {_ONES[ones]}" if inside else _ONES[ones]
    head_word = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    if ones == 0:
        return head_word
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _ONES[ones])
    return f"{head_word} {last}"


def dong(amount: int) -> str:
    """Return an amount as printed: ``1.250.000``."""
    return f"{amount:,}".replace(",", ".")


def upper_office(world: World) -> tuple[str, ...]:
    """Return the rows of the head's left column for a commune's committee."""
    rows = [f"ỦY BAN NHÂN DÂN {world.place.commune.upper()}"]
    if world.place.district:
        rows.insert(0, world.place.district.upper())
    rows.insert(0, world.place.province.upper())
    return tuple(rows)


def aligned(rows: tuple[str, ...], align: Align, size: float = 13) -> tuple[Block, ...]:
    """Return plain rows, all aligned alike."""
    return tuple(Text(row, size, align) for row in rows)
