"""A key in a file (PKCS#12 or PEM), for trial: whoever copies the file can sign."""

import stat
from pathlib import Path
from typing import BinaryIO

from asn1crypto import keys, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from models.errors import ServiceError
from records.backends import path_of
from records.signatures.sealing import seal, try_key

_PEM = b"-----BEGIN "


class FileSigner:
    """Signs with a key that was read once; the file is not opened again."""

    def __init__(self, key: SimpleSigner) -> None:
        self._key = key

    def sign(self, pdf: BinaryIO, reason: str, location: str, agency: str) -> bytes:
        return seal(pdf, self._key, reason, location, agency)

    def probe(self) -> None:
        """Sign a few bytes."""
        try_key(self._key)


def open_url(url: str, password: str | None) -> FileSigner:
    """Open ``file:path`` with an RSA or elliptic curve key and its certificate.

    Raises ServiceError when others may read the file, or it holds no such key.
    """
    path = path_of(url)
    secret = password.encode() if password else None
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise ServiceError(
                f"Người khác trên máy đọc được khóa ký “{path}”; hãy chạy: chmod 600 {path}.",
                f"Others on this machine can read the signing key “{path}”; run: chmod 600 {path}.",
            )
        content = path.read_bytes()
        key, own, others = _from_pem(content, secret) if content.startswith(_PEM) else _from_pkcs12(content, secret)
    except (OSError, ValueError, TypeError) as error:
        raise _unreadable(path, error) from error
    return FileSigner(_signer(key, own, others))


_Key = RSAPrivateKey | EllipticCurvePrivateKey
_Parts = tuple[_Key, pyca.Certificate, list[pyca.Certificate]]


def _from_pkcs12(content: bytes, password: bytes | None) -> _Parts:
    key, own, others = pkcs12.load_key_and_certificates(content, password)
    if not isinstance(key, _Key) or own is None:
        raise ValueError("no key with its certificate, or one of another kind")
    return key, own, others


def _from_pem(content: bytes, password: bytes | None) -> _Parts:
    """Read a private key and certificates from one file; the key's own certificate is the first that fits it."""
    key = load_pem_private_key(content, password)
    if not isinstance(key, _Key):
        raise TypeError("a kind of key that is not used for papers")
    found = pyca.load_pem_x509_certificates(content)
    own = next((each for each in found if each.public_key() == key.public_key()), None)
    if own is None:
        raise ValueError("no certificate of the key")
    return key, own, [each for each in found if each is not own]


def _signer(key: _Key, own: pyca.Certificate, others: list[pyca.Certificate]) -> SimpleSigner:
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=_load(own),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore.from_certs([_load(each) for each in others]),
    )


def _load(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _unreadable(path: Path, error: Exception) -> ServiceError:
    reason = getattr(error, "strerror", None) or "no key with a certificate, or a wrong password"
    return ServiceError(
        f"Không mở được khóa ký “{path}” ({reason}); hãy kiểm tra tệp và HOSO_SIGNER_PASSWORD_FILE.",
        f"Cannot open the signing key “{path}” ({reason}); check the file and HOSO_SIGNER_PASSWORD_FILE.",
    )
