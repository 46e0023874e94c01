"""A key inside a hardware module or token (PKCS#11), for production: it signs and is never given out.

The key is named by its URI (RFC 7512)::

    pkcs11:token=UBND%20xã;object=seal?module-path=/usr/lib/softhsm/libsofthsm2.so

`token` and `object` are the labels of the token and of the key with its certificate. The PIN comes from a file, not
from the URI.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO
from urllib.parse import unquote

from pkcs11 import Session
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from models.errors import ServiceError
from records.signatures.sealing import seal, try_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key is: the vendor's library, the label of the token, the label of the key and its certificate."""

    module: str
    token: str
    object: str


class TokenSigner:
    """Signs inside the module. A session is opened for each signature: one that was left open dies unnoticed."""

    def __init__(self, place: Place, pin: str | None) -> None:
        self._place = place
        self._pin = pin
        self._one_at_a_time = Lock()

    def sign(self, pdf: BinaryIO, reason: str, location: str, agency: str) -> bytes:
        with self._key() as key:
            return seal(pdf, key, reason, location, agency)

    def probe(self) -> None:
        """Sign a few bytes inside the module."""
        with self._key() as key:
            try_key(key)

    @contextmanager
    def _key(self) -> Iterator[PKCS11Signer]:
        criteria = TokenCriteria(label=self._place.token)
        label = self._place.object
        try:
            with (
                self._one_at_a_time,
                open_pkcs11_session(self._place.module, token_criteria=criteria, user_pin=self._pin) as session,
            ):
                yield _signer(session, label)
        except (PKCS11Error, RuntimeError) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> ServiceError:
        reason = str(error) or type(error).__name__
        where = f"{self._place.module}, token “{self._place.token}”, “{self._place.object}”"
        return ServiceError(
            f"Không dùng được khóa ký trong thiết bị ({where}: {reason}); hãy kiểm tra thiết bị, nhãn và mã PIN.",
            f"Cannot use the signing key in its module ({where}: {reason}); check the module, the labels and the PIN.",
        )


def _signer(session: Session, label: str) -> PKCS11Signer:
    """Return the vendor's signer; it puts all certificates of the token into the signature, so that chains are whole.

    Elliptic curve keys are given the digest to sign: few modules, SoftHSM not among them, take the digest as well.
    """
    key = PKCS11Signer(session, cert_label=label, key_label=label, other_certs_to_pull=None)
    certificate = key.signing_cert
    key.use_raw_mechanism = certificate is not None and certificate.public_key.algorithm == "ec"
    return key


def open_url(url: str, password: str | None) -> TokenSigner:
    """Open a PKCS#11 URI; `password` is the PIN. Nothing is asked of the module yet: `probe` does.

    Raises ServiceError when a part of the URI is missing or it holds the PIN.
    """
    return TokenSigner(read_place(url), password)


def read_place(url: str) -> Place:
    """Read the parts of a PKCS#11 URI that are used here. Raises ServiceError as `open_url`."""
    path, _, query = url.partition(":")[2].partition("?")
    pairs = [pair.partition("=") for pair in (*path.split(";"), *query.split("&")) if pair]
    parts = {name: unquote(value) for name, _, value in pairs}
    if "pin-value" in parts:
        raise ServiceError(
            "HOSO_SIGNER không được chứa mã PIN; hãy ghi mã PIN vào tệp của HOSO_SIGNER_PASSWORD_FILE.",
            "HOSO_SIGNER must not hold the PIN; put it into the file that HOSO_SIGNER_PASSWORD_FILE names.",
        )
    missing = [name for name in ("module-path", "token", "object") if not parts.get(name)]
    if missing:
        raise ServiceError(
            f"HOSO_SIGNER thiếu {', '.join(missing)}; hãy viết như pkcs11:token=…;object=…?module-path=….",
            f"HOSO_SIGNER lacks {', '.join(missing)}; write it like pkcs11:token=…;object=…?module-path=….",
        )
    return Place(parts["module-path"], parts["token"], parts["object"])
