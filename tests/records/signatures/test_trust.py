"""The folder of trusted authorities."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from models.errors import MissingData
from records.signatures.trust import TrustList, read_trust
from tests.records.signatures.authority import MIDDLE, ROOT


def pem(*holders: object) -> bytes:
    return b"".join(each.certificate.public_bytes(Encoding.PEM) for each in holders)  # type: ignore[attr-defined]


def test_no_folder_trusts_nobody(tmp_path: Path) -> None:
    assert read_trust(tmp_path / "none") == TrustList()


def test_files_of_certificates_are_read_once_each(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(pem(ROOT, MIDDLE))
    (tmp_path / "b.CRT").write_bytes(pem(MIDDLE))
    (tmp_path / "c.cer").write_bytes(ROOT.der)
    (tmp_path / "README.md").write_text("not a certificate")
    (tmp_path / "folder.pem").mkdir()
    assert read_trust(tmp_path) == TrustList((ROOT.der, MIDDLE.der))


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_damaged_certificate_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pem").write_bytes(pem(ROOT))
    (tmp_path / "xấu.pem").write_bytes(content)
    with pytest.raises(MissingData, match=r"xấu\.pem"):
        read_trust(tmp_path)


def test_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "trust").write_bytes(pem(ROOT))
    with pytest.raises(MissingData, match="trust"):
        read_trust(tmp_path / "trust")
