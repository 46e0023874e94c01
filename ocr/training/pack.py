"""Writes cut lines in the form that Tesseract's trainer reads (``.lstmf``)."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image as Pillow

from models.errors import ServiceError
from ocr.recognizers.tessdata import tessdata
from ocr.training.cut import CutPage
from ocr.training.tools import run


def pack(pages: Sequence[CutPage], target: Path) -> int:
    """Write all lines of `pages` to `target` and return how many there are.

    Tesseract cuts the lines itself, from a TIFF of pages and a box file beside it, with the four pixels of margin that
    it also leaves when reading. Raises ServiceError when there are no lines, or it writes nothing.
    """
    used = [page for page in pages if page.lines]
    if not used:
        raise ServiceError(
            "Không cắt được dòng nào từ các trang.", "There are no lines on these pages; use other seeds."
        )
    with tempfile.TemporaryDirectory() as name:
        stem = Path(name) / "lines"
        images = [Pillow.fromarray(page.image) for page in used]
        images[0].save(stem.with_suffix(".tif"), save_all=True, append_images=images[1:], compression="tiff_lzw")
        rows = [row for number, page in enumerate(used) for row in box_rows(page, number)]
        stem.with_suffix(".box").write_text("\n".join(rows) + "\n", encoding="utf-8")
        options = ("--tessdata-dir", str(tessdata()), "-l", "vie", "--psm", "13", "--oem", "1", "lstm.train")
        said = run("tesseract", str(stem.with_suffix(".tif")), str(stem), *options)
        made = stem.with_suffix(".lstmf")
        if not made.is_file():
            raise ServiceError(
                f"Tesseract không ghi được dòng huấn luyện: {said[-300:]}",
                f"Tesseract wrote no training lines; see its words: {said[-300:]}",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, target)
    return sum(len(page.lines) for page in used)


def box_rows(page: CutPage, number: int) -> Iterator[str]:
    """Return the rows of a box file for page `number` (from 0): one ``WordStr`` a line, y from the bottom upwards."""
    height = page.image.shape[0]
    for line in page.lines:
        x0, y0, x1, y1 = line.box
        yield f"WordStr {x0} {height - y1} {x1} {height - y0} {number} #{line.truth}"
        yield f"\t {x1} {height - y1} {x1 + 1} {height - y0} {number}"
