"""Peak memory of a page process over pages at the limit of 100 megapixels, in every format, against 700 MB.

Each page is a sheet of print tiled to 10,000 × 10,000 px, read by the very code of a worker's page process (decode,
clean, recognise, page image) in a fresh process of its own.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pikepdf
import pillow_heif
from PIL import Image

from api.services.page_work import work_page
from api.services.pages import PageTask
from api.settings import read_settings
from bench.document import machine, replace_section
from models.errors import HosoError
from tests.samples import make_paper, render

SIDE = 10_000
LIMIT_MB = 700
ROOT = Path(__file__).resolve().parent.parent

Maker = Callable[[Image.Image], bytes]


def _saved(kind: str, **options: object) -> Maker:
    def make(page: Image.Image) -> bytes:
        stream = BytesIO()
        page.save(stream, kind, **options)
        return stream.getvalue()

    return make


def _heic(page: Image.Image) -> bytes:
    stream = BytesIO()
    pillow_heif.from_pillow(page).save(stream, quality=50)
    return stream.getvalue()


def _pdf(page: Image.Image) -> bytes:
    jpeg, stream = _saved("JPEG", quality=60)(page), BytesIO()
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(2400, 2400))
        image = pikepdf.Stream(pdf, jpeg)
        image.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": SIDE, "/Height": SIDE}
            | {"/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode}
        )
        sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
        sheet.Contents = pikepdf.Stream(pdf, b"2400 0 0 2400 0 0 cm /Scan Do")
        pdf.save(stream)
    return stream.getvalue()


FORMATS: Mapping[str, tuple[str, Maker]] = {
    "JPEG": ("image/jpeg", _saved("JPEG", quality=60)),
    "JPEG, progressive": ("image/jpeg", _saved("JPEG", quality=60, progressive=True)),
    "PNG": ("image/png", _saved("PNG", compress_level=1)),
    "WebP": ("image/webp", _saved("WEBP", quality=50, method=0)),
    "HEIC": ("image/heic", _heic),
    "TIFF, LZW": ("image/tiff", _saved("TIFF", compression="tiff_lzw")),
    "PDF": ("application/pdf", _pdf),
}


def run(arguments: Sequence[str]) -> int:
    """Measure every format (or those named) and write the table; return 1 when one needs more than the limit."""
    parser = argparse.ArgumentParser(prog="hoso bench memory", description=__doc__)
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], help="only these")
    wanted = parser.parse_args(arguments).formats or list(FORMATS)
    page = _sheet()
    with TemporaryDirectory() as folder:
        rows = [_measure(name, page, Path(folder)) for name in wanted]
    if wanted == list(FORMATS):
        _write(rows)
    return 1 if any(int(row["peak_mb"]) >= LIMIT_MB for row in rows) else 0


def _sheet() -> Image.Image:
    sheet = render(make_paper("decision", seed=4711), dpi=300)[0].image
    times = (SIDE // sheet.shape[0] + 1, SIDE // sheet.shape[1] + 1, 1)
    return Image.fromarray(np.tile(sheet, times)[:SIDE, :SIDE]).convert("RGB")


def _measure(name: str, page: Image.Image, folder: Path) -> dict[str, str | int | float]:
    media_type, make = FORMATS[name]
    file = folder / "page"
    file.write_bytes(make(page))
    command = [sys.executable, "-m", "bench.memory", str(file), media_type]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    peak, outcome = done.stdout.strip().split(" ", 1)
    row: dict[str, str | int | float] = {
        "format": name,
        "file_mb": round(file.stat().st_size / 1e6, 1),
        "peak_mb": int(peak),
        "seconds": round(time.monotonic() - began, 1),
        "outcome": outcome,
    }
    print(row, flush=True)
    return row


def _write(rows: Sequence[Mapping[str, str | int | float]]) -> None:
    head = "| page of 100 megapixels | file MB | peak MB | s | outcome |\n|---|---|---|---|---|"
    table = "\n".join("| {format} | {file_mb} | {peak_mb} | {seconds} | {outcome} |".format(**row) for row in rows)
    text = (
        f"## Memory of a page process (`./hoso bench memory`)\n\n{machine()}; limit {LIMIT_MB} MB.\n\n{head}\n{table}"
    )
    replace_section(ROOT / "docs" / "measurements.md", "memory", text)
    (ROOT / "bench" / "results" / "memory.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _read_one(file: str, media_type: str) -> None:
    """Read one page as a page process does; print the peak of this process in MB and what came of the page."""
    settings = read_settings({})
    try:
        work = work_page(PageTask(Path(file), media_type, 1), settings.limits, settings.recognizer, image=True)
        outcome = f"{len(work.reading.text.split())} words"
    except HosoError as error:
        outcome = error.code
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(int(found.group(1)) // 1024 if found else -1, outcome)


if __name__ == "__main__":
    _read_one(*sys.argv[1:])
