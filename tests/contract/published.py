"""The published set: 300 made-up papers, every third with slips of reading, and the queries of `search_queries.toml`.

The papers hang on nothing but this file, so that what each query must find can stand beside it.
"""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from models.dossier import DossierState
from models.identifiers import AgencyCode, DocumentType, DossierCode, OwnerId, ProcedureCode
from models.search import IndexEntry, SearchQuery, SearchScope

QUERIES = Path(__file__).with_name("search_queries.toml")
COUNT = 300

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Huỳnh", "Trương")
_MIDDLE = ("Thị", "Văn", "Đình", "Ngọc", "Minh", "Thanh")
_GIVEN = ("Hoà", "Bưởi", "Khoái", "Định", "Nghiêm", "Quỳnh", "Đường", "Dương", "Tâm", "Phượng", "Thành", "Krông")
_COMMUNES = ("Đường Lâm", "An Bình", "Hưng Lễ", "Nghĩa Thành", "Quảng Phú", "Ea Knuếc", "Bình Dương")
_TEMPLATES = {
    "birth-certificate": "GIẤY KHAI SINH\nHọ, chữ đệm, tên: {name}\nSinh ngày {day}/{month}/{year} tại xã {place}\n"
    "Số định danh cá nhân: {id}\nĐăng ký khai sinh tại UBND xã {place}",
    "marriage-certificate": "GIẤY CHỨNG NHẬN KẾT HÔN số {n}/{year}\nChồng: {name}\nVợ: {other}\n"
    "Nơi đăng ký kết hôn: UBND xã {place}",
    "decision": "QUYẾT ĐỊNH số {n}/QĐ-UBND\nVề việc thu hồi đất của ông {name}, thửa đất số {n}, xã {place}\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Phòng TNMT",
    "application": "ĐƠN ĐỀ NGHỊ\nKính gửi: UBND xã {place}\nTôi là {name}, CCCD {id}, đề nghị cấp giấy phép xây dựng "
    "nhà ở trên thửa đất {n}, điện tích 1.250,5 m²",
    "land-certificate": "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT\nNgười sử dụng đất: {name}\nThửa đất số {n}, tờ bản đồ "
    "{month}\nĐịa chỉ: xã {place}. Administrative procedures",
    "unknown": "BIÊN BẢN làm việc với {name}\nvề hồ sơ H99.01.03-260302-{n:04}, có mặt {other}",
}
_SLIPS = (
    ("nh", "nb"), ("ng", "nq"), ("Ng", "Nq"), ("ươ", "uo"), ("th", "tb"), ("m", "rn"), ("l", "1"), ("o", "0"),
    ("ễ", "c"), ("inh", "ình"), ("ấ", "a"), ("đ", "d"), ("i", "l"), ("h", "li"), ("2", "Z"), ("1", "l"), ("0", "O"),
    ("trative", "trattve"), ("ien", "ein"),
)  # fmt: skip
_UNITS = (
    ("H99.01.03", "H99.01", "H99"),
    ("H99.01.07", "H99.01", "H99"),
    ("H99.02", "H99"),
    ("H98.04.01", "H98.04", "H98"),
)
_PROCEDURES = ("1.000894", "1.001193", "2.000488")
_START = datetime(2025, 11, 20, 16, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Published:
    """A query with what it finds: how many, and the ids of the first."""

    name: str
    query: SearchQuery
    total: int
    first: tuple[str, ...]


def papers(count: int = COUNT) -> Sequence[IndexEntry]:
    """Return the papers, always the same."""
    return [_paper(number) for number in range(count)]


def queries() -> Sequence[Published]:
    """Return the queries of the published set."""
    return [_published(row) for row in tomllib.loads(QUERIES.read_text("utf-8"))["query"]]


def _paper(number: int) -> IndexEntry:
    rng = random.Random(f"published {number}")
    kind = tuple(_TEMPLATES)[number % len(_TEMPLATES)]
    name, other = _name(rng), _name(rng)
    text = _TEMPLATES[kind].format(
        name=name.upper() if rng.random() < 0.3 else name, other=other, place=rng.choice(_COMMUNES),
        day=rng.randint(1, 28), month=rng.randint(1, 12), year=rng.randint(1960, 2026), n=rng.randint(1, 400),
        id=f"0{rng.randint(10**10, 10**11 - 1)}",
    )  # fmt: skip
    if number % 3 == 0:
        text = _misread(rng, text)
    units = rng.choice(_UNITS)
    return IndexEntry(
        id=f"paper-{number:03}",
        kind="result" if kind == "decision" else "component",
        dossier=DossierCode(f"{units[0]}-260302-{number // 3:04}"),
        agencies=tuple(map(AgencyCode, units)),
        owner=OwnerId(f"00109304{number % 40:04}"),
        owner_name=name if rng.random() < 0.5 else "",
        type=DocumentType(kind),
        received_at=_START + timedelta(hours=7 * (number // 2)),
        text=text,
        procedure=ProcedureCode(rng.choice(_PROCEDURES)),
        state=rng.choice(tuple(DossierState)),
        fields={"full_name": name} if rng.random() < 0.4 else {},
        revision=number + 1,
    )


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def _misread(rng: random.Random, text: str) -> str:
    for right, wrong in rng.sample(_SLIPS, 5):
        places = [at for at in range(len(text)) if text.startswith(right, at)]
        for at in sorted(rng.sample(places, min(3, len(places))), reverse=True):
            text = text[:at] + wrong + text[at + len(right) :]
    return text


def _published(row: Mapping[str, Any]) -> Published:
    narrowed = {name: row[name] for name in ("owner", "type", "procedure", "period") if name in row}
    if "agencies" in row:
        narrowed["agencies"] = tuple(row["agencies"])
    if "state" in row:
        narrowed["state"] = DossierState(row["state"])
    if "scope" in row:
        narrowed["scope"] = SearchScope(**{name: tuple(codes) for name, codes in row["scope"].items()})
    query = SearchQuery(row["text"], facets=True, limit=row.get("limit", 10), **narrowed)
    return Published(row.get("name", row["text"]), query, row["total"], tuple(row["first"]))
