"""Whom this office trusts: a folder of certificates of authorities (*tổ chức cung cấp dịch vụ chứng thực*)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from models.errors import MissingData

SUFFIXES = frozenset({".pem", ".crt", ".cer"})
_PEM = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class TrustList:
    """Certificates (DER) whose word is believed: roots or authorities below them. None: every signer is unknown."""

    certificates: tuple[bytes, ...] = ()


def read_trust(folder: Path) -> TrustList:
    """Read every certificate in the files of `folder` that end in `SUFFIXES`, PEM (several a file) or DER.

    A folder that does not exist is an empty list. Raises MissingData that names the file which cannot be read:
    a list that is half there would make known signers unknown.
    """
    if not folder.exists():
        return TrustList()
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    except OSError as error:
        raise _unreadable(folder, error) from error
    return TrustList(tuple(dict.fromkeys(der for file in files for der in _read(file))))


def _read(file: Path) -> Iterable[bytes]:
    try:
        content = file.read_bytes()
        if _PEM in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = [x509.load_der_x509_certificate(content)]
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    return [certificate.public_bytes(Encoding.DER) for certificate in found]


def _unreadable(path: Path, error: Exception) -> MissingData:
    reason = getattr(error, "strerror", None) or "not a certificate"
    return MissingData(
        f"Không đọc được chứng thư tin cậy “{path}” ({reason}); hãy sửa hoặc bỏ tệp này.",
        f"Cannot read the trusted certificate “{path}” ({reason}); correct or remove the file.",
    )
