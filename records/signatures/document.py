"""A PDF opened for the check of its signatures: which fields are signed now, and which were once."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from pyhanko.pdf_utils.crypt import AuthStatus, StandardSecurityHandler
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import enumerate_sig_fields

MOST_REVISIONS = 200
MOST_SIGNATURES = 50


class Unfit(Exception):
    """The signatures of this file cannot be examined; the message is the Vietnamese sentence that says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """An opened PDF. `lenient`: it departs from the standard, so that readers may disagree about what it shows."""

    reader: PdfFileReader
    lenient: bool


@dataclass(frozen=True, slots=True)
class SignedField:
    """A field that holds a signature. Its parts are the vendor's, and not to be trusted to be what they should be."""

    name: str
    field: Any


def open_document(stream: BinaryIO, *, lenient: bool) -> Document:
    """Open a PDF without a password or with an empty one; `lenient` forgives what the standard forbids.

    Raises Unfit, PdfStrictReadError where leniency might help, or whatever the vendor raises over a damaged file.
    """
    reader = PdfFileReader(stream, strict=not lenient)
    if reader.xrefs.hybrid_xrefs_present and not lenient:  # judged by where the hidden objects are, not by the vendor
        reader = PdfFileReader(stream, strict=False)
    if reader.encrypted:
        _unlock(reader)
    if reader.total_revisions > MOST_REVISIONS:
        raise Unfit(f"Tệp được ghi nối quá {MOST_REVISIONS} lần nên không kiểm tra được chữ ký.")
    return Document(reader, lenient)


def _unlock(reader: PdfFileReader) -> None:
    with_password = isinstance(reader.security_handler, StandardSecurityHandler)
    if not with_password or reader.decrypt(b"").status is AuthStatus.FAILED:
        raise Unfit("Tệp có mật khẩu nên không kiểm tra được chữ ký; hãy gửi tệp không đặt mật khẩu.")


def signed_fields(handler: PdfHandler) -> tuple[SignedField, ...]:
    """Return the fields that hold a signature. Raises Unfit when there are too many."""
    found: list[SignedField] = []
    for name, value, field in enumerate_sig_fields(handler, filled_status=True):
        if isinstance(value.get_object(), DictionaryObject):
            found.append(SignedField(str(name), field))
        if len(found) > MOST_SIGNATURES:
            raise Unfit(f"Tệp có quá {MOST_SIGNATURES} chữ ký nên không kiểm tra được.")
    return tuple(found)


def removed_fields(reader: PdfFileReader) -> tuple[str, ...]:
    """Return the names of fields that were signed in an earlier state of the file and are not in its last one."""
    now = {field.name for field in signed_fields(reader)}
    once = (
        field.name
        for revision in range(reader.total_revisions - 1)
        for field in signed_fields(reader.get_historical_resolver(revision))
    )
    return tuple(dict.fromkeys(name for name in once if name not in now))
