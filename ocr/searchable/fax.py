"""A bilevel page as a PDF holds it best: coded as a fax (CCITT group 4), every pixel kept."""

import io
from dataclasses import dataclass

import PIL
from pikepdf import Dictionary, Name, Page, Pdf, Stream
from PIL import Image

from ocr.clean.geometry import Size

_ORIENTATION, _STRIP_AT, _STRIP_SIZE, _ROWS, _BLACK_IS_ZERO = 274, 273, 279, 278, 262  # tags of TIFF 6.0
_MOST_PIXELS = 100_000_000


@dataclass(frozen=True, slots=True)
class Fax:
    """Coded rows of a page of `size`; `inverted` where the code's black stands for white."""

    data: bytes
    size: Size
    inverted: bool


def read_fax(original: bytes, number: int) -> Fax | None:
    """Return page `number` (from 1) of a received file as a fax; None where it holds more than black and white.

    Pages that must be turned or mirrored first (TIFF's orientation) are left to others.
    """
    try:
        with Image.open(io.BytesIO(original)) as picture:
            picture.seek(number - 1)
            if picture.width * picture.height > _MOST_PIXELS or picture.getexif().get(_ORIENTATION, 1) != 1:
                return None
            return _coded(picture) if _is_bilevel(picture) else None
    except (PIL.UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError):
        return None  # HEIC, or pixels that are damaged: the page image stands for them


def add_fax_page(pdf: Pdf, fax: Fax, points: tuple[float, float]) -> Page:
    """Append a page of `points` (width, height) filled by `fax`, and return it."""
    page = pdf.add_blank_page(page_size=points)
    image = Stream(pdf, fax.data)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = fax.size
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 1
    image.Filter = Name.CCITTFaxDecode
    image.DecodeParms = Dictionary(K=-1, Columns=fax.size[0], Rows=fax.size[1], BlackIs1=fax.inverted)
    page.obj.Resources = Dictionary(XObject=Dictionary(Scan=image))
    page.obj.Contents = pdf.make_stream(f"q {points[0]:.4f} 0 0 {points[1]:.4f} 0 0 cm /Scan Do Q\n".encode("ascii"))
    return page


def _is_bilevel(picture: Image.Image) -> bool:
    if picture.mode == "1":
        return True
    if picture.mode not in {"L", "P"} or "transparency" in picture.info:
        return False
    colours = picture.convert("L").getcolors(2)
    return colours is not None and {tone for _, tone in colours} <= {0, 255}


def _coded(picture: Image.Image) -> Fax:
    """Return the rows as libtiff codes them, in one strip."""
    file = io.BytesIO()
    rows = {_ROWS: picture.height}
    picture.convert("L").convert("1", dither=Image.Dither.NONE).save(file, "TIFF", compression="group4", tiffinfo=rows)
    with Image.open(file, formats=("TIFF",)) as coded:
        tags = dict(coded.tag_v2)  # type: ignore[attr-defined]  # Pillow's stubs know it on TIFF images alone
    (at,), (size,) = tags[_STRIP_AT], tags[_STRIP_SIZE]
    return Fax(file.getvalue()[at : at + size], picture.size, tags[_BLACK_IS_ZERO] == 1)
