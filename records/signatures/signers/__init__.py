"""Keys of agencies, one module for each scheme of URL: ``file:`` for trial, ``pkcs11:`` for production.

A new one is one new file with ``open_url(url, password) -> Signer``.
"""

from importlib import import_module, util
from typing import cast

from models.errors import ServiceError
from models.ports.signing import Signer


def open_signer(url: str, password: str | None = None) -> Signer:
    """Open the key that `url` names; `password` protects its file, or is the PIN of its token.

    Raises ServiceError when there is no such kind of key or it cannot be opened.
    """
    scheme = url.partition(":")[0]
    name = f"{__name__}.{scheme}"
    if not scheme.isidentifier() or scheme == "sealing" or util.find_spec(name) is None:
        raise ServiceError(
            f"Không có loại khóa ký “{scheme}”; hãy đặt HOSO_SIGNER như file:var/signer/agency.p12 hoặc pkcs11:….",
            f"There is no kind of signing key “{scheme}”; set HOSO_SIGNER like file:var/signer/agency.p12 or pkcs11:….",
        )
    return cast("Signer", import_module(name).open_url(url, password))
