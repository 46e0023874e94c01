"""Đơn, tờ khai, giấy ủy quyền: what citizens write. Their titles name other papers, which must not mislead."""

from collections.abc import Mapping

from tests.samples.papers import Maker
from tests.samples.parts import dmy, labels, nation, place_date, spoken, title
from tests.samples.people import Person
from tests.samples.sheet import Art, Block, Columns, Draft, Gap, Sheet, Text
from tests.samples.world import World


def _signed(role: str, person: Person) -> Columns:
    right: tuple[Block, ...] = (
        Text(f"<b>{role}</b>", 13, "center"),
        Text("<i>(Ký, ghi rõ họ, chữ đệm, tên)</i>", 11, "center"),
        Art("scribble", 20, 0, 34, 14, person.name),
        Gap(18),
        Text(person.name, 13, "center"),
    )
    return Columns(((), right), (0.48, 0.52))


def _fields(world: World, addressed_to: str) -> dict[str, str]:
    return {
        "full_name": world.owner.caps,
        "personal_id": world.owner.id,
        "address": world.home,
        "addressed_to": addressed_to,
        "issue_date": world.day.isoformat(),
    }


def birth_registration(world: World) -> Draft:
    """Tờ khai đăng ký khai sinh: names the certificate of birth in its title and body."""
    owner, child, to = world.owner, world.child, world.place.office
    blocks: tuple[Block, ...] = (
        *nation(),
        *title("TỜ KHAI ĐĂNG KÝ KHAI SINH", size=16),
        Text(f"Kính gửi: <b>{to}</b>", 13, "center"),
        Gap(3),
        Text(f"Họ, chữ đệm, tên người yêu cầu: <b>{owner.caps}</b>"),
        Text(f"Nơi cư trú: {world.home}"),
        Text(f"Giấy tờ tùy thân: Căn cước công dân số {owner.id}"),
        Text("Quan hệ với người được khai sinh: Cha/mẹ"),
        Text("<b>Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:</b>", before=2),
        Text(f"Họ, chữ đệm, tên: <b>{child.caps}</b>"),
        Text(f"Ngày, tháng, năm sinh: {dmy(child.born)}"),
        labels(("Giới tính", child.sex), ("Dân tộc", child.ethnic), ("Quốc tịch", "Việt Nam")),
        Text(f"Nơi sinh: Bệnh viện đa khoa {world.place.province}"),
        Text(
            (
                "Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật, được sự thỏa "
                "thuận nhất trí của các bên liên quan theo quy định pháp luật."
            ),
            13,
            "justify",
            8,
            2,
        ),
        Text("Tôi chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.", 13, "justify", 8),
        Text("Đề nghị cấp bản sao Giấy khai sinh: Có, số lượng: 02 bản", before=2),
        Text(f"<i>Làm tại: {world.place.commune}, {spoken(world.day)}</i>", 13, "right", before=4),
        _signed("Người yêu cầu", owner),
    )
    return Draft(_fields(world, to), (Sheet(blocks),))


def building_application(world: World) -> Draft:
    """Đơn đề nghị cấp giấy phép xây dựng."""
    owner, to = world.owner, f"Ủy ban nhân dân {world.place.district or world.place.commune}"
    blocks: tuple[Block, ...] = (
        *nation(),
        *title("ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", size=15),
        Text("<i>(Sử dụng cho công trình: Nhà ở riêng lẻ)</i>", 12, "center"),
        Text(f"Kính gửi: {to}", 13, "center", before=3),
        Gap(3),
        Text("1. Thông tin về chủ đầu tư:"),
        Text(f"- Tên chủ đầu tư (tên chủ hộ): .....{owner.caps}", leader=True),
        Text(f"- Địa chỉ liên hệ: .....{world.home}", leader=True),
        Text(
            f"- Số CMND/CCCD: ....{owner.id}....\tSố điện thoại: ....0{world.rng.randint(900000000, 989999999)}",
            tabs=(0.52,),
        ),
        Text(
            (
                f"2. Thông tin công trình: Thửa đất số {world.number()}, tờ bản đồ số {world.number(60)}, "
                f"diện tích {world.rng.randint(80, 400)} m²"
            ),
            13,
            "justify",
        ),
        Text(f"Tại: {world.place.full}"),
        Text("3. Nội dung đề nghị cấp phép: Xây dựng mới nhà ở riêng lẻ, cấp IV, 02 tầng", 13, "justify"),
        Text("4. Dự kiến thời gian hoàn thành công trình: 08 tháng."),
        Text(
            (
                "5. Cam kết: Tôi xin cam đoan làm theo đúng giấy phép được cấp, nếu sai tôi xin hoàn "
                "toàn chịu trách nhiệm và bị xử lý theo quy định của pháp luật."
            ),
            13,
            "justify",
        ),
        Text(
            "Gửi kèm theo Đơn này các tài liệu: Giấy chứng nhận quyền sử dụng đất (bản sao), bản vẽ thiết kế.",
            13,
            "justify",
        ),
        Text(f"<i>{place_date(world.town, world.day)}</i>", 13, "right", before=4),
        _signed("NGƯỜI LÀM ĐƠN", owner),
    )
    return Draft(_fields(world, to), (Sheet(blocks),))


def authorisation(world: World) -> Draft:
    """Giấy ủy quyền: two persons; the one who grants is the owner."""
    owner, agent, to = world.owner, world.spouse, f"Trung tâm Phục vụ hành chính công {world.place.province}"
    blocks: tuple[Block, ...] = (
        *nation(),
        *title("GIẤY ỦY QUYỀN", size=17),
        Text(f"Kính gửi: {to}", 13, "center"),
        Gap(3),
        Text("<b>I. BÊN ỦY QUYỀN:</b>"),
        Text(f"Họ và tên: <b>{owner.caps}</b>"),
        Text(f"Số CCCD: {owner.id}"),
        Text(f"Địa chỉ: {world.home}"),
        Text("<b>II. BÊN ĐƯỢC ỦY QUYỀN:</b>", before=2),
        Text(f"Họ và tên: <b>{agent.caps}</b>"),
        Text(f"Số CCCD: {agent.id}"),
        Text("<b>III. NỘI DUNG ỦY QUYỀN:</b>", before=2),
        Text(
            (
                "Bên được ủy quyền thay mặt bên ủy quyền nộp hồ sơ và nhận kết quả cấp Phiếu lý lịch tư "
                "pháp số 1, nộp phí, lệ phí theo quy định."
            ),
            13,
            "justify",
            8,
        ),
        Text("Thời hạn ủy quyền: 30 ngày kể từ ngày ký.", 13, indent=8),
        Text(f"<i>{place_date(world.town, world.day)}</i>", 13, "right", before=4),
        _signed("BÊN ỦY QUYỀN", owner),
    )
    return Draft(_fields(world, to), (Sheet(blocks),))


VARIANTS: Mapping[str, Maker] = {
    "birth-registration": birth_registration,
    "building-application": building_application,
    "authorisation": authorisation,
}
