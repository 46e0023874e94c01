"""What a certificate says of whom it was given to."""

from asn1crypto import x509

from models.text import collapse, nfc

_LONGEST = 200


def signer_of(certificate: x509.Certificate) -> str:
    """Return the common name of the holder, else the organisation; empty where neither is stated."""
    return _stated(certificate.subject, "common_name") or _stated(certificate.subject, "organization_name")


def organisation_of(certificate: x509.Certificate) -> str:
    return _stated(certificate.subject, "organization_name")


def issuer_of(certificate: x509.Certificate) -> str:
    """Return the common name of the authority that gave the certificate, else its organisation."""
    return _stated(certificate.issuer, "common_name") or _stated(certificate.issuer, "organization_name")


def serial_of(certificate: x509.Certificate) -> str:
    """Return the serial number in hexadecimal capitals."""
    return f"{certificate.serial_number:X}"


def _stated(name: x509.Name, attribute: str) -> str:
    """Return an attribute of a distinguished name, NFC, cut at 200 letters: the text is whatever the file says."""
    value = name.native.get(attribute, "")
    text = value[0] if isinstance(value, list) else value
    return collapse(nfc(str(text or "")))[:_LONGEST]
