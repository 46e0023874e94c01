"""Signing by a key that never leaves its module: SoftHSM 2, the module in software."""

import io
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from models.errors import ServiceError
from models.ports.signing import Signer
from models.signature import SignatureState
from records.signatures.examine import examine
from records.signatures.signers import open_signer
from records.signatures.signers.pkcs11 import Place, read_place
from tests.records.signatures.authority import AGENCY, MIDDLE, ROOT, Holder, issue, name
from tests.records.signatures.papers import paper

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
MODULE = next((path for path in MODULES if Path(path).exists()), "")
PIN = "mã-pin-1234"
TOKEN = "UBND xã Thử"
NEEDED = "needs SoftHSM 2 (Debian: softhsm2); ./hoso test --services demands it"

needs_module = pytest.mark.skipif(not MODULE, reason=NEEDED)


def signer(label: str, pin: str | None = PIN, token: str = TOKEN) -> Signer:
    return open_signer(f"pkcs11:token={quote(token)};object={label}?module-path={MODULE}", pin)


def put(session: pkcs11.Session, label: str, holder: Holder, *above: Holder) -> None:
    """Keep a key with its certificate, and the certificates above it, on the token."""
    if isinstance(holder.key, rsa.RSAPrivateKey):
        der = holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        key = decode_rsa_private_key(der)
    else:
        key = decode_ec_private_key(
            holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        )
    kept = {Attribute.LABEL: label, Attribute.TOKEN: True}
    session.create_object({**key, **kept, Attribute.SIGN: True, Attribute.SENSITIVE: True})
    session.create_object({**decode_x509_certificate(holder.der), **kept})
    for each in above:
        named = {**kept, Attribute.LABEL: f"above {label}"}
        session.create_object({**decode_x509_certificate(each.der), **named})


@pytest.fixture(scope="module")
def _token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make a token with an elliptic curve key (`ec`) and an RSA key (`rsa`).

    The module reads where its tokens are when it is first loaded, once a process.
    """
    folder = tmp_path_factory.mktemp("softhsm")
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(configuration))
        command = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "87654321"]
        subprocess.run(command, check=True, capture_output=True)
        with pkcs11.lib(MODULE).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
            put(session, "ec", AGENCY, MIDDLE)
            put(session, "rsa", issue(name("UBND xã Thử"), MIDDLE, key=rsa.generate_private_key(65537, 2048)))
        yield


@needs_module
@pytest.mark.usefixtures("_token")
class TestSoftHsm:
    """Over a real module."""

    @pytest.mark.parametrize("label", ["ec", "rsa"])
    def test_signed_inside_the_module_is_valid(self, label: str) -> None:
        key = signer(label)
        key.probe()
        for _ in range(2):  # each time in a session of its own
            content = key.sign(io.BytesIO(paper()), "Số hóa", "Một cửa", "UBND xã Thử")
            assert examine(io.BytesIO(content), ROOT.trust, datetime.now(UTC)).state is SignatureState.VALID

    def test_wrong_pin_is_told_without_it(self) -> None:
        with pytest.raises(ServiceError, match="PIN") as caught:
            signer("ec", pin="sai-pin-99").probe()
        assert "sai-pin-99" not in str(caught.value)

    def test_session_is_closed_after_a_failure(self) -> None:
        with pytest.raises(ServiceError):
            signer("none").probe()
        signer("ec").probe()

    @pytest.mark.parametrize(("label", "token"), [("none", TOKEN), ("ec", "token khác")])
    def test_what_is_not_there_is_named(self, label: str, token: str) -> None:
        with pytest.raises(ServiceError, match=label if label == "none" else token):
            signer(label, token=token).probe()

    def test_without_a_pin_there_is_no_key(self) -> None:
        with pytest.raises(ServiceError):
            signer("ec", pin=None).probe()


def test_full_run_fails_without_the_module() -> None:
    """`tests/exercised.py` names every test that was left out for such a reason."""
    assert "--services" in NEEDED


def test_place_is_read_from_the_uri() -> None:
    uri = "pkcs11:token=UBND%20x%C3%A3;object=d%E1%BA%A5u?module-path=/usr/lib/m.so"
    assert read_place(uri) == Place("/usr/lib/m.so", "UBND xã", "dấu")


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("pkcs11:", "module-path, token, object"),
        ("pkcs11:token=a;object=b", "module-path"),
        ("pkcs11:token=a?module-path=/m.so", "object"),
        ("pkcs11:token=a;object=b?module-path=/m.so&pin-value=1234", "PIN"),
    ],
)
def test_uri_that_lacks_a_part_or_tells_the_pin_is_refused(uri: str, said: str) -> None:
    with pytest.raises(ServiceError, match=said) as caught:
        open_signer(uri, PIN)
    assert "1234" not in str(caught.value)


def test_module_that_is_not_there_is_named() -> None:
    with pytest.raises(ServiceError, match=r"none\.so"):
        open_signer("pkcs11:token=a;object=b?module-path=/nowhere/none.so", PIN).probe()
