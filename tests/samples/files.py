"""Files as they are sent to a counter: photos, scans of several pages, PDFs of every kind. All give bytes."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image

from tests.samples.digital import digital_pdf
from tests.samples.raster import DEFAULT_FONT, Pixels
from tests.samples.sheet import Paper

_POINTS_PER_INCH = 72


def jpeg_file(image: Pixels, dpi: int = 300, quality: int = 85) -> bytes:
    """Return an RGB image as JPEG."""
    return _saved(image, "JPEG", quality=quality, dpi=(dpi, dpi))


def png_file(image: Pixels, dpi: int = 300) -> bytes:
    """Return an RGB image as PNG, grey or bilevel where it holds nothing else."""
    page = Image.fromarray(image)
    grey = page.convert("L")
    if not (image == image[..., :1]).all():
        return _written(page, "PNG", dpi=(dpi, dpi))
    bilevel = set(grey.getcolors(256) or ()) and {tone for _, tone in grey.getcolors(256) or ()} <= {0, 255}
    return _written(grey.convert("1") if bilevel else grey, "PNG", dpi=(dpi, dpi))


def webp_file(image: Pixels, quality: int = 80) -> bytes:
    """Return an RGB image as lossy WebP."""
    return _saved(image, "WEBP", quality=quality)


def heic_file(image: Pixels, quality: int = 60) -> bytes:
    """Return an RGB image as HEIC, as telephones make it."""
    out = BytesIO()
    height, width = image.shape[:2]
    heif = pillow_heif.from_bytes(mode="RGB", size=(width, height), data=image.tobytes())
    heif.save(out, quality=quality, enc_params={"preset": "ultrafast"})  # a seventh of the default's time
    return out.getvalue()


def tiff_file(images: Sequence[Pixels], dpi: int = 300) -> bytes:
    """Return a TIFF of one or more pages, compressed as JPEG (quality 80)."""
    pages = [Image.fromarray(image) for image in images]
    return _written(
        pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="jpeg", quality=80, dpi=(dpi, dpi)
    )


def scanned_pdf(images: Sequence[Pixels], dpi: int = 300) -> bytes:
    """Return a PDF of page images without text, as multi-function printers send it."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for image in images:
            _add_scan(pdf, image, dpi)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def mixed_pdf(paper: Paper, scans: Sequence[Pixels], dpi: int = 300, font: str = DEFAULT_FONT) -> bytes:
    """Return a PDF whose first pages are `paper`, born digital, and whose last pages are scans."""
    out = BytesIO()
    with pikepdf.open(BytesIO(digital_pdf(paper, font))) as pdf:
        for scan in scans:
            _add_scan(pdf, scan, dpi)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


SINGLE: Mapping[str, Callable[[Pixels], bytes]] = {
    "jpg": jpeg_file,
    "png": png_file,
    "webp": webp_file,
    "heic": heic_file,
}
"""Writers of one image by file extension."""


def _add_scan(pdf: pikepdf.Pdf, image: Pixels, dpi: int) -> None:
    height, width = image.shape[:2]
    size = (width * _POINTS_PER_INCH / dpi, height * _POINTS_PER_INCH / dpi)
    page = pdf.add_blank_page(page_size=size)
    stream = pikepdf.Stream(
        pdf,
        jpeg_file(image, dpi, 80),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=stream))
    page.Contents = pdf.make_stream(f"q {size[0]:.3f} 0 0 {size[1]:.3f} 0 0 cm /Scan Do Q".encode())


def _saved(image: Pixels, kind: str, **options: object) -> bytes:
    return _written(Image.fromarray(image), kind, **options)


def _written(page: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()
