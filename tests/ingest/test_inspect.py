import io
import struct
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from PIL import Image

from ingest.inspect import Inspection, inspect
from ingest.limits import Limits
from ingest.sniff import sniff
from models.errors import DamagedFile, EmptyFile, EncryptedFile, InputError, NoPages, TooLarge, UnsupportedFormat
from tests.ingest.images import LIMITS, encoded, heic, scene
from tests.samples import bad


def look(data: bytes, limits: Limits = LIMITS) -> Inspection:
    return inspect(io.BytesIO(data), limits)


def pdf_of(pages: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def all_formats() -> dict[str, bytes]:
    page = scene()
    return {
        "image/jpeg": encoded(page, "JPEG"),
        "image/png": encoded(page, "PNG"),
        "image/webp": encoded(page, "WEBP"),
        "image/heic": heic(page),
        "image/tiff": encoded(page, "TIFF"),
        "application/pdf": pdf_of(1),
    }


@pytest.mark.parametrize("media_type", all_formats())
def test_each_format_is_told_by_its_content(media_type: str) -> None:
    data = all_formats()[media_type]
    assert sniff(data[:4096]) == media_type
    assert look(data) == Inspection(media_type, 1)


@pytest.mark.parametrize("media_type", all_formats())
def test_headers_cut_short_are_damaged(media_type: str) -> None:
    data = all_formats()[media_type]
    with pytest.raises((DamagedFile, NoPages)):
        look(data[:20])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"GIF89a" + bytes(40), "GIF"),
        (b"BM" + bytes(40), "BMP"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "Word"),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "Excel"),
        (b"PK\x03\x04" + bytes(26) + b"a.txt", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "Word"),
        (b"\x00\x00\x00\x20ftypavif" + bytes(40), "AVIF"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(40), "MP4"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(40), "sound"),
        (b"<!DOCTYPE html><html>", "web page"),
        ("Họ và tên: Lò Thị Mẩy".encode(), "plain text"),
        ("Họ và tên".encode("utf-16"), "plain text"),
        (bytes(range(256)), "neither"),
    ],
)
def test_a_foreign_format_is_named_and_the_accepted_ones_offered(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        look(data)
    assert name in caught.value.en
    assert "JPEG" in caught.value.vi
    assert "PDF" in caught.value.vi


def test_empty_file() -> None:
    with pytest.raises(EmptyFile):
        look(bad.empty_file())


def test_text_renamed_to_jpg() -> None:
    with pytest.raises(UnsupportedFormat, match="plain text"):
        look(bad.text_named_jpg())


def test_pdf_with_a_password_and_with_an_owner_password_only() -> None:
    with pytest.raises(EncryptedFile, match="mật khẩu"):
        look(bad.encrypted_pdf())
    assert look(bad.owner_locked_pdf()).pages == 1


def test_pdf_without_pages_and_pdf_of_which_only_the_head_arrived() -> None:
    with pytest.raises(NoPages):
        look(bad.pageless_pdf())
    with pytest.raises(DamagedFile):
        look(bad.headed_pdf())


def test_too_many_pages_states_figure_and_limit() -> None:
    with pytest.raises(TooLarge, match=r"201.*200") as caught:
        look(bad.many_pages_pdf())
    assert caught.value.facts == {"found": 201, "limit": 200}
    assert look(pdf_of(200)).pages == 200


def test_too_many_bytes_states_figure_and_limit() -> None:
    with pytest.raises(TooLarge, match=r"0\.2 MB.*0\.1 MB"):
        look(encoded(scene(), "PNG") + bytes(100_001), Limits(max_bytes=100_000))


def test_a_png_header_of_3600_megapixels_is_refused_without_decoding() -> None:
    with pytest.raises(TooLarge, match=r"60000 × 60000.*100"):
        look(bad.huge_png())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIC"])
def test_pixels_over_the_limit_are_refused_from_the_header(kind: str) -> None:
    page = scene(100, 80)
    data = heic(page) if kind == "HEIC" else encoded(page, kind)
    with pytest.raises(TooLarge, match="100 × 80"):
        look(data, Limits(max_pixels=7_999))
    assert look(data, Limits(max_pixels=8_000)).pages == 1


def test_a_webp_without_loss_and_one_with_alpha_state_their_size() -> None:
    for image, options in ((scene(50, 70), {"lossless": True}), (scene(50, 70).convert("RGBA"), {})):
        with pytest.raises(TooLarge, match="50 × 70"):
            look(encoded(image, "WEBP", **options), Limits(max_pixels=100))


def test_tiff_counts_pages_but_not_thumbnails() -> None:
    pages = [scene(), scene()]
    data = encoded(scene(), "TIFF", save_all=True, append_images=pages)
    assert look(data).pages == 3
    first = struct.unpack_from("<I", data, 4)[0]
    assert look(with_subfile(data, first, 1)).pages == 2


def with_subfile(data: bytes, directory: int, value: int) -> bytes:
    """Return a TIFF whose directory at a place carries NewSubfileType instead of its last tag but one."""
    count = struct.unpack_from("<H", data, directory)[0]
    entry = struct.pack("<HHII", 254, 4, 1, value)
    for n in range(count):
        at = directory + 2 + 12 * n
        if struct.unpack_from("<H", data, at)[0] == 305 or n == count - 1:
            return data[:at] + entry + data[at + 12 :]
    raise AssertionError


def test_a_tiff_whose_directories_run_in_a_circle_ends() -> None:
    data = bytearray(encoded(scene(), "TIFF"))
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    assert look(bytes(data)).pages == 1


def test_a_big_endian_tiff_and_a_big_tiff() -> None:
    assert look(encoded(scene(), "TIFF", big_tiff=True)).pages == 1
    directory = struct.pack(">H", 2) + struct.pack(">HHIHH", 256, 3, 1, 9, 0) + struct.pack(">HHIHH", 257, 3, 1, 7, 0)
    data = b"MM\0*" + struct.pack(">I", 8) + directory + struct.pack(">I", 0)
    with pytest.raises(TooLarge, match="9 × 7"):
        look(data, Limits(max_pixels=10))


def test_an_image_without_area_is_damaged() -> None:
    directory = struct.pack("<HHHIHH", 1, 256, 3, 1, 9, 0)
    with pytest.raises(DamagedFile, match="9 × 0"):
        look(b"II*\0" + struct.pack("<I", 8) + directory + bytes(4))


def test_inspection_from_many_threads_at_once() -> None:
    inputs = [*all_formats().values(), bad.encrypted_pdf(), bad.huge_png()] * 6

    def outcome(data: bytes) -> object:
        try:
            return look(data)
        except InputError as exc:
            return exc.code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(outcome, inputs)) == [outcome(data) for data in inputs]


def test_a_phone_s_multi_picture_file_counts_its_first_picture() -> None:
    both = encoded(scene(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 80))])
    assert look(both) == Inspection("image/jpeg", 1)
