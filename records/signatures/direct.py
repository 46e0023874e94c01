"""Revocation lists signed by the very authority that gave the certificate: nearly all lists are."""

from datetime import datetime
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey


class Listed(NamedTuple):
    """What a list says of a certificate: since when it is revoked, None when it is not."""

    revoked_at: datetime | None


def on_list(der: bytes, certificate: bytes, issuer: bytes) -> Listed | None:
    """Return what a list (DER) says of `certificate` by `issuer` (DER both).

    None: the list is by another authority or key, or has critical extensions (partial and indirect lists, RFC 5280,
    5.2), so that it says nothing by itself. Raises ValueError over damaged data.
    """
    found = x509.load_der_x509_crl(der)
    authority, subject = x509.load_der_x509_certificate(issuer), x509.load_der_x509_certificate(certificate)
    if found.issuer != authority.subject or subject.issuer != authority.subject or not _may_sign_lists(authority):
        return None
    if any(extension.critical for extension in found.extensions):
        return None
    key = authority.public_key()
    if not isinstance(key, RSAPublicKey | EllipticCurvePublicKey) or not found.is_signature_valid(key):
        return None
    entry = found.get_revoked_certificate_by_serial_number(subject.serial_number)
    return Listed(None if entry is None else entry.revocation_date_utc)


def _may_sign_lists(authority: x509.Certificate) -> bool:
    try:
        return authority.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True  # not limited (RFC 5280, 4.2.1.3)
