"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.samples.papers import Maker
from tests.samples.parts import dmy, head, place_date, spoken, title
from tests.samples.sheet import Art, Block, Columns, Draft, Gap, Sheet, Text
from tests.samples.world import World

_PROCEDURES = (
    "Đăng ký khai sinh",
    "Cấp Giấy chứng nhận quyền sử dụng đất",
    "Cấp giấy phép xây dựng",
    "Đăng ký hộ kinh doanh",
)


def _code(world: World) -> str:
    rng, day = world.rng, world.day
    agency = rng.choice(
        (
            f"000.{rng.randint(10, 40)}.{rng.randint(10, 40)}.H{rng.randint(10, 60)}",
            f"H{rng.randint(10, 60)}.{rng.randint(10, 60)}",
        )
    )
    stamp = f"{day:%y%m%d}" if agency.startswith("000") else f"{day:%Y%m%d}"
    return f"{agency}-{stamp}-{rng.randint(1, 9999):04d}"


def _draft(world: World, blocks: tuple[Block, ...], code: str, due: date, office: str) -> Draft:
    fields = {
        "full_name": world.owner.name,
        "address": world.home,
        "dossier_code": code,
        "due_date": due.isoformat(),
        "issue_date": world.day.isoformat(),
        "issuer": office,
    }
    return Draft(fields, (Sheet(blocks),))


def form_2018(world: World) -> Draft:
    """Thông tư 01/2018/TT-VPCP, mẫu số 01."""
    code, due, procedure = _code(world), world.day + timedelta(world.rng.randint(3, 25)), world.rng.choice(_PROCEDURES)
    office = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
    blocks: tuple[Block, ...] = (
        head(
            (f"UBND {world.place.commune.upper()}", office),
            f"Số: {world.number()}/TNHS",
            place_date(world.town, world.day),
            10.5,
        ),
        *title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        Text(f"Mã hồ sơ: <b>{code}</b>", 13),
        Text(f"Bộ phận Tiếp nhận và Trả kết quả: {world.place.office}"),
        Text(f"Tiếp nhận hồ sơ của: <b>{world.owner.name}</b>"),
        Text(f"Địa chỉ: {world.home}"),
        Text(f"Số điện thoại: 0{world.rng.randint(900000000, 989999999)}\tEmail:", tabs=(0.5,)),
        Text(f"Nội dung yêu cầu giải quyết: {procedure}"),
        Text("Thành phần hồ sơ nộp gồm:", before=2),
        Text("1. Tờ khai theo mẫu (bản chính)", indent=8),
        Text("2. Giấy khai sinh (bản sao có chứng thực)", indent=8),
        Text("3. Căn cước công dân (bản sao)", indent=8),
        Text("Số lượng hồ sơ: 01 (bộ)"),
        Text(f"Thời gian giải quyết hồ sơ theo quy định là: {(due - world.day).days} ngày"),
        Text(f"Thời gian nhận hồ sơ: 08 giờ 30 phút, {spoken(world.day)}"),
        Text(f"Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, <b>{spoken(due)}</b>"),
        Text("Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả"),
        Gap(4),
        _both(world),
    )
    return _draft(world, blocks, code, due, office)


def slip(world: World) -> Draft:
    """A shorter slip of a province's service centre, title over two rows, with a QR code of the code."""
    code, due, procedure = _code(world), world.day + timedelta(world.rng.randint(5, 30)), world.rng.choice(_PROCEDURES)
    office = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    blocks: tuple[Block, ...] = (
        head((f"UBND {world.place.province.upper()}", office), "", place_date(world.province, world.day), 10.5),
        Art("qr", 0, 2, 20, 20, code),
        *title("GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ", before=6),
        Text(f"Mã hồ sơ: {code}", 13, "center"),
        Gap(4),
        Text(f"Họ và tên người nộp: ....{world.owner.name}", leader=True),
        Text(f"Địa chỉ: ....{world.home}", leader=True),
        Text(f"Thủ tục: ....{procedure}", leader=True),
        Text(f"Ngày nhận: ....{dmy(world.day)}....\tNgày hẹn trả: ....{dmy(due)}....", tabs=(0.5,)),
        Text("Lệ phí: ....0 đồng", leader=True),
        Text(
            "Khi đến nhận kết quả, đề nghị ông (bà) mang theo giấy này và Căn cước công dân.", 12, "justify", before=3
        ),
        Gap(4),
        _both(world),
    )
    return _draft(world, blocks, code, due, office)


def _both(world: World) -> Columns:
    left: tuple[Block, ...] = (
        Text("<b>NGƯỜI NỘP HỒ SƠ</b>", 12.5, "center"),
        Gap(20),
        Text(world.owner.name, 13, "center"),
    )
    right: tuple[Block, ...] = (
        Text("<b>NGƯỜI TIẾP NHẬN HỒ SƠ</b>", 12.5, "center"),
        Art("scribble", 22, 2, 34, 14, world.clerk),
        Gap(20),
        Text(world.clerk, 13, "center"),
    )
    return Columns((left, right), (0.5, 0.5))


VARIANTS: Mapping[str, Maker] = {"form-2018": form_2018, "slip": slip}
