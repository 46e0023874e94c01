"""Biên lai thu tiền phí, lệ phí: half a page, filled or in a table."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dong, number_words, plain_table, spoken
from tests.samples.people import digits
from tests.samples.sheet import Art, Block, Columns, Draft, Gap, Sheet, Text
from tests.samples.world import World

_FEES = (
    ("Lệ phí hộ tịch", 8_000), ("Lệ phí cấp giấy phép xây dựng", 75_000), ("Phí thẩm định hồ sơ", 1_250_000),
    ("Lệ phí đăng ký kinh doanh", 100_000), ("Phí cung cấp thông tin lý lịch tư pháp", 200_000),
)  # fmt: skip


def _words(amount: int) -> str:
    millions, thousands = divmod(amount // 1000, 1000)
    parts = [f"{number_words(millions)} triệu"] if millions else []
    parts += [f"{number_words(thousands)} nghìn"] if thousands else []
    return " ".join(parts).capitalize() + " đồng"


def _draft(world: World, blocks: tuple[Block, ...], number: str, office: str, amount: int) -> Draft:
    fields = {
        "full_name": world.owner.name,
        "address": world.home,
        "amount_vnd": str(amount),
        "document_number": number,
        "issue_date": world.day.isoformat(),
        "issuer": office,
    }
    return Draft(fields, (Sheet(blocks, 210, 148, (20, 12, 16, 8)),))


def form_c(world: World) -> Draft:
    """Mẫu 01BLP: series and number in the corner, amount in words."""
    fee, amount = world.rng.choice(_FEES)
    office, number = world.place.office, f"{world.rng.randint(1, 99999):07d}"
    blocks: tuple[Block, ...] = (
        Columns(
            (
                (Text(f"Đơn vị thu: <b>{office}</b>", 11), Text(f"Mã số thuế: {digits(world.rng, 10)}", 11)),
                (
                    Text("Mẫu số: 01BLP0-001", 11, "right"),
                    Text(f"Ký hiệu: {world.day:%y}E", 11, "right"),
                    Text(f"Số: <b>{number}</b>", 12, "right"),
                ),
            ),
            (0.62, 0.38),
        ),
        Text("<b>BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ</b>", 16, "center", before=3),
        Text("<i>(Liên 2: Giao cho người nộp tiền)</i>", 11, "center"),
        Gap(2),
        Text(f"Họ và tên người nộp tiền: .....{world.owner.name}", 12.5, leader=True),
        Text(f"Địa chỉ: .....{world.home}", 12.5, leader=True),
        Text(f"Lý do nộp: .....{fee}", 12.5, leader=True),
        Text(f"Số tiền: <b>{dong(amount)} đồng</b>", 12.5),
        Text(f"<i>(Viết bằng chữ: {_words(amount)})</i>", 12.5),
        Text("Hình thức thanh toán: Tiền mặt", 12.5),
        Text(f"<i>{spoken(world.day).capitalize()}</i>", 12, "right", before=2),
        _payers(world),
    )
    return _draft(world, blocks, number, office, amount)


def with_table(world: World) -> Draft:
    """An electronic receipt with a table of fees and their sum."""
    picked = world.rng.sample(_FEES, 2)
    amount, office = sum(price for _, price in picked), f"Trung tâm Phục vụ hành chính công {world.place.province}"
    number = f"{world.rng.randint(1, 999999):07d}"
    fees = tuple((str(i), name, dong(price)) for i, (name, price) in enumerate(picked, 1))
    total = ("", "<b>Tổng cộng</b>", f"<b>{dong(amount)}</b>")
    rows = (("STT", "Nội dung thu", "Số tiền (đồng)"), *fees, total)
    blocks: tuple[Block, ...] = (
        Text(f"<b>{office.upper()}</b>", 11),
        Text("<b>BIÊN LAI THU PHÍ, LỆ PHÍ</b>", 16, "center", before=2),
        Text(f"Ký hiệu: AA-{world.day:%y}E    Số: <b>{number}</b>", 11.5, "center"),
        Text(f"<i>{spoken(world.day).capitalize()}</i>", 11.5, "center"),
        Gap(2),
        Text(f"Tên người nộp: <b>{world.owner.name}</b>", 12),
        Text(f"Địa chỉ: {world.home}", 12),
        Gap(1),
        plain_table(rows, (0.1, 0.6, 0.3), 11.5),
        Text(f"Tổng số tiền: <b>{dong(amount)}</b> VNĐ", 12),
        Text(f"Bằng chữ: <i>{_words(amount)}</i>", 12),
        Gap(2),
        _payers(world),
    )
    return _draft(world, blocks, number, office, amount)


def _payers(world: World) -> Columns:
    left: tuple[Block, ...] = (
        Text("<b>Người nộp tiền</b>", 12, "center"),
        Gap(13),
        Text(world.owner.name, 12, "center"),
    )
    right: tuple[Block, ...] = (
        Text("<b>Người thu tiền</b>", 12, "center"),
        Art("scribble", 26, 0, 30, 12, world.clerk),
        Gap(13),
        Text(world.clerk, 12, "center"),
    )
    return Columns((left, right), (0.5, 0.5))


VARIANTS: Mapping[str, Maker] = {"form-01blp": form_c, "with-table": with_table}
