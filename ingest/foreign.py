"""Names for formats that are not accepted, so that the refusal can say what was sent."""

from models.errors import UnsupportedFormat

_SIGNATURES = (
    (b"GIF8", "ảnh GIF", "a GIF image"),
    (b"BM", "ảnh BMP", "a BMP image"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "tệp Word, Excel hoặc PowerPoint cũ",
        "an old Word, Excel or PowerPoint file",
    ),
    (b"{\\rtf", "tệp RTF", "an RTF file"),
    (b"Rar!", "tệp nén RAR", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip", "a 7-Zip archive"),
    (b"\x1f\x8b", "tệp nén GZIP", "a GZIP archive"),
    (b"\x00\x00\x01\x00", "biểu tượng ICO", "an ICO icon"),
    (b"\x00\x00\x00\x0cjP  ", "ảnh JPEG 2000", "a JPEG 2000 image"),
    (b"\xff\x4f\xff\x51", "ảnh JPEG 2000", "a JPEG 2000 image"),
    (b"\xff\x0a", "ảnh JPEG XL", "a JPEG XL image"),
    (b"AT&TFORM", "tệp DjVu", "a DjVu file"),
    (b"8BPS", "tệp Photoshop", "a Photoshop file"),
    (b"%!PS", "tệp PostScript", "a PostScript file"),
    (b"MZ", "chương trình Windows", "a Windows programme"),
    (b"\x7fELF", "chương trình Linux", "a Linux programme"),
    (b"RIFF", "tệp âm thanh hoặc phim", "a sound or video file"),
    (b"ID3", "tệp âm thanh MP3", "an MP3 sound file"),
    (b"\x1a\x45\xdf\xa3", "phim Matroska", "a Matroska video"),
)
_INSIDE_ZIP = (
    (b"word/", "tệp Word", "a Word file"),
    (b"xl/", "tệp Excel", "an Excel file"),
    (b"ppt/", "tệp PowerPoint", "a PowerPoint file"),
    (b"opendocument", "tệp OpenDocument", "an OpenDocument file"),
)
_MARKUP = (
    (b"<svg", "ảnh SVG", "an SVG image"),
    (b"<html", "trang web", "a web page"),
    (b"<!doctype html", "trang web", "a web page"),
    (b"<?xml", "tệp XML", "an XML file"),
)
_UNKNOWN = ("không phải ảnh hoặc PDF", "neither an image nor a PDF")


def unsupported(head: bytes) -> UnsupportedFormat:
    """Return the refusal of a file that starts with `head` (4 KB), naming what it is where that is known."""
    vi, en = _name(head)
    return UnsupportedFormat(
        f"Tệp này là {vi}; hãy gửi ảnh JPEG, PNG, WebP, HEIC, TIFF hoặc tệp PDF."
        if vi != _UNKNOWN[0]
        else f"Tệp này {vi}; hãy gửi ảnh JPEG, PNG, WebP, HEIC, TIFF hoặc tệp PDF.",
        f"The file is {en}; send a JPEG, PNG, WebP, HEIC or TIFF image or a PDF.",
        found=en,
    )


def _name(head: bytes) -> tuple[str, str]:
    if head.startswith(b"PK\x03\x04"):
        return _first(_INSIDE_ZIP, head) or ("tệp nén ZIP", "a ZIP archive")
    if head[4:8] == b"ftyp":
        avif = head[8:12] in {b"avif", b"avis"} or b"avif" in head[16:64]
        return ("ảnh AVIF", "an AVIF image") if avif else ("phim MP4", "an MP4 video")
    for signature, vi, en in _SIGNATURES:
        if head.startswith(signature):
            return vi, en
    if _is_text(head):
        return _first(_MARKUP, head[:1024].lower()) or ("tệp văn bản thuần", "plain text")
    return _UNKNOWN


def _first(names: tuple[tuple[bytes, str, str], ...], head: bytes) -> tuple[str, str] | None:
    return next(((vi, en) for mark, vi, en in names if mark in head), None)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as exc:
        whole = exc.start >= len(head) - 3  # only a letter cut at the end
        return controls == 0 and whole
    return controls == 0
