"""What an examination of the ledger can find, each finding in one Vietnamese and one English sentence."""

from dataclasses import dataclass
from enum import StrEnum

from models.identifiers import DossierCode


class FindingKind(StrEnum):
    """How the ledger is broken."""

    CHANGED = "changed"
    COLUMN = "column"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    SPLICED = "spliced"
    HEAD = "head"
    CUT = "cut"
    APPENDED = "appended"
    ROLLED_BACK = "rolled-back"
    REWRITTEN = "rewritten"
    ANCHOR = "anchor"
    KEY = "key"
    USE_UNWRITTEN = "use-unwritten"
    USE_UNRECORDED = "use-unrecorded"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach, at entry `number` (0 where it is at none)."""

    kind: FindingKind
    number: int
    vi: str
    en: str


def changed(number: int) -> Finding:
    return Finding(
        FindingKind.CHANGED,
        number,
        f"Mục {number} đã bị sửa: niêm phong không khớp nội dung.",
        f"Entry {number} was changed: its seal does not fit its content.",
    )


def column(number: int, name: str) -> Finding:
    return Finding(
        FindingKind.COLUMN,
        number,
        f"Mục {number}: cột “{name}” khác với nội dung đã niêm phong.",
        f"Entry {number}: column “{name}” differs from the sealed content.",
    )


def removed(first: int, last: int) -> Finding:
    shown = str(first) if first == last else f"{first}–{last}"
    return Finding(
        FindingKind.REMOVED,
        first,
        f"Mục {shown} đã bị lấy ra khỏi sổ.",
        f"Entry {shown} was taken out of the ledger.",
    )


def inserted(number: int) -> Finding:
    return Finding(
        FindingKind.INSERTED,
        number,
        f"Mục mang số {number} không do chương trình ghi: đã bị chèn vào.",
        f"The entry numbered {number} was not written by the programme: it was inserted.",
    )


def moved(number: int, own: int) -> Finding:
    return Finding(
        FindingKind.MOVED,
        number,
        f"Ở chỗ mục {number} là mục {own}: thứ tự đã bị đổi.",
        f"In the place of entry {number} stands entry {own}: the order was changed.",
    )


def spliced(number: int) -> Finding:
    return Finding(
        FindingKind.SPLICED,
        number,
        f"Mục {number} không nối tiếp mục đứng trước nó: sổ được ghép từ hai bản khác nhau.",
        f"Entry {number} does not follow the one before it: two states of the ledger were joined.",
    )


def head_differs(number: int) -> Finding:
    return Finding(
        FindingKind.HEAD,
        number,
        "Dấu cuối sổ bị mất hoặc không khớp mục cuối cùng.",
        "The head of the ledger is gone or does not fit its last entry.",
    )


def cut(last: int, head: int) -> Finding:
    return Finding(
        FindingKind.CUT,
        last + 1,
        f"Sổ bị cắt đuôi: dấu cuối ghi mục {head}, trong sổ chỉ còn đến mục {last}.",
        f"The ledger's tail was cut: the head names entry {head}, the last one there is {last}.",
    )


def appended(last: int, head: int) -> Finding:
    return Finding(
        FindingKind.APPENDED,
        head + 1,
        f"Sổ có mục đến số {last} nhưng dấu cuối chỉ ghi {head}: dấu bị lùi hoặc mục được thêm từ ngoài.",
        f"There are entries up to {last} but the head names {head}: it was set back, or entries came from elsewhere.",
    )


def rolled_back(anchored: int, moment: str, last: int) -> Finding:
    return Finding(
        FindingKind.ROLLED_BACK,
        last + 1,
        f"Lúc {moment} sổ đã có mục {anchored}, nay chỉ còn đến mục {last}: dữ liệu cũ đã được khôi phục đè lên.",
        f"At {moment} the ledger had entry {anchored}, now it ends at {last}: an older database was put in its place.",
    )


def rewritten(number: int, moment: str) -> Finding:
    return Finding(
        FindingKind.REWRITTEN,
        number,
        f"Mục {number} không còn là mục đã được neo lúc {moment}: sổ đã bị thay bằng bản khác.",
        f"Entry {number} is not the one anchored at {moment}: the ledger was replaced by another history.",
    )


def bad_anchor(line: int | None) -> Finding:
    """Name the line of the file of anchors, None for its last."""
    return Finding(
        FindingKind.ANCHOR,
        0,
        f"{'Dòng cuối' if line is None else f'Dòng {line}'} của tệp neo hỏng, bị sửa hoặc dùng khóa khác.",
        f"{'The last line' if line is None else f'Line {line}'} of the anchors is damaged, changed, or of another key.",
    )


def other_key() -> Finding:
    return Finding(
        FindingKind.KEY,
        0,
        "Khóa không mở được cả mục đầu lẫn mục cuối của sổ: sai tệp khóa, hoặc cả sổ đã bị thay.",
        "The key fits neither the first nor the last entry: it is another key file, or the whole ledger was replaced.",
    )


def use_unwritten(target: DossierCode, component: str) -> Finding:
    return Finding(
        FindingKind.USE_UNWRITTEN,
        0,
        f"Lần sử dụng lại {component} trong hồ sơ {target} không có trong sổ.",
        f"The reuse {component} in dossier {target} has no entry in the ledger.",
    )


def use_unrecorded(number: int, target: str, component: str) -> Finding:
    return Finding(
        FindingKind.USE_UNRECORDED,
        number,
        f"Mục {number} ghi lần sử dụng lại {component} trong hồ sơ {target}, nhưng kho hồ sơ không có.",
        f"Entry {number} tells of the reuse {component} in dossier {target}, which the records do not have.",
    )
