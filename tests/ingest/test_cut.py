from io import BytesIO

import numpy as np
import pikepdf
import pytest

from ingest.cut import cut_pdf
from models.component import PageRange
from models.errors import DamagedFile
from tests.samples.files import scanned_pdf

PAGES = [np.full((60, 40 + 10 * number, 3), 40 * number, np.uint8) for number in range(1, 5)]


def widths(pdf: bytes) -> list[int]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [int(image.Width) for page in document.pages for image in page.get_images().values()]


def test_a_cut_holds_its_pages_and_no_others() -> None:
    whole = scanned_pdf(PAGES)
    assert widths(cut_pdf(whole, PageRange(2, 3))) == [60, 70]
    assert widths(whole) == [50, 60, 70, 80]
    assert len(cut_pdf(whole, PageRange(2, 2))) < len(whole)


def test_images_are_copied_bit_by_bit() -> None:
    whole = scanned_pdf(PAGES)
    with pikepdf.open(BytesIO(whole)) as one, pikepdf.open(BytesIO(cut_pdf(whole, PageRange(3, 3)))) as other:
        before, after = (next(iter(page.get_images().values())) for page in (one.pages[2], other.pages[0]))
        assert before.read_raw_bytes() == after.read_raw_bytes()


@pytest.mark.parametrize("pages", [PageRange(0, 1), PageRange(3, 2), PageRange(4, 5)])
def test_pages_that_are_not_there_are_refused(pages: PageRange) -> None:
    with pytest.raises(DamagedFile):
        cut_pdf(scanned_pdf(PAGES), pages)


def test_attachments_stay_behind() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(scanned_pdf(PAGES))) as pdf:
        pdf.attachments["secret.txt"] = b"of another paper"
        pdf.save(out)
    with pikepdf.open(BytesIO(cut_pdf(out.getvalue(), PageRange(1, 1)))) as part:
        assert not part.attachments


def test_images_of_other_pages_stay_behind_though_all_pages_share_their_resources() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(scanned_pdf(PAGES))) as pdf:
        scans = {f"/Scan{number}": page.Resources.XObject.Scan for number, page in enumerate(pdf.pages)}
        shared = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(scans)))
        for number, page in enumerate(pdf.pages):
            page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"/Scan", b"/Scan%d" % number))
            page.Resources = shared
        pdf.save(out)
    assert widths(cut_pdf(out.getvalue(), PageRange(2, 2))) == [60]


def test_a_note_drawn_on_a_page_stays_visible() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(scanned_pdf(PAGES))) as pdf:
        look = pdf.make_stream(b"0 0 5 5 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 5, 5])
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[1, 1, 6, 6], F=4, AP=pikepdf.Dictionary(N=look)
        )
        pdf.pages[1].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(out)
    with pikepdf.open(BytesIO(cut_pdf(out.getvalue(), PageRange(2, 2)))) as part:
        assert "/Annots" not in part.pages[0].obj
        assert len(part.pages[0].Resources.XObject) == 2
