"""The people, places and offices of one paper, drawn from one seed; a demo dossier shares one world."""

import random
from dataclasses import dataclass
from datetime import date

from tests.samples.people import Person, a_day, make_person

PROVINCES = ("Sơn Bình", "Thanh Lộc", "Hải Vân", "Trường Giang", "Đồng Nguyên", "Tây Hà", "Yên Phước", "Quảng Lạc")
DISTRICTS = ("Tân Hòa", "Mỹ Lộc", "Đông Sơn", "Phú Thạnh", "Kỳ Nam", "Vĩnh Thượng", "Bắc Yên Lãng", "Chợ Rã")
COMMUNES = (
    "An Thượng",
    "Bình Khê",
    "Cẩm Đường",
    "Hưng Lễ",
    "Nghĩa Trũng",
    "Phước Quới",
    "Tà Nhìu",
    "Thuận Mỹ",
    "Xuân Ổ",
)
STREETS = ("Nguyễn Trãi", "Lê Lợi", "Trần Hưng Đạo", "Hai Bà Trưng", "Lý Thường Kiệt", "Phan Đình Phùng", "Võ Thị Sáu")
HAMLETS = (
    "Thôn Đoài",
    "Ấp Mỹ Đức",
    "Bản Nà Ớt",
    "Thôn Cổ Loan",
    "Xóm Giữa",
    "Ấp Chợ Cũ",
    "Buôn Ea Kmát",
    "Tổ dân phố 7",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune; `district` is empty in the two-level tree that is in force since July 2025."""

    commune: str
    district: str
    province: str

    @property
    def full(self) -> str:
        return ", ".join(part for part in (self.commune, self.district, self.province) if part)

    @property
    def office(self) -> str:
        return f"UBND {self.full}"


@dataclass(frozen=True, slots=True)
class World:
    """Everybody and every place that one paper (or one dossier) speaks of. `day` is when the paper was issued."""

    rng: random.Random
    owner: Person
    spouse: Person
    father: Person
    mother: Person
    child: Person
    signer: str
    clerk: str
    place: Place
    home: str
    day: date

    @property
    def town(self) -> str:
        """Name of the commune without its kind, as it stands before the date: ``An Thượng``."""
        return self.place.commune.removeprefix("thị trấn ").removeprefix("xã ").removeprefix("phường ")

    @property
    def province(self) -> str:
        """Name of the province without its kind."""
        return self.place.province.split(" ", 1)[1]

    def number(self, top: int = 900) -> int:
        return self.rng.randint(1, top)


def make_world(seed: int, owner: Person | None = None, day: date | None = None) -> World:
    """Return the world of `seed`; `owner` and `day` may be given."""
    rng = random.Random(f"paper world {seed}")
    owner = owner or make_person(rng, years=(1958, 1992))
    year = owner.born.year
    spouse = make_person(rng, "Nữ" if owner.sex == "Nam" else "Nam", (year - 4, year + 4))
    father = make_person(rng, "Nam", (year - 38, year - 24))
    mother = make_person(rng, "Nữ", (year - 36, year - 21))
    day = day or a_day(rng, 2016, 2026)
    child = make_person(rng, years=(year + 20, year + 23))
    signer, clerk = (make_person(rng).name for _ in range(2))
    place = _place(rng, day)
    return World(rng, owner, spouse, father, mother, child, signer, clerk, place, _home(rng, place), day)


def _place(rng: random.Random, day: date) -> Place:
    two_levels = day >= date(2025, 7, 1)
    kind = rng.choice(("xã", "xã", "phường") if two_levels else ("xã", "xã", "phường", "thị trấn"))
    district = f"{'thành phố' if kind == 'phường' else 'huyện'} {rng.choice(DISTRICTS)}"
    return Place(f"{kind} {rng.choice(COMMUNES)}", "" if two_levels else district, f"tỉnh {rng.choice(PROVINCES)}")


def _home(rng: random.Random, place: Place) -> str:
    if rng.random() < 0.5:
        return f"{rng.choice(HAMLETS)}, {place.full}"
    return f"Số {rng.randint(1, 300)} đường {rng.choice(STREETS)}, {place.full}"
