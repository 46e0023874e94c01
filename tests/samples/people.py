"""Invented persons. Names are put together from common Vietnamese syllables; ids have the shape of real ones."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

_SURNAMES = (
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Đinh Trịnh "
    "Lương Tạ Mai Hà Triệu Nông Quàng Lò Cà Thạch Châu Ma Giàng Vàng Sùng Chu Quách Khổng Nghiêm Ưng Ấu"
)
_MALE = (
    "Văn Anh|Văn Bình|Hữu Cường|Đức Dũng|Minh Đạt|Quốc Đỉnh|Trung Hiếu|Xuân Hòa|Quang Huy|Gia Khánh|Đình Khuê|"
    "Thế Lữ|Hoàng Long|Tiến Lực|Công Nghĩa|Hải Phong|Thanh Phương|Minh Quân|Ngọc Quỳ|Anh Sỹ|Bá Tước|Chí Thành|"
    "Đăng Thưởng|Mạnh Trường|Văn Ưng|Khắc Việt|A Páo|Văn Ơn|Sa Rết|Tấn Vũ|Nhật Ký|Hữu Đễ|Kỳ Ngộ"
)
_FEMALE = (
    "Thị Ánh|Thị Bưởi|Ngọc Châu|Thùy Dương|Hồng Đào|Thị Gấm|Thu Hằng|Mỹ Hạnh|Thị Hường|Lan Khuê|Thị Lựu|Khánh Ly|"
    "Thị Mẩy|Trà My|Tuyết Nga|Bích Ngọc|Yến Nhi|Thị Nhẫn|Kiều Oanh|Thị Phượng|Như Quỳnh|Thị Sửu|Phương Thảo|"
    "Thị Thơm|Thanh Thủy|Thị Tuyết|Ngọc Trâm|Cẩm Tú|Tố Uyên|Hải Yến|Thị Xuyến|Ngọc Ỷ|Thị Vẽ"
)
SURNAMES, MALE, FEMALE = tuple(_SURNAMES.split()), tuple(_MALE.split("|")), tuple(_FEMALE.split("|"))
ETHNIC = ("Kinh", "Kinh", "Kinh", "Kinh", "Tày", "Thái", "Mường", "Khmer", "Mông", "Nùng", "Dao")
PROVINCE_IDS = ("001", "002", "011", "017", "022", "030", "034", "040", "048", "052", "068", "075", "086", "092", "096")
SEXES = ("Nam", "Nữ")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist. `id` has 12 digits, `old_id` nine."""

    name: str
    sex: str
    born: date
    id: str
    old_id: str
    ethnic: str

    @property
    def caps(self) -> str:
        return self.name.upper()

    @property
    def honorific(self) -> str:
        return "ông" if self.sex == "Nam" else "bà"


def make_person(rng: random.Random, sex: str | None = None, years: tuple[int, int] = (1955, 2004)) -> Person:
    """Return a person of `sex` (or any) born in one of `years`, both included."""
    sex = sex or rng.choice(SEXES)
    name = f"{rng.choice(SURNAMES)} {rng.choice(MALE if sex == 'Nam' else FEMALE)}"
    born = a_day(rng, years[0], years[1])
    return Person(name, sex, born, personal_id(rng, sex, born), digits(rng, 9), rng.choice(ETHNIC))


def personal_id(rng: random.Random, sex: str, born: date) -> str:
    """Return a 12-digit personal id: province 3, century and sex 1, year 2, random 6 (never all zero)."""
    century = 2 * (born.year // 100 - 19) + (sex == "Nữ")
    return f"{rng.choice(PROVINCE_IDS)}{century}{born:%y}{rng.randint(1, 999_999):06d}"


def digits(rng: random.Random, count: int) -> str:
    """Return `count` random digits, the first of them not 0."""
    return str(rng.randint(10 ** (count - 1), 10**count - 1))


def a_day(rng: random.Random, first: int, last: int) -> date:
    """Return a day in one of the years `first` … `last`."""
    return date(first, 1, 1) + timedelta(rng.randrange((date(last + 1, 1, 1) - date(first, 1, 1)).days))
