"""A key for trial, with a small authority of its own: nobody outside this office vouches for it."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from models.errors import Conflict
from models.text import nfc

BITS = 3072
LIFE = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class TrialKey:
    """The files of a trial key: the key, its password, and the authority's certificate for the list of trust."""

    key: Path
    password: Path
    authority: Path


def make_trial_key(folder: Path, agency: str, now: datetime) -> TrialKey:
    """Make a key for `agency`, good for two years from `now`, in a new or empty place in `folder`.

    Key and password can be read by their owner alone (mode 600). Raises Conflict when one of the files is there
    already: a key is never overwritten.
    """
    made = TrialKey(folder / "agency.p12", folder / "agency.password", folder / "authority.pem")
    authority_key, agency_key = (rsa.generate_private_key(public_exponent=65537, key_size=BITS) for _ in range(2))
    authority_name, agency_name = _name(f"CA dùng thử - {agency}", agency), _name(agency, agency)
    authority = _certificate(authority_name, authority_name, authority_key, authority_key, now, authority=True)
    own = _certificate(agency_name, authority_name, agency_key, authority_key, now, authority=False)
    password = secrets.token_urlsafe(24)
    bundle = pkcs12.serialize_key_and_certificates(
        agency.encode(), agency_key, own, [authority], BestAvailableEncryption(password.encode())
    )
    folder.mkdir(parents=True, exist_ok=True)
    _write(made.key, bundle)
    _write(made.password, password.encode())
    _write(made.authority, authority.public_bytes(Encoding.PEM))
    return made


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(organisation)),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(common)),
        ]
    )


def _cut(text: str) -> str:
    """Cut at 64 bytes: a certificate takes no longer names (RFC 5280, upper bounds)."""
    return nfc(text).encode()[:64].decode(errors="ignore").strip()


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    now: datetime,
    *,
    authority: bool,
) -> x509.Certificate:
    """Return a certificate for `key`: one that signs certificates and lists, or one that signs papers."""
    public = issuer_key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes) -> None:
    """Write a new file of mode 600. Raises Conflict when it is there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Conflict(
            f"Tệp “{path}” đã có; hãy chọn thư mục khác.", f"“{path}” is there already; choose another folder."
        ) from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
