"""The papers of the demo: one made-up owner brings them in the ways people do."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import cv2
import numpy as np

from tests.samples.degrade import degrade
from tests.samples.digital import digital_pdf
from tests.samples.files import jpeg_file, mixed_pdf, scanned_pdf, tiff_file
from tests.samples.make import make_paper
from tests.samples.people import Person
from tests.samples.raster import Pixels, render
from tests.samples.sheet import Paper
from tests.samples.world import make_world

OWNER = Person("Lò Thị Mẩy", "Nữ", date(1996, 3, 8), "011196004217", "040512768", "Thái")
"""The owner of the demo dossier; nobody of this name and number is known to us."""

_SEED = 2026


def demo_paper(type: str, variant: str, day: date) -> Paper:
    """Return a paper of the owner, issued on `day`; all of them share people and (but for mergers) places."""
    return make_paper(type, _SEED, variant, make_world(_SEED, OWNER, day))


def _scan(paper: Paper, profile: str, dpi: int, font: str = "tinos") -> list[Pixels]:
    pages = [degrade(page.image, profile, _SEED + i) for i, page in enumerate(render(paper, 300, font))]
    return [_scaled(page, dpi / 300) for page in pages]


def _scaled(image: Pixels, share: float) -> Pixels:
    size = (round(image.shape[1] * share), round(image.shape[0] * share))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _birth() -> bytes:
    paper = demo_paper("birth-certificate", "form-2020", date(2019, 10, 14))
    return jpeg_file(_scan(paper, "phone", 200)[0], 72, 72)


def _card() -> bytes:
    return jpeg_file(_scan(demo_paper("identity-card", "card-2021", date(2021, 6, 21)), "flatbed", 200)[0], 200, 75)


def _marriage() -> bytes:
    paper = demo_paper("marriage-certificate", "extract", date(2022, 4, 5))
    cover = demo_paper("application", "authorisation", date(2026, 9, 7))
    return tiff_file([*_scan(paper, "copier", 150), *_scan(cover, "clean", 150, "arimo")], 150)


def _residence() -> bytes:
    return digital_pdf(demo_paper("residence-confirmation", "ct07-2023", date(2026, 8, 17)))


def _status() -> bytes:
    paper = demo_paper("marital-status", "form-2020", date(2026, 8, 24))
    slip = demo_paper("appointment-slip", "form-2018", date(2026, 8, 20))
    return mixed_pdf(slip, _scan(paper, "stamped", 150), 150)


def _result() -> bytes:
    return scanned_pdf(_scan(demo_paper("decision", "allowance", date(2026, 9, 30)), "flatbed", 150), 150)


FILES: Mapping[str, Callable[[], bytes]] = {
    "giay-khai-sinh.jpg": _birth,
    "can-cuoc-cong-dan.jpg": _card,
    "trich-luc-ket-hon.tif": _marriage,
    "xac-nhan-cu-tru-ct07.pdf": _residence,
    "xac-nhan-hon-nhan.pdf": _status,
    "quyet-dinh.pdf": _result,
}
"""Maker of each shipped file."""

_TABLE = {
    "giay-khai-sinh.jpg": ("birth certificate", "phone photo"),
    "can-cuoc-cong-dan.jpg": ("both faces of an identity card", "flatbed scan"),
    "trich-luc-ket-hon.tif": ("extract of marriage, then a letter of authority", "TIFF, first page from a worn copier"),
    "xac-nhan-cu-tru-ct07.pdf": ("confirmation of residence (CT07)", "born-digital PDF"),
    "xac-nhan-hon-nhan.pdf": (
        "appointment slip, then a certificate of marital status",
        "PDF, one page digital, one scanned",
    ),
    "quyet-dinh.pdf": ("decision on an allowance (the result of a procedure)", "scanned PDF"),
}
_ROWS = "\n".join(f"| `{name}` | {paper} | {kind} |" for name, (paper, kind) in _TABLE.items())
README = f"""# Papers of the demo

Made up: the owner {OWNER.name} ({OWNER.id}), all other people, places and numbers are invented, and the layouts only
follow the forms in use. Made by `python -m tests.samples --demo api/demo/papers`; the same command gives the same
pixels.

| file | paper | comes as |
|---|---|---|
{_ROWS}
"""


def write_demo(folder: Path) -> list[Path]:
    """Write all demo files and their README into `folder`; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in FILES]
    for path in paths:
        path.write_bytes(FILES[path.name]())
    (folder / "README.md").write_text(README, encoding="utf-8")
    return [*paths, folder / "README.md"]
