"""Appending a signature to a PDF (PAdES B-B: ETSI EN 319 142-1), whatever holds the key."""

import asyncio
import io
from typing import BinaryIO

from pyhanko.pdf_utils.crypt.api import PdfKeyNotAvailableError
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata

from models.errors import Conflict, DamagedFile, EncryptedFile

DIGEST = "sha256"
FIELD = "HoSo"

_MALFORMED = (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)
"""What the vendor raises over a PDF that is not what it should be."""

_DAMAGED = (
    "Tệp PDF bị hỏng nên không ký được; hãy tạo lại tệp này.",
    "The PDF is damaged and cannot be signed; make it again.",
)


def seal(pdf: BinaryIO, key: Signer, reason: str, location: str, agency: str) -> bytes:
    """Return `pdf` with an invisible signature in a new field; the bytes of `pdf` stand unchanged at the start.

    Raises DamagedFile, EncryptedFile, or Conflict where an earlier signer allows no other. Errors of the key pass
    through, for its adapter to translate.
    """
    try:
        writer = IncrementalPdfFileWriter(pdf, strict=False)
        locked = writer.security_handler is not None
        field = "" if locked else _free_field(writer)
    except PdfKeyNotAvailableError as error:
        raise _locked() from error
    except _MALFORMED as error:
        raise DamagedFile(*_DAMAGED) from error
    if locked:
        raise _locked()
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        location=location,
        reason=reason,
        name=agency,
        subfilter=SigSeedSubFilter.PADES,
    )
    output = io.BytesIO()
    try:
        asyncio.run(PdfSigner(metadata, key).async_sign_pdf(writer, output=output))
    except SigningError as error:
        raise Conflict(
            "Tệp PDF này không cho ký thêm (người ký trước đã khóa); hãy giữ nguyên tệp.",
            "This PDF does not allow another signature (an earlier signer locked it); leave it as it is.",
        ) from error
    except _MALFORMED as error:
        raise DamagedFile(*_DAMAGED) from error
    return output.getvalue()


def try_key(key: Signer) -> None:
    """Sign a few bytes; errors of the key pass through."""
    asyncio.run(key.async_sign_raw(b"probe", DIGEST))


def _free_field(writer: IncrementalPdfFileWriter) -> str:
    taken = {str(name) for name, _, _ in enumerate_sig_fields(writer.prev)}
    number = 1
    while f"{FIELD}-{number}" in taken:
        number += 1
    return f"{FIELD}-{number}"


def _locked() -> EncryptedFile:
    return EncryptedFile(
        "Tệp PDF có mật khẩu nên không ký được; hãy bỏ mật khẩu rồi ký lại.",
        "The PDF is encrypted and cannot be signed; remove its password first.",
    )
