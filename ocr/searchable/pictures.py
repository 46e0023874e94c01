"""A JPEG as a page of a PDF, its bytes untouched."""

import io
from dataclasses import dataclass

import numpy as np
import PIL
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream
from PIL import Image

from models.errors import DamagedFile
from ocr.clean.geometry import Homography, Size

_SPACES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
_ORIENTATION = 0x0112  # EXIF tag

_TURNS: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""By EXIF orientation: how the unit square of the stored picture lies in that of the upright one, as PDF's ``cm``."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    """What the header of a JPEG says. `size` is that of the stored picture, before `orientation` is obeyed."""

    data: bytes
    size: Size
    mode: str
    orientation: int
    inverted: bool
    dpi: float | None

    @property
    def shown_size(self) -> Size:
        """Size as shown, turned where `orientation` says so."""
        return self.size if self.orientation < 5 else (self.size[1], self.size[0])


def read_jpeg(data: bytes) -> Jpeg:
    """Return what the header of a JPEG says. Raises DamagedFile when it is none."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            orientation = int(picture.getexif().get(_ORIENTATION, 1))
            dpi = picture.info.get("dpi")
            inverted = picture.mode == "CMYK" and "adobe" in picture.info
            mode, size = picture.mode, picture.size
    except (PIL.UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedFile(
            "Tệp JPEG bị hỏng; hãy gửi lại tệp này.", "The JPEG file is damaged; send this file again."
        ) from error
    return Jpeg(data, size, mode, orientation if orientation in _TURNS else 1, inverted, float(dpi[0]) if dpi else None)


def add_picture_page(pdf: Pdf, jpeg: Jpeg, points: tuple[float, float]) -> Page:
    """Append a page of `points` (width, height) filled by `jpeg`, upright, and return it."""
    page = pdf.add_blank_page(page_size=points)
    page.obj.Resources = Dictionary(XObject=Dictionary(Scan=_image(pdf, jpeg)))
    fill = np.diag([points[0], points[1], 1.0]) @ _matrix(_TURNS[jpeg.orientation])
    numbers = " ".join(f"{value:.4f}" for value in (*fill[:2, 0], *fill[:2, 1], *fill[:2, 2]))
    page.obj.Contents = pdf.make_stream(f"q {numbers} cm /Scan Do Q\n".encode("ascii"))
    return page


def share_to_points(points: tuple[float, float]) -> Homography:
    """Return the map from shares of a shown page (0 to 1, y down) to its user space (points, y up)."""
    return np.array([[points[0], 0.0, 0.0], [0.0, -points[1], points[1]], [0.0, 0.0, 1.0]])


def _image(pdf: Pdf, jpeg: Jpeg) -> Stream:
    image = Stream(pdf, jpeg.data)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = jpeg.size
    image.ColorSpace, image.BitsPerComponent = _SPACES.get(jpeg.mode, Name.DeviceRGB), 8
    image.Filter = Name.DCTDecode
    if jpeg.inverted:
        image.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])
    return image


def _matrix(cm: tuple[int, int, int, int, int, int]) -> Homography:
    a, b, c, d, e, f = cm
    return np.array([[a, c, e], [b, d, f], [0, 0, 1]], dtype=np.float64)
