"""Inputs that must be refused or survived, as bytes: one maker for each kind that reaches a counter.

Every maker is deterministic but for `encrypted_pdf`, whose keys are random by nature. Pages hold a few black bars
in place of text, so that a page that *is* readable is not blank.
"""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

_SIZE = (620, 877)  # A4 at 75 dpi


def empty_file() -> bytes:
    """Return no bytes at all: an upload that broke off at once."""
    return b""


def text_named_jpg() -> bytes:
    """Return plain Vietnamese text, as when somebody renames ``ghi-chu.txt`` to ``ghi-chu.jpg``."""
    return "Đây là một tệp văn bản, không phải ảnh.\nHọ và tên: Lò Thị Mẩy\n".encode() * 40


def truncated_jpeg() -> bytes:
    """Return the first half of a JPEG: the header is sound, the lower half of the page is missing."""
    whole = _encode(_page(), "JPEG", quality=85)
    return whole[: len(whole) // 2]


def truncated_pdf() -> bytes:
    """Return a scanned PDF cut off inside its page image: a repair finds the page tree again, but not the scan."""
    whole = _scanned_pdf(1)
    return whole[: whole.index(b"\xff\xd8") + 200]


def headed_pdf() -> bytes:
    """Return a PDF of which only the first line arrived: nothing can be recovered."""
    return _scanned_pdf(1)[:16]


def encrypted_pdf(user: str = "bí mật") -> bytes:
    """Return a PDF (AES-256) that opens only with the password `user`; with an empty `user` any reader opens it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(_scanned_pdf(1))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user=user, R=6))
    return out.getvalue()


def owner_locked_pdf() -> bytes:
    """Return a PDF with an owner password only, as many offices send them: everybody may read it."""
    return encrypted_pdf(user="")


def pageless_pdf() -> bytes:
    """Return a well-formed PDF without pages."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes whose header announces `width` × `height` RGB pixels: a decompression bomb."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(4096))
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def tiff_broken_second_page() -> bytes:
    """Return a TIFF of three pages (deflate) whose second page holds garbage; the first and third are sound."""
    out = BytesIO()
    pages = [_page(shift) for shift in range(3)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_adobe_deflate", dpi=(75, 75))
    data = bytearray(out.getvalue())
    with Image.open(BytesIO(bytes(data))) as tiff:
        tiff.seek(1)
        strips = list(zip(tiff.tag_v2[273], tiff.tag_v2[279], strict=True))  # type: ignore[attr-defined] # TIFF only
    for start, length in strips:
        data[start : start + length] = b"\xff" * length
    return bytes(data)


def many_pages_pdf(pages: int = 201) -> bytes:
    """Return a small PDF of `pages` blank pages, one over the default limit."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(100, 100))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


HOSTILE_NAME = "../../etc/'quoted' \"tên\" " + "giấy-khai-sinh-" * 20 + ".jpg"
"""A file name with ``../``, both kinds of quotes and more than 300 characters."""

BAD_FILES: Mapping[str, Callable[[], bytes]] = {
    "rong.jpg": empty_file,
    "van-ban.jpg": text_named_jpg,
    "cut.jpg": truncated_jpeg,
    "cut.pdf": truncated_pdf,
    "cut-head.pdf": headed_pdf,
    "khoa.pdf": encrypted_pdf,
    "khong-trang.pdf": pageless_pdf,
    "khong-lo.png": huge_png,
    "hong-trang-2.tif": tiff_broken_second_page,
    "201-trang.pdf": many_pages_pdf,
}
"""Maker of each bad file by a name that it might arrive under."""


def _page(shift: int = 0) -> Image.Image:
    page = Image.new("L", _SIZE, 255)
    pen = ImageDraw.Draw(page)
    for row in range(80, 800, 40):
        pen.rectangle((60, row + shift, 560 - row % 97, row + 12 + shift), fill=30)
    return page


def _encode(page: Image.Image, kind: str, **options: int) -> bytes:
    out = BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def _scanned_pdf(pages: int) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        for number in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
            pdf.pages[number].Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
            pdf.pages[number].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=_image(pdf, number)))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _image(pdf: pikepdf.Pdf, shift: int) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        _encode(_page(shift), "JPEG", quality=85),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=_SIZE[0],
        Height=_SIZE[1],
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
