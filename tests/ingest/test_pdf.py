import io
import logging

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest.inspect import inspect
from ingest.limits import Limits
from ingest.pages import read_page
from models.errors import DamagedFile, NoPages, PageDamaged, PageTooBig
from models.page import SourcePage
from tests.ingest.images import LIMITS, encoded, pixels_of, raster_of, scene, shows_scene
from tests.ingest.pdfs import BODY, LEFT, RIGHT, full_page_scan, saved, scanned, typed, written
from tests.samples import bad

FOREIGN = ["UY BAN MAN DAN TiNH CONG HOA XA HOI CHU NGHIA VIET NAM Doc lap - Tu do"] * 6


def page_of(data: bytes, number: int = 1, limits: Limits = LIMITS) -> SourcePage:
    return read_page(io.BytesIO(data), number, limits)


def texts(page: SourcePage) -> list[str]:
    assert page.text is not None
    return [line.text for line in page.text]


def ink_under_words(page: SourcePage) -> float:
    """Return the smallest share of dark pixels inside any word's box."""
    pixels = pixels_of(page.raster)
    grey = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    boxes = [word.box for line in page.text or () for word in line.words]
    return min(float((grey[b.y0 : b.y1, b.x0 : b.x1] < 128).mean()) for b in boxes)


def test_a_born_digital_page_gives_its_words_in_reading_order() -> None:
    page = page_of(written())
    assert texts(page)[:2] == [LEFT, RIGHT]
    assert " ".join(texts(page)[2:]) == BODY
    assert {word.confidence for line in page.text or () for word in line.words} == {1.0}
    assert page.raster.dpi == pytest.approx(150, abs=0.5)
    assert page.raster.width == 1240


def test_words_lie_where_their_ink_is() -> None:
    assert ink_under_words(page_of(written())) > 0.05


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_lie_on_their_ink_in_turned_and_cropped_pages(turn: int) -> None:
    page = page_of(turned(written(), turn))
    assert texts(page)[0] == LEFT
    assert page.raster.height > page.raster.width
    assert ink_under_words(page) > 0.05


def turned(data: bytes, turn: int) -> bytes:
    """Return the document lying as a scanner lays it, /Rotate turning it back, its media box shifted and cropped."""
    matrix, width, height = {
        0: ("1 0 0 1 0 0", 595, 842),
        90: ("0 1 -1 0 842 0", 842, 595),
        180: ("-1 0 0 -1 595 842", 595, 842),
        270: ("0 -1 1 0 0 595", 842, 595),
    }[turn]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(f"q 1 0 0 1 7 9 cm {matrix} cm".encode()), prepend=True)
        page.contents_add(pdf.make_stream(b"Q"))
        page.obj.MediaBox = [7, 9, 7 + width, 9 + height]
        page.obj.CropBox = [7 + 20, 9 + 10, 7 + width - 12, 9 + height - 6]
        page.obj.Rotate = turn
        return saved(pdf)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_letters_that_do_not_stand_upright_go_to_ocr(turn: int) -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        pdf.pages[0].obj.Rotate = turn
        page = page_of(saved(pdf))
    assert page.text is None
    assert page.raster.dpi == pytest.approx(300, abs=1)


def test_a_sideways_box_and_inherited_attributes() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        box = pdf.pages[0].obj.MediaBox
        pdf.pages[0].obj.MediaBox = [box[2], box[3], box[0], box[1]]
        pdf.pages[0].obj.UserUnit = 2
        page = page_of(saved(pdf))
    assert texts(page)[0] == LEFT
    assert page.raster.width == pytest.approx(2480, abs=2)
    assert ink_under_words(page) > 0.05


def test_decomposed_text_is_composed() -> None:
    import unicodedata

    page = page_of(written(unicodedata.normalize("NFD", BODY)))
    assert " ".join(texts(page)[2:]) == BODY


def test_an_english_page_and_a_numeric_one_are_sound() -> None:
    english = "This letter certifies that the person named below has lived at the stated address since last year. " * 3
    assert page_of(written(english, heading=False)).text is not None
    numbers = " ".join(f"{n}.{n * 37 % 1000:03d},50" for n in range(100, 180))
    assert page_of(written(numbers, heading=False)).text is not None


def test_a_scan_is_drawn_pixel_for_pixel() -> None:
    noise = Image.fromarray(np.random.default_rng(5).integers(0, 255, (877, 620), np.uint8))
    stored = encoded(noise, "JPEG", quality=95)
    for matrix in ("595 0 0 842 0 0", "595.3 0 0 842.2 -0.1 -0.1"):  # in the second the scan runs over the edge
        drawn = raster_of(scanned([(stored, matrix)]))
        same = pixels_of(drawn)[2:-2, 2:-2] == pixels_of(raster_of(stored))[2:-2, 2:-2]
        assert same.all()
        assert drawn.dpi == pytest.approx(75, abs=0.5)


def test_a_scan_lying_on_its_side_is_drawn_as_displayed() -> None:
    data = scanned([(encoded(scene(620, 877), "JPEG"), "842 0 0 595 0 0")], size=(842, 595))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q 0 595 -842 0 842 0 cm /Im0 Do Q")
        pdf.pages[0].obj.Rotate = 90
        raster = raster_of(saved(pdf))
    assert (raster.width, raster.height) == (620, 877)
    assert shows_scene(raster)


def test_a_scan_in_strips_is_drawn_at_their_density() -> None:
    strip = encoded(scene(1240, 438), "JPEG")
    data = scanned([(strip, f"595 0 0 210.5 0 {n * 210.5}") for n in range(4)])
    assert raster_of(data).width == pytest.approx(1240, abs=2)


def test_a_fine_scan_is_reduced_to_the_working_pixels() -> None:
    raster = raster_of(full_page_scan(), limits=Limits(working_pixels=150_000))
    assert (raster.width, raster.height) == (310, 438)
    assert shows_scene(raster)


def test_an_empty_page_and_a_gigantic_one_stay_within_memory() -> None:
    raster = raster_of(scanned([], size=(14_400, 14_400)))
    assert raster.width * raster.height <= LIMITS.working_pixels + 5_000
    sliver = raster_of(scanned([], size=(14_400, 3)), limits=Limits(working_pixels=100_000_000))
    assert 3 <= sliver.height * 10 < sliver.width <= 60_000
    assert page_of(scanned([])).text is None


def test_a_box_without_sense_is_taken_for_a4() -> None:
    with pikepdf.open(io.BytesIO(full_page_scan())) as pdf:
        pdf.pages[0].obj.MediaBox = [0, 0, 0, 0]
        raster = raster_of(saved(pdf))
    assert (raster.width, raster.height) == (620, 877)


def test_an_image_of_too_many_pixels_fails_its_page_only() -> None:
    with pikepdf.open(io.BytesIO(full_page_scan())) as pdf:
        pdf.pages.append(pdf.pages[0])
        image = pdf.pages[0].obj.Resources.XObject.Im0
        bomb = pdf.copy_foreign(image) if image.is_indirect is False else pdf.make_stream(b"", dict(image.items()))
        bomb.Width, bomb.Height = 60_000, 60_000
        pdf.pages[1].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=bomb))
        data = saved(pdf)
    assert shows_scene(raster_of(data, 1))
    with pytest.raises(PageTooBig, match="60000 × 60000"):
        raster_of(data, 2)


@pytest.mark.parametrize("mode", [0, 3])
def test_a_layer_over_a_scan_is_not_believed(mode: int) -> None:
    page = page_of(full_page_scan(content=typed(FOREIGN, mode)))
    assert page.text is None
    assert page.raster.width == 620


def test_a_signature_over_a_scan_is_drawn_but_not_taken_for_the_text() -> None:
    page = page_of(full_page_scan(content=typed(["Ky boi: Uy ban nhan dan xa", "Ngay ky: 01/02/2026"])))
    assert page.text is None


def test_invisible_text_without_an_image_is_not_believed() -> None:
    line = "This letter certifies that the person named below has lived at the stated address"
    assert page_of(scanned([], content=typed([line] * 5))).text is not None
    assert page_of(scanned([], content=typed([line] * 5, mode=3))).text is None


def test_a_photographed_card_inside_a_document_sends_the_page_to_ocr() -> None:
    line = "This letter certifies that the person named below has lived at the stated address"
    photo = encoded(scene(800, 600), "JPEG")
    small = scanned([(photo, "80 0 0 60 400 700")], content=typed([line] * 5))
    large = scanned([(photo, "500 0 0 375 40 40")], content=typed([line] * 5))
    assert page_of(small).text is not None
    page = page_of(large)
    assert page.text is None
    assert page.raster.dpi == pytest.approx(300, abs=1)


def test_a_cover_of_few_words_is_believed_unless_more_is_drawn_on_it() -> None:
    cover = typed(["SO TAY"])
    assert texts(page_of(scanned([], content=cover))) == ["SO TAY"]
    framed = b"30 30 535 782 re S 60 400 m 500 400 l S\n"
    assert page_of(scanned([], content=framed + cover)).text is not None
    outlines = b"".join(b"%d 300 m %d 310 %d 320 %d 300 c S\n" % (x, x, x + 5, x + 9) for x in range(60, 600, 10))
    assert page_of(scanned([], content=outlines + cover)).text is None
    stamp = (encoded(scene(80, 80), "JPEG"), "60 0 0 60 400 100")
    assert page_of(scanned([stamp], content=cover)).text is None


def test_mixed_pages_are_judged_one_by_one() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf, pikepdf.open(io.BytesIO(full_page_scan())) as scan:
        pdf.pages.append(scan.pages[0])
        data = saved(pdf)
    assert inspect(io.BytesIO(data), LIMITS).pages == 2
    assert texts(page_of(data, 1))[0] == LEFT
    second = page_of(data, 2)
    assert second.number == 2
    assert second.text is None
    assert shows_scene(second.raster)


def test_filled_form_fields_are_read_and_drawn() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("owner"),
                V=pikepdf.String("TRAN VAN BINH"),
                DA=pikepdf.String("/F 12 Tf 0 g"),
                Rect=[100, 300, 400, 330],
                F=4,
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field],
            NeedAppearances=True,
            DA=pikepdf.String("/F 12 Tf 0 g"),
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font))),
        )
        page = page_of(saved(pdf))
    assert "TRAN VAN BINH" in texts(page)
    assert ink_under_words(page) > 0.03


def test_pdfs_locked_against_printing_are_read() -> None:
    assert page_of(bad.owner_locked_pdf()).raster.width == 620


def test_a_truncated_pdf_gives_no_blank_page() -> None:
    data = bad.truncated_pdf()
    try:
        pages = inspect(io.BytesIO(data), LIMITS).pages
    except (DamagedFile, NoPages):
        return
    for number in range(1, pages + 1):
        with pytest.raises(PageDamaged):
            page_of(data, number)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9, 0.97])
def test_no_cut_through_a_pdf_gives_a_page_that_differs(share: float) -> None:
    """Cut anywhere, a page is either whole or refused."""
    with pikepdf.open(io.BytesIO(full_page_scan())) as pdf, pikepdf.open(io.BytesIO(full_page_scan(600, 850))) as other:
        pdf.pages.append(other.pages[0])
        whole = saved(pdf)
    cut = whole[: int(len(whole) * share)]
    try:
        pages = inspect(io.BytesIO(cut), LIMITS).pages
    except (DamagedFile, NoPages):
        return
    for number in range(1, pages + 1):
        try:
            raster = raster_of(cut, number)
        except PageDamaged:
            continue
        assert shows_scene(raster)


def test_a_page_number_that_is_not_there() -> None:
    for number in (0, 2, -1):
        with pytest.raises(PageDamaged):
            page_of(written(), number)


def test_text_that_cannot_be_followed_goes_to_ocr_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.values():
            font.DescendantFonts = pikepdf.Array([])
        data = saved(pdf)
    with caplog.at_level(logging.WARNING):
        page = page_of(data)
    assert page.text is None
    assert page.raster.width > 0
