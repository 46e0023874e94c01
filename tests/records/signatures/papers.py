"""PDFs for tests, really signed, and what can happen to them afterwards."""

import asyncio
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
from asn1crypto import crl, ocsp
from fpdf import FPDF
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigningSession, PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from models.signature import SignatureReport
from records.signatures.examine import examine
from records.signatures.trust import TrustList
from tests.records.signatures.authority import AGENCY, MIDDLE, ROOT

WORDS = "Quyet dinh so 12/QD-UBND"


def paper(pages: int = 1, words: str = WORDS) -> bytes:
    """Return a small unsigned PDF."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=14)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.cell(text=f"{words} - {number}")
    return bytes(pdf.output())


def plain_paper() -> bytes:
    """Return an unsigned PDF whose words stand uncompressed in the file."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)


def form() -> bytes:
    """Return a PDF with one text field to fill in."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="note",
                V="",
                Rect=[50, 50, 200, 70],
                DA="/Helv 10 Tf 0 g",
                P=pdf.pages[0].obj,
                F=4,
            )
        )
        pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([field]))
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([field]), DA="/Helv 10 Tf 0 g"))
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    output = io.BytesIO()
    pdf.save(output, **options)  # type: ignore[arg-type]  # the options of save
    return output.getvalue()


def sign(
    pdf: bytes,
    key: Signer | None = None,
    field: str = "Chu-ky-1",
    *,
    at: datetime | None = None,
    stamper: TimeStamper | None = None,
    certify: MDPPerm | None = None,
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    lenient: bool = False,
    digest: str = "sha256",
) -> bytes:
    """Return `pdf` signed, by the agency unless another key is given; `at` is what its clock says (now)."""
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        subfilter=subfilter,
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    signer = ClockedSigner(metadata, key or AGENCY.signer(MIDDLE), timestamper=stamper)
    signer.clock = at
    return _signed(signer, IncrementalPdfFileWriter(io.BytesIO(pdf), strict=not lenient))


def sealed(writer: IncrementalPdfFileWriter) -> bytes:
    """Return the file of an opened writer, signed by the agency."""
    metadata = PdfSignatureMetadata(field_name="Chu-ky-1", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    return _signed(PdfSigner(metadata, AGENCY.signer(MIDDLE)), writer)


def _signed(signer: PdfSigner, writer: IncrementalPdfFileWriter) -> bytes:
    output = io.BytesIO()
    asyncio.run(signer.async_sign_pdf(writer, output=output))
    return output.getvalue()


class ClockedSigner(PdfSigner):
    """A signer whose own clock can be set."""

    clock: datetime | None = None

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.clock or session.system_time
        return session


def stamped(pdf: bytes, stamper: TimeStamper) -> bytes:
    """Return `pdf` with a time stamp of the whole document."""
    output = io.BytesIO()
    work = PdfTimeStamper(stamper).async_timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), md_algorithm="sha256", output=output
    )
    asyncio.run(work)
    return output.getvalue()


def with_data(
    pdf: bytes, lists: tuple[crl.CertificateList, ...] = (), answers: tuple[ocsp.OCSPResponse, ...] = ()
) -> bytes:
    """Return `pdf` with revocation data in its security store, added after signing."""
    output = io.BytesIO(pdf)
    DocumentSecurityStore.add_dss(
        output, None, certs=[MIDDLE.vendor, ROOT.vendor], crls=list(lists), ocsps=list(answers)
    )
    return output.getvalue()


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Return `pdf` with an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def with_text(pdf: bytes) -> bytes:
    """Return `pdf` with text written over its first page afterwards."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        ref = writer.add_object(generic.StreamObject(stream_data=b"BT 50 500 Td (x) Tj ET"))
        writer.add_stream_to_page(0, ref)

    return updated(pdf, change)


def filled(pdf: bytes, value: str) -> bytes:
    """Return the form of `form` filled in afterwards."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = [each.get_object() for each in writer.root["/AcroForm"]["/Fields"]]
        field = next(each for each in fields if each["/T"] == "note")
        field[generic.pdf_name("/V")] = generic.pdf_string(value)
        writer.update_container(field)

    return updated(pdf, change)


def check(pdf: bytes, trust: TrustList = ROOT.trust, at: datetime | None = None) -> SignatureReport:
    """Examine `pdf` in this process."""
    return examine(io.BytesIO(pdf), trust, at or datetime.now(UTC))
