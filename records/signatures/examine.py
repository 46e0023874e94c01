"""Examination of the signatures of one PDF, with pyHanko. Meant to run in a process of its own: `validate` does so."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from models.signature import SignatureCheck, SignatureReport, SignatureState
from models.text import collapse, nfc
from records.signatures.coverage import Signed, signed_bytes
from records.signatures.document import Document, SignedField, Unfit, open_document, removed_fields, signed_fields
from records.signatures.marks import HYBRID, ends_with, holds
from records.signatures.single import check_signature, time_stamp_stands
from records.signatures.trust import TrustList

UNREADABLE = "Dữ liệu chữ ký hoặc cấu trúc tệp bị hỏng nên không xác minh được chữ ký."
REMOVED = "Chữ ký này đã bị gỡ khỏi tệp sau khi ký."
DISPUTED = "Tệp không đúng chuẩn PDF và có phần ghi thêm chưa được ký nên không xác minh được nội dung."
STAMP_BROKEN = "Dấu thời gian của tệp không còn khớp với nội dung."

_LONGEST_NAME = 200

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # every finding is in the report; its warnings repeat them
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def examine_file(path: str, trust: TrustList, at: datetime) -> SignatureReport:
    """Return what `examine` finds in the file at `path`."""
    with open(path, "rb") as stream:  # noqa: PTH123 - the path comes through a process boundary as text
        return examine(stream, trust, at)


def examine(stream: BinaryIO, trust: TrustList, at: datetime) -> SignatureReport:
    """Return what is found of each signature of a PDF, as of `at` (aware). Never raises over what the file holds."""
    try:
        try:
            return asyncio.run(_examine(stream, trust, at, lenient=False))
        except PdfStrictReadError:
            return asyncio.run(_examine(stream, trust, at, lenient=True))
    except Unfit as error:
        return broken_report(str(error))
    except Exception:  # noqa: BLE001 - hostile input makes the vendor raise anything; what cannot be read is broken
        return broken_report(UNREADABLE)


def broken_report(reason: str, field_name: str = "") -> SignatureReport:
    """Return the report of a file whose signatures cannot be verified, for `reason`."""
    return SignatureReport((SignatureCheck(field_name, SignatureState.BROKEN, reasons=(reason,)),))


async def _examine(stream: BinaryIO, trust: TrustList, at: datetime, *, lenient: bool) -> SignatureReport:
    document = open_document(stream, lenient=lenient)
    removed = tuple(broken_report(REMOVED, name).checks[0] for name in removed_fields(document.reader))
    parts = [await _part(document, field, trust, at) for field in signed_fields(document.reader)]
    parts.sort(key=lambda part: part.end)
    checks = tuple(part.check for part in parts if part.check is not None)
    if parts and _disputed(document, stream, parts):
        checks = (*checks, *broken_report(DISPUTED).checks)
    return SignatureReport((*removed, *checks))


def _disputed(document: Document, stream: BinaryIO, parts: "Sequence[_Part]") -> bool:
    """Say whether readers may disagree about what was added after the signed bytes.

    Objects hidden from older readers are accepted where every signature covers them (Microsoft Word writes such
    files). A file that departs from the standard, or trails off after its last complete update, is accepted only where
    a signature covers the whole of it.
    """
    regular = not document.lenient and ends_with(stream, document.reader.last_startxref)
    if not regular and not any(part.whole_file for part in parts):
        return True
    return document.reader.xrefs.hybrid_xrefs_present and holds(stream, HYBRID, min(part.end for part in parts))


@dataclass(frozen=True, slots=True)
class _Part:
    """One signed field: where its signed bytes end, and its check; None for a sound time stamp of the document."""

    end: int
    whole_file: bool
    check: SignatureCheck | None


async def _part(document: Document, field: SignedField, trust: TrustList, at: datetime) -> _Part:
    """Examine one field; what the vendor cannot read is a broken signature, its neighbours are examined all the same.

    Raises PdfStrictReadError while the file is read strictly, so that the whole may be read again leniently.
    """
    name = collapse(nfc(field.name))[:_LONGEST_NAME]
    try:
        signature = EmbeddedPdfSignature(document.reader, field.field, field.name)
        signed = signed_bytes(document.reader.stream, list(signature.byte_range), signature.pkcs7_content)
        check = await _check(name, signature, signed, trust, at)
    except PdfStrictReadError:
        if not document.lenient:
            raise
        return _Part(0, whole_file=False, check=broken_report(UNREADABLE, name).checks[0])
    except Exception:  # noqa: BLE001 - as in `examine`
        return _Part(0, whole_file=False, check=broken_report(UNREADABLE, name).checks[0])
    return _Part(signed.end if signed else 0, signed is not None and signed.whole_file, check)


async def _check(
    name: str, signature: EmbeddedPdfSignature, signed: Signed | None, trust: TrustList, at: datetime
) -> SignatureCheck | None:
    if signature.sig_object_type != "/DocTimeStamp":
        return await check_signature(name, signature, signed, trust, at)
    stands = await time_stamp_stands(signature, signed, trust, at)
    return None if stands else broken_report(STAMP_BROKEN, name).checks[0]
