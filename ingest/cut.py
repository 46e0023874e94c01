"""Some pages of a PDF as a PDF of their own, nothing else of it in the file."""

from io import BytesIO

import pikepdf

from ingest.pdf.document import opened
from models.component import PageRange
from models.errors import DamagedFile


def cut_pdf(data: bytes, pages: PageRange) -> bytes:
    """Return `pages` of a PDF as they are: images and letters are copied, not drawn anew.

    Raises DamagedFile when there are no such pages, EncryptedFile for a PDF that needs a password. Document-wide data
    (outline, attachments, metadata) stay behind: they may tell of the other papers.
    """
    with opened(BytesIO(data)) as whole, pikepdf.new() as part:
        if not 1 <= pages.first <= pages.last <= len(whole.pages):
            raise DamagedFile(
                f"Tệp không có các trang {pages.first}–{pages.last}; hãy tách lại.",
                f"the file has no pages {pages.first} to {pages.last}; split it again",
            )
        _draw_fields(whole)
        for number in range(pages.first, pages.last + 1):
            part.pages.append(whole.pages[number - 1])
        for page in part.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]  # links and form fields lead into the rest of the document
        part.remove_unreferenced_resources()
        out = BytesIO()
        part.save(out, deterministic_id=True)
        return out.getvalue()


def _draw_fields(pdf: pikepdf.Pdf) -> None:
    """Draw form fields, signatures and stamps into the pages, as a viewer shows them: no form leads out of a part."""
    if any("/Annots" in page.obj for page in pdf.pages):
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
