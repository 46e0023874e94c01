"""The paper as received, with its words lying invisibly over it: they come back word for word, in their places."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from models.errors import DamagedFile, EncryptedFile
from models.page import IDENTITY, Box, Line, PageFailure, PageReading, SourcePage, TextSource, Word
from models.ports.recognizer import TextRecognizer
from models.reading import Reading
from ocr import images
from ocr.clean.arrays import Image, to_raster
from ocr.page import read_page
from ocr.searchable import needs_page_images, searchable_pdf
from ocr.searchable.font import Encoding
from ocr.searchable.sizes import page_size
from ocr.searchable.truetype import glyphless_font
from tests.ocr.pages import page, photographed, sloped, turned

CORNERS = [(210.0, 160.0), (1400.0, 230.0), (1480.0, 1480.0), (130.0, 1400.0)]
SCANS = {
    "level": page(),
    "sloping": sloped(page(), 3),
    "lying": turned(page(), 90),
    "upside-down": turned(sloped(page(), -2), 180),
    "photograph": photographed(page(), CORNERS, (1600, 1630)),
}


def jpeg(image: Image, **options: object) -> bytes:
    target = io.BytesIO()
    Pillow.fromarray(image).save(target, "JPEG", dpi=(150, 150), **options)
    return target.getvalue()


def pdf(image: Image, rotate: int = 0, hidden: bytes = b"") -> bytes:
    """Return a PDF as a scanner makes it: one picture, perhaps /Rotate, perhaps hidden text of its own."""
    made = io.BytesIO()
    Pillow.fromarray(turned(image, (360 - rotate) % 360)).save(made, "PDF", resolution=150)
    with pikepdf.open(made) as document:
        only = document.pages[0]
        only.obj.Rotate = rotate
        only.add_resource(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica),
            pikepdf.Name.Font,
            pikepdf.Name("/F1"),
        )
        only.contents_add(document.make_stream(b"BT /F1 10 Tf 3 Tr 50 50 Td (" + hidden + b") Tj 0 Tr ET"))
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def by_poppler(data: bytes, folder: Path) -> list[str]:
    file = folder / "searchable.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode().split()


def by_plumber(data: bytes) -> list[dict[str, float | str]]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [word for sheet in document.pages for word in sheet.extract_words(use_text_flow=True)]


def looks(data: bytes, number: int = 0) -> Image:
    with pypdfium2.PdfDocument(data) as document:
        return np.asarray(document[number].render(scale=1).to_numpy()[:, :, 0])


@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
def test_a_jpeg_is_embedded_untouched_and_its_words_come_back(
    engine: TextRecognizer, scan: Image, tmp_path: Path
) -> None:
    reading, _ = read_page(SourcePage(1, to_raster(scan)), engine)
    original = jpeg(scan)
    made = searchable_pdf(original, "image/jpeg", Reading((reading,)), {})
    words = reading.text.split()
    assert original in made
    assert "Đồng" in words
    assert sorted(by_poppler(made, tmp_path)) == sorted(words)
    assert [word["text"] for word in by_plumber(made)] == words


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_lie_over_the_print(engine: TextRecognizer, rotation: int) -> None:
    scan = turned(page(), rotation)
    reading, _ = read_page(SourcePage(1, to_raster(scan)), engine)
    made = searchable_pdf(jpeg(scan), "image/jpeg", Reading((reading,)), {})
    seen, bare = looks(made), np.ones((480, 596), dtype=bool)
    assert seen.shape == bare.shape
    words = [word for line in reading.lines for word in line.words]
    for word, found in zip(words, by_plumber(made), strict=True):
        expected = [value * 72 / 150 for value in word.box]
        assert [found["x0"], found["x1"]] == pytest.approx([expected[0], expected[2]], abs=0.5)
        assert float(found["top"]) <= expected[1] + 0.5
        assert float(found["bottom"]) >= expected[3] - 0.5
        x0, top, x1, bottom = (round(float(found[key])) for key in ("x0", "top", "x1", "bottom"))
        bare[top : bottom + 1, x0 : x1 + 1] = False
    assert ((seen < 128) & bare).sum() < 0.03 * (seen < 128).sum()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_obeyed(orientation: int) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    stored = page()[:400, :900]
    original = jpeg(stored, exif=exif.tobytes())
    with Pillow.open(io.BytesIO(original)) as picture:
        from PIL import ImageOps

        shown = np.asarray(ImageOps.exif_transpose(picture))
    made = searchable_pdf(original, "image/jpeg", reading_of(shown), {})
    scaled = np.asarray(Pillow.fromarray(shown).resize(looks(made).shape[::-1], Pillow.Resampling.BOX)).astype(int)
    assert np.abs(scaled - looks(made)).mean() < 3


def reading_of(shown: Image, *words: str) -> Reading:
    """Return a reading of one page with `words` in one line at the left, halfway down."""
    height, width = shown.shape[:2]
    placed = tuple(
        Word(word, Box(10 + 90 * index, height // 2, 90 + 90 * index, height // 2 + 30), 0.9)
        for index, word in enumerate(words)
    )
    lines = (Line(placed),) if placed else ()
    return Reading((PageReading(1, width, height, width, height, 0, 0.0, IDENTITY, lines, TextSource.OCR),))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_received_pdf_keeps_its_pages(engine: TextRecognizer, rotate: int, tmp_path: Path) -> None:
    scan = sloped(page(), 2)
    reading, _ = read_page(SourcePage(1, to_raster(scan)), engine)
    original = pdf(scan, rotate)
    made = searchable_pdf(original, "application/pdf", Reading((reading,)), {})
    assert np.array_equal(looks(made), looks(original))
    assert by_poppler(made, tmp_path) == reading.text.split()
    found = {str(word["text"]): word for word in by_plumber(made)}
    place = next(word for line in reading.lines for word in line.words if word.text == "Đoài,")
    back = np.array(reading.to_source).reshape(3, 3) @ (place.box.x0, (place.box.y0 + place.box.y1) / 2, 1)
    assert float(found["Đoài,"]["x0"]) == pytest.approx(back[0] / back[2] * 72 / 150, abs=2)


def test_a_pdf_with_a_crop_box_has_its_words_in_place() -> None:
    with pikepdf.open(io.BytesIO(pdf(page()))) as document:
        document.pages[0].obj.MediaBox = pikepdf.Array([-100, -50, 700, 600])
        document.pages[0].obj.CropBox = pikepdf.Array([20, 30, 420, 330])
        target = io.BytesIO()
        document.save(target)
    shown = np.zeros((300, 400), dtype=np.uint8)
    made = searchable_pdf(target.getvalue(), "application/pdf", reading_of(shown, "Điều", "lệ"), {})
    (first, _) = by_plumber(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        (matrix,) = [
            instruction.operands
            for instruction in pikepdf.parse_content_stream(document.pages[0])
            if str(instruction.operator) == "Tm"
        ][:1]
    assert [float(value) for value in matrix] == pytest.approx([40, 0, 0, 30, 20 + 10, 330 - 150 - 30 * 0.8])
    assert first["text"] == "Điều"


def test_foreign_hidden_text_makes_way_and_visible_text_stays(tmp_path: Path) -> None:
    original = pdf(page(), hidden=b"UY BAN MAN DAN")
    assert by_poppler(original, tmp_path) == ["UY", "BAN", "MAN", "DAN"]
    made = searchable_pdf(original, "application/pdf", reading_of(page(), "Ủy", "ban"), {})
    assert by_poppler(made, tmp_path) == ["Ủy", "ban"]
    seen = original.replace(b"3 Tr", b"0 Tr")
    with pikepdf.open(io.BytesIO(original)) as document:
        stream = document.pages[0].obj.Contents[-1]
        stream.write(stream.read_bytes().replace(b"3 Tr", b"0 Tr"))
        target = io.BytesIO()
        document.save(target)
        seen = target.getvalue()
    kept = by_poppler(searchable_pdf(seen, "application/pdf", reading_of(page(), "Ủy", "ban"), {}), tmp_path)
    assert sorted(kept) == sorted(["UY", "BAN", "MAN", "DAN", "Ủy", "ban"])


def test_page_images_are_asked_for_only_where_they_are_shown(engine: TextRecognizer) -> None:
    assert needs_page_images("image/tiff")
    assert needs_page_images("image/png")
    reading, upright = read_page(SourcePage(1, to_raster(page())), engine)
    picture = {1: images.encode_jpeg(upright)}
    for media_type, original in (("image/jpeg", jpeg(page())), ("application/pdf", pdf(page()))):
        assert not needs_page_images(media_type)
        bare, shown = (searchable_pdf(original, media_type, Reading((reading,)), some) for some in ({}, picture))
        assert bare == shown


def test_pages_with_a_sound_layer_stay_untouched() -> None:
    original = pdf(page(), hidden=b"sound")
    (read,) = reading_of(page(), "other").pages
    born = PageReading(1, read.width, read.height, 1, 1, 0, 0.0, IDENTITY, read.lines, TextSource.TEXT_LAYER)
    mixed = two_pages(original)
    other = replace(read, number=2)
    first, second = by_plumber(searchable_pdf(mixed, "application/pdf", Reading((born, other)), {}))
    assert (first["text"], second["text"]) == ("sound", "other")


def two_pages(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document, pikepdf.open(io.BytesIO(pdf(page()))) as scan:
        document.pages.append(scan.pages[0])
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def test_a_pdf_whose_own_text_is_believed_is_handed_on_byte_for_byte() -> None:
    original = pdf(page(), hidden=b"sound")
    (read,) = reading_of(page(), "sound").pages
    born = replace(read, source=TextSource.TEXT_LAYER)
    assert searchable_pdf(original, "application/pdf", Reading((born,)), {}) == original
    assert searchable_pdf(two_pages(original), "application/pdf", Reading((born,)), {}) != original  # a page failed
    with pikepdf.open(io.BytesIO(original)) as document:
        target = io.BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner="secret", user="", allow=pikepdf.Permissions()))
    unlocked = searchable_pdf(target.getvalue(), "application/pdf", Reading((born,)), {})
    with pikepdf.open(io.BytesIO(unlocked)) as document:
        assert not document.is_encrypted


def test_other_formats_show_the_upright_page_images(engine: TextRecognizer, tmp_path: Path) -> None:
    reading, upright = read_page(SourcePage(2, to_raster(turned(page(), 90))), engine)
    failed = PageFailure(1, "page-damaged", "Hỏng.", "Damaged.")
    target = io.BytesIO()
    first, second = (Pillow.fromarray(turned(page(), 90)) for _ in range(2))
    first.save(target, "TIFF", dpi=(150, 150), save_all=True, append_images=[second])
    made = searchable_pdf(
        target.getvalue(), "image/tiff", Reading((reading,), (failed,)), {2: images.encode_jpeg(upright)}
    )
    assert by_poppler(made, tmp_path) == reading.text.split()
    with pikepdf.open(io.BytesIO(made)) as document:
        sizes = [[float(value) for value in sheet.mediabox.as_list()[2:]] for sheet in document.pages]
    assert sizes[1] == pytest.approx([1240 * 72 / 150, 1000 * 72 / 150], abs=0.1)
    assert len(sizes) == 2
    assert (looks(made, 1) < 128).any()


def test_letters_outside_the_basic_plane_and_stacked_marks_come_back(tmp_path: Path) -> None:
    words = ("Đường", "ẾỀỂỄỆ", "ặ", "𝛼", "(1.250,5)", "\\path<>")
    made = searchable_pdf(jpeg(page()), "image/jpeg", reading_of(page(), *words), {})
    assert by_poppler(made, tmp_path) == list(words)
    assert [word["text"] for word in by_plumber(made)] == list(words)


def test_hyphens_and_lone_signs_come_back_and_are_found_by_pdfium() -> None:
    words = ("Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "12/QĐ-UBND", "A", "-", "3")
    made = searchable_pdf(jpeg(page()), "image/jpeg", reading_of(page(), *words), {})
    with pypdfium2.PdfDocument(made) as document:
        text = document[0].get_textpage()
        assert text.get_text_range().split() == list(words)
        for wanted in ("Độc lập - Tự do", "12/QĐ-UBND"):
            assert text.search(wanted, match_case=True).get_next() == (" ".join(words).index(wanted), len(wanted))


def test_the_same_paper_gives_the_same_file() -> None:
    original, reading = jpeg(page()), reading_of(page(), "Kính", "gửi")
    made = [searchable_pdf(original, "image/jpeg", reading, {}) for _ in range(2)]
    assert made[0] == made[1]


def test_a_cmyk_jpeg_looks_as_it_did() -> None:
    target = io.BytesIO()
    Pillow.fromarray(page()).convert("CMYK").save(target, "JPEG", dpi=(150, 150))
    made = searchable_pdf(target.getvalue(), "image/jpeg", Reading(()), {})
    assert looks(made).mean() > 200


def test_spoilt_and_locked_files_are_named() -> None:
    with pytest.raises(DamagedFile):
        searchable_pdf(b"not a jpeg", "image/jpeg", Reading(()), {})
    with pytest.raises(DamagedFile):
        searchable_pdf(b"%PDF-1.7 nothing", "application/pdf", Reading(()), {})
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(page()))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EncryptedFile):
        searchable_pdf(locked.getvalue(), "application/pdf", Reading(()), {})


@pytest.mark.parametrize(("pixels", "dpi", "points"), [
    ((2480, 3508), 300.0, (595.2, 841.92)),
    ((3024, 4032), 72.0, (631.4, 841.89)),
    ((3024, 4032), None, (631.4, 841.89)),
    ((100, 50), 1.0, (841.89, 420.9)),
])  # fmt: skip
def test_pages_have_a_plausible_size(pixels: tuple[int, int], dpi: float | None, points: tuple[float, float]) -> None:
    assert page_size(pixels, dpi) == pytest.approx(points, abs=0.1)


def test_the_font_is_a_font_and_small() -> None:
    font = glyphless_font()
    assert font[:4] == b"\0\1\0\0"
    assert len(font) < 700
    checksum = sum(int.from_bytes(font[at : at + 4], "big") for at in range(0, len(font), 4)) & 0xFFFFFFFF
    assert checksum == 0xB1B0AFBA


def test_an_encoding_numbers_each_character_once() -> None:
    encoding = Encoding(["ếế", "đ"])
    assert len(encoding) == 3
    assert encoding.hexadecimal("đế") != encoding.hexadecimal("ếđ")
