"""Giấy chứng nhận quyền sử dụng đất: the booklet of 2009 (pages 1 and 2–3) and the sheet of 2024."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import foot, nation, place_date
from tests.samples.sheet import MAROON, Art, Block, Columns, Draft, Gap, Sheet, Text
from tests.samples.world import World

_USES = ("Đất ở tại nông thôn", "Đất ở tại đô thị", "Đất trồng cây lâu năm", "Đất chuyên trồng lúa nước")


def _area(world: World) -> tuple[str, str]:
    """Return an area as printed (``1.250,5``) and as a plain decimal (``1250.5``)."""
    tenths = world.rng.randint(600, 29_999)
    whole, rest = divmod(tenths, 10)
    return f"{whole:,}".replace(",", ".") + f",{rest}", f"{whole}.{rest}"


def _fields(world: World, parcel: str, sheet: str, area: str, serial: str, book: str, office: str) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "address": world.home,
        "parcel_number": parcel,
        "map_sheet": sheet,
        "area_m2": area,
        "serial": serial,
        "document_number": book,
        "issue_date": world.day.isoformat(),
        "issuer": office,
        "signer": world.signer,
    }


def booklet_2009(world: World) -> Draft:
    """Nghị định 88/2009: four pages on pink paper; the cover with owner and serial, then parcel and signature."""
    parcel, sheet, (printed, area) = str(world.number(800)), str(world.number(60)), _area(world)
    letters = "".join(world.rng.choice("BCDST") for _ in range(2))
    serial, book = f"{letters} {world.rng.randint(100000, 999999)}", f"CH {world.rng.randint(0, 9999):05d}"
    district = world.place.district or world.place.province
    office = f"ỦY BAN NHÂN DÂN {district.upper()}"
    cover: tuple[Block, ...] = (
        *nation(13),
        Art("emblem", 68, 4, 26, 26),
        Gap(36),
        Text("<b>GIẤY CHỨNG NHẬN</b>", 24, "center", colour=MAROON),
        Text("<b>QUYỀN SỬ DỤNG ĐẤT</b>", 17, "center", colour=MAROON, before=2),
        Text("<b>QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT</b>", 12.5, "center", colour=MAROON),
        Gap(14),
        Text("<b>I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất</b>", 12),
        Gap(3),
        Text(f"{world.owner.honorific.capitalize()}: <b>{world.owner.caps}</b>", 13),
        Text(f"Năm sinh: {world.owner.born.year}, CCCD số: {world.owner.id}", 13),
        Text(f"Địa chỉ thường trú: {world.home}", 13),
        Gap(50),
        Text(f"<b>{serial}</b>", 15, "right", colour=MAROON),
    )
    inside: tuple[Block, ...] = (
        Text("<b>II. Thửa đất, nhà ở và tài sản khác gắn liền với đất</b>", 12.5),
        Text("<b>1. Thửa đất:</b>", 12.5, before=2),
        Text(f"a) Thửa đất số: <b>{parcel}</b>, tờ bản đồ số: <b>{sheet}</b>"),
        Text(f"b) Địa chỉ: {world.place.full}"),
        Text(f"c) Diện tích: <b>{printed} m²</b>"),
        Text("d) Hình thức sử dụng: riêng"),
        Text(f"đ) Mục đích sử dụng: {world.rng.choice(_USES)}"),
        Text("e) Thời hạn sử dụng: Lâu dài"),
        Text("g) Nguồn gốc sử dụng: Công nhận QSDĐ như giao đất có thu tiền sử dụng đất"),
        Text("<b>2. Nhà ở:</b> -/-", before=2),
        Text("<b>3. Công trình xây dựng khác:</b> -/-"),
        Text("<b>4. Ghi chú:</b> Không", before=1),
        Gap(8),
        Text(f"<i>{place_date(district.split(' ', 1)[1].removeprefix('phố '), world.day)}</i>", 13, "right"),
        foot(
            world,
            "CHỦ TỊCH",
            over=f"TM. {office}",
            seal=office,
            left=(Text(f"Số vào sổ cấp GCN: <b>{book}</b>", 12, before=28),),
        ),
    )
    pages = tuple(Sheet(blocks, margins=(25, 20, 22, 15), paper=(255, 236, 234)) for blocks in (cover, inside))
    return Draft(_fields(world, parcel, sheet, area, serial, book, office), pages)


def sheet_2024(world: World) -> Draft:
    """Thông tư 10/2024/TT-BTNMT: one sheet with a QR code and shorter particulars."""
    parcel, sheet, (printed, area) = str(world.number(800)), str(world.number(60)), _area(world)
    serial, book = f"AA {world.rng.randint(10000000, 99999999)}", f"VP {world.rng.randint(0, 9999):05d}"
    office = f"VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI {world.place.province.upper()}"
    blocks: tuple[Block, ...] = (
        Art("qr", 0, 0, 22, 22, f"{serial}|{parcel}|{sheet}"),
        Columns(((Gap(1),), nation(12)), (0.25, 0.75)),
        Gap(5),
        Text("<b>GIẤY CHỨNG NHẬN</b>", 20, "center", colour=MAROON),
        Text("<b>QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT</b>", 13, "center", colour=MAROON),
        Gap(4),
        Text("<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:</b>", 12),
        Text(f"{world.owner.honorific.capitalize()} <b>{world.owner.caps}</b>, CCCD số: {world.owner.id}"),
        Text(f"Địa chỉ: {world.home}"),
        Text("<b>2. Thông tin thửa đất:</b>", 12, before=2),
        Text(f"- Thửa đất số: {parcel}; Tờ bản đồ số: {sheet}"),
        Text(f"- Diện tích: {printed} m2"),
        Text(f"- Loại đất: {world.rng.choice(_USES)}"),
        Text("- Thời hạn sử dụng: Lâu dài; Hình thức sử dụng: Sử dụng riêng"),
        Text(f"- Địa chỉ thửa đất: {world.place.full}"),
        Text("<b>3. Thông tin tài sản gắn liền với đất:</b> Không", 12, before=2),
        Text("<b>4. Ghi chú:</b> Không", 12),
        Gap(6),
        Text(f"<i>{place_date(world.province, world.day)}</i>", 13, "right"),
        foot(
            world,
            "GIÁM ĐỐC",
            over=office,
            seal=office,
            left=(
                Text(f"Số vào sổ cấp Giấy chứng nhận: {book}", 12, before=24),
                Text(f"Số phát hành: <b>{serial}</b>", 12),
            ),
        ),
    )
    return Draft(_fields(world, parcel, sheet, area, serial, book, office), (Sheet(blocks, paper=(255, 240, 238)),))


VARIANTS: Mapping[str, Maker] = {"booklet-2009": booklet_2009, "sheet-2024": sheet_2024}
