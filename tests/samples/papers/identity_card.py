"""Thẻ căn cước công dân (2021) and thẻ căn cước (2024): both faces photocopied on one page, or scanned face by face."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.samples.mrz import td1
from tests.samples.papers import Maker
from tests.samples.parts import MOTTO, NATION, dmy
from tests.samples.sheet import MAROON, Art, Block, Draft, Frame, Sheet, Text
from tests.samples.world import World

_CARD = (85.6, 54.0)  # ISO/IEC 7810 ID-1, mm
_ENLARGED = 1.6  # offices copy cards enlarged, or the print would be too small to read
_PALE = (232, 240, 228)
_POLICE = ("CỤC TRƯỞNG CỤC CẢNH SÁT", "QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI")


def _expiry(world: World) -> date:
    """Return the day the holder turns 25, 40 or 60, whichever comes next; after 60 a date far off."""
    born, age = world.owner.born, world.day.year - world.owner.born.year
    turn = next((years for years in (25, 40, 60) if years > age), 90)
    return born.replace(year=born.year + turn, day=min(born.day, 28))


def _qr(world: World, home: str) -> str:
    owner = world.owner
    facts = (
        owner.id,
        owner.old_id,
        owner.name,
        owner.born.strftime("%d%m%Y"),
        owner.sex,
        home,
        world.day.strftime("%d%m%Y"),
    )
    return "|".join(facts)


def _at(x: float, y: float, width: float, *rows: Text, scale: float) -> Frame:
    return Frame(x * scale, y * scale, width * scale, 1, rows)


def _line(markup: str, size: float, scale: float, **more: object) -> Text:
    return Text(markup, size * scale, spacing=1.15, **more)  # type: ignore[arg-type] # align and colour only


def _front_2021(world: World, scale: float) -> tuple[Block, ...]:
    owner, origin = world.owner, f"{world.place.commune}, {world.place.province}"

    def row(x: float, y: float, width: float, markup: str, size: float = 5.6, **more: object) -> Frame:
        return _at(x, y, width, _line(markup, size, scale, **more), scale=scale)

    return (
        row(16, 2.2, 66, f"<b>{NATION}</b>", 6.4, align="center"),
        row(16, 5.4, 66, f"<b>{MOTTO}</b>", 5.6, align="center"),
        row(16, 8.0, 66, "SOCIALIST REPUBLIC OF VIET NAM", 4.4, align="center"),
        row(16, 10.0, 66, "Independence - Freedom - Happiness", 4.4, align="center"),
        row(28, 12.6, 42, "<b>CĂN CƯỚC CÔNG DÂN</b>", 9, align="center", colour=MAROON),
        row(28, 16.6, 42, "<i>Citizen Identity Card</i>", 5.4, align="center", colour=MAROON),
        row(28, 20.2, 50, f"Số / No.: <b>{owner.id}</b>", 9),
        row(28, 25.2, 50, "Họ và tên / <i>Full name:</i>"),
        row(28, 27.8, 54, f"<b>{owner.caps}</b>", 8),
        row(28, 32.2, 54, f"Ngày sinh / <i>Date of birth:</i> <b>{dmy(owner.born)}</b>", 6),
        row(
            28, 35.4, 56, f"Giới tính / <i>Sex:</i> <b>{owner.sex}</b>  Quốc tịch / <i>Nationality:</i> <b>Việt Nam</b>"
        ),
        row(28, 38.6, 56, "Quê quán / <i>Place of origin:</i>"),
        row(28, 41.2, 56, f"<b>{origin}</b>"),
        row(28, 44.4, 56, f"Nơi thường trú / <i>Place of residence:</i> <b>{world.home}</b>"),
        row(3, 45.6, 24, f"Có giá trị đến: <b>{dmy(_expiry(world))}</b>", 4.4),
        row(3, 48.4, 24, "<i>Date of expiry</i>", 4.2),
    )


def _front_2021_art(world: World, scale: float) -> tuple[Art, ...]:
    return (
        Art("guilloche", 0, 0, _CARD[0] * scale, _CARD[1] * scale, "170,200,160"),
        Art("emblem", 3 * scale, 3 * scale, 12 * scale, 12 * scale),
        Art("portrait", 3 * scale, 19 * scale, 20 * scale, 25 * scale, world.owner.name),
        Art("qr", 71 * scale, 11 * scale, 13 * scale, 13 * scale, _qr(world, world.home)),
    )


def _back(world: World, scale: float, rows: tuple[tuple[float, float, float, str, float], ...]) -> tuple[Block, ...]:
    frames = [_at(x, y, width, _line(markup, size, scale), scale=scale) for x, y, width, markup, size in rows]
    for number, line in enumerate(td1(world.owner, _expiry(world))):
        frames.append(_at(3.5, 39.5 + 4.6 * number, 80, _line(line, 12.2, scale, mono=True), scale=scale))
    return tuple(frames)


def _back_2021(world: World, scale: float) -> tuple[Block, ...]:
    rows = (
        (4.0, 3.0, 56.0, "Đặc điểm nhận dạng / <i>Personal identification:</i>", 5.2),
        (4.0, 5.6, 56.0, "<b>Nốt ruồi C:1cm trên trước đuôi mắt trái</b>", 5.2),
        (4.0, 10.0, 50.0, f"Ngày, tháng, năm / <i>Date, month, year:</i> <b>{dmy(world.day)}</b>", 5.4),
        (8.0, 14.0, 46.0, f"<b>{_POLICE[0]}</b>", 4.8),
        (4.0, 16.4, 50.0, f"<b>{_POLICE[1]}</b>", 4.8),
        (4.0, 19.0, 50.0, "<i>DIRECTOR GENERAL OF THE POLICE DEPARTMENT</i>", 3.8),
        (4.0, 20.8, 50.0, "<i>FOR ADMINISTRATIVE MANAGEMENT OF SOCIAL ORDER</i>", 3.8),
        (14.0, 34.6, 36.0, f"<b>{world.signer}</b>", 6),
        (56.0, 34.6, 12.0, "Ngón trỏ trái", 4),
        (70.0, 34.6, 12.0, "Ngón trỏ phải", 4),
    )
    art = (
        Art("chip", 62 * scale, 5 * scale, 11 * scale, 9 * scale),
        Art("scribble", 16 * scale, 23 * scale, 22 * scale, 10 * scale, world.signer),
    )
    return (*_back(world, scale, rows), Frame(0, 0, 1, 1, art))


def _front_2024(world: World, scale: float) -> tuple[Block, ...]:
    owner = world.owner
    rows = (
        (16, 2.2, 66, f"<b>{NATION}</b>", 6.4), (26, 5.4, 56, f"<b>{MOTTO}</b>", 5.6),
        (22, 8.0, 60, "<i>SOCIALIST REPUBLIC OF VIET NAM</i>", 4.4),
        (42, 11.6, 40, "<b>CĂN CƯỚC</b>", 10), (42, 16.0, 40, "<i>IDENTITY CARD</i>", 5.6),
        (28, 20.0, 56, "Số định danh cá nhân / <i>Personal identification number:</i>", 5),
        (28, 22.6, 56, f"<b>{owner.id}</b>", 9),
        (28, 27.4, 56, "Họ, chữ đệm và tên khai sinh / <i>Full name:</i>", 5),
        (28, 30.0, 56, f"<b>{owner.caps}</b>", 8),
        (28, 35.0, 40, "Ngày, tháng, năm sinh / <i>Date of birth:</i>", 5),
        (28, 37.6, 28, f"<b>{dmy(owner.born)}</b>", 6.4),
        (64, 35.0, 20, "Giới tính / <i>Sex:</i>", 5), (64, 37.6, 20, f"<b>{owner.sex}</b>", 6.4),
        (28, 42.0, 40, "Quốc tịch / <i>Nationality:</i>", 5), (28, 44.6, 40, "<b>Việt Nam</b>", 6.4),
    )  # fmt: skip
    return tuple(_at(x, y, width, _line(markup, size, scale), scale=scale) for x, y, width, markup, size in rows)


def _back_2024(world: World, scale: float) -> tuple[Block, ...]:
    rows = (
        (4.0, 3.0, 52.0, "Nơi cư trú / <i>Place of residence:</i>", 5.0),
        (4.0, 5.6, 52.0, f"<b>{world.home}</b>", 5.4),
        (4.0, 13.0, 52.0, "Nơi đăng ký khai sinh / <i>Place of birth:</i>", 5.0),
        (4.0, 15.6, 52.0, f"<b>{world.place.commune}, {world.place.province}</b>", 5.4),
        (4.0, 21.0, 52.0, "Ngày, tháng, năm cấp / <i>Date of issue:</i>", 5.0),
        (4.0, 23.6, 30.0, f"<b>{dmy(world.day)}</b>", 5.8),
        (4.0, 28.0, 52.0, "Ngày, tháng, năm hết hạn / <i>Date of expiry:</i>", 5.0),
        (4.0, 30.6, 30.0, f"<b>{dmy(_expiry(world))}</b>", 5.8),
        (58.0, 31.0, 26.0, "<b>BỘ CÔNG AN</b>", 6.0),
        (54.0, 34.0, 31.0, "<i>MINISTRY OF PUBLIC SECURITY</i>", 4.0),
    )
    art = (
        Art("chip", 60 * scale, 3 * scale, 9 * scale, 7 * scale),
        Art("qr", 64 * scale, 12 * scale, 17 * scale, 17 * scale, _qr(world, world.home)),
    )
    return (*_back(world, scale, rows), Frame(0, 0, 1, 1, art))


def _moved(blocks: tuple[Block, ...], x: float, y: float) -> tuple[Block, ...]:
    return tuple(replace(b, x=b.x + x, y=b.y + y) if isinstance(b, Frame) else b for b in blocks)


def _face(blocks: tuple[Block, ...], x: float, y: float, scale: float, art: tuple[Art, ...] = ()) -> tuple[Block, ...]:
    panel = Frame(0, 0, _CARD[0] * scale, _CARD[1] * scale, art, fill=_PALE, border=(150, 160, 150))
    return _moved((panel, *blocks), x, y)


def _fields(world: World) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "date_of_birth": world.owner.born.isoformat(),
        "sex": world.owner.sex,
        "address": world.home,
        "issue_date": world.day.isoformat(),
        "expiry_date": _expiry(world).isoformat(),
    }


def card_2021(world: World) -> Draft:
    """Both faces of the card of 2021 on one page, enlarged."""
    s = _ENLARGED
    front = _face(_front_2021(world, s), 36, 25, s, _front_2021_art(world, s))
    back = _face(_back_2021(world, s), 36, 140, s)
    origin = f"{world.place.commune}, {world.place.province}"
    fields = _fields(world) | {
        "place_of_origin": origin,
        "signer": world.signer,
        "issuer": _POLICE[0].removeprefix("CỤC TRƯỞNG ") + " " + _POLICE[1],
    }
    return Draft(fields, (Sheet((*front, *back)),))


def card_2024(world: World) -> Draft:
    """Both faces of the card of 2024 on one page, enlarged; the place of origin is no longer printed."""
    s = _ENLARGED
    art = (
        Art("guilloche", 0, 0, _CARD[0] * s, _CARD[1] * s, "150,190,200"),
        Art("emblem", 3 * s, 3 * s, 12 * s, 12 * s),
        Art("portrait", 3 * s, 19 * s, 20 * s, 25 * s, world.owner.name),
    )
    front, back = _face(_front_2024(world, s), 36, 25, s, art), _face(_back_2024(world, s), 36, 140, s)
    return Draft(_fields(world) | {"issuer": "BỘ CÔNG AN"}, (Sheet((*front, *back)),))


def faces_2021(world: World) -> Draft:
    """Two pages, one face each, as a card scanner or a cropped phone photo gives them."""
    s = 1.0
    front = _face(_front_2021(world, s), 3, 3, s, _front_2021_art(world, s))
    back = _face(_back_2021(world, s), 3, 3, s)
    pages = tuple(Sheet(blocks, 91.6, 60, (3, 3, 3, 3)) for blocks in (front, back))
    return Draft(card_2021(world).fields, pages)


VARIANTS: Mapping[str, Maker] = {"card-2021": card_2021, "card-2024": card_2024, "faces-2021": faces_2021}
