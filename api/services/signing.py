"""Signatures of papers: what is found on an original that comes in, and the agency's own on the copy it makes."""

from io import BytesIO
from typing import BinaryIO

from api.services.context import Context
from models.component import Component
from models.ports.records import Records
from models.signature import SignatureReport
from models.time import civil_day
from records.signatures.validate import check_signatures

PDF = "application/pdf"


def find_signatures(context: Context, stream: BinaryIO, media_type: str) -> SignatureReport | None:
    """Return what is found of the digital signatures in an original; None for what cannot hold any, as an image."""
    if media_type != PDF:
        return None
    return check_signatures(stream, context.trust, context.clock.now())


def sign_copy(context: Context, component: Component, pdf: bytes) -> bytes:
    """Return the searchable copy of a component signed by the agency, or as it is where no key is set.

    Raises ServiceError when the key cannot be used.
    """
    if context.signer is None:
        return pdf
    with context.records.read() as records:
        agency = _agency_of(records, component)
    return context.signer.sign(BytesIO(pdf), f"Số hóa thành phần hồ sơ {component.dossier}", agency, agency)


def _agency_of(records: Records, component: Component) -> str:
    dossier = records.dossiers.get(component.dossier)
    return records.catalogue.recorded(dossier.agency, civil_day(dossier.received_at)).name
