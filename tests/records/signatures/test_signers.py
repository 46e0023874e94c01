"""Signing by the agency's key from a file; whatever holds the key, the signed paper is the same paper."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.sign.fields import MDPPerm

from models.errors import Conflict, DamagedFile, EncryptedFile, ServiceError
from models.ports.signing import Signer
from models.signature import SignatureState, TimeSource
from records.signatures.examine import examine
from records.signatures.signers import open_signer
from records.signatures.trial import TrialKey, make_trial_key
from records.signatures.trust import TrustList, read_trust
from tests.records.signatures.authority import AGENCY, MIDDLE, ROOT, Holder
from tests.records.signatures.papers import form, paper, saved, sign

NAME = "Ủy ban nhân dân xã Thử"


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> TrialKey:
    return make_trial_key(tmp_path_factory.mktemp("key"), NAME, datetime.now(UTC))


@pytest.fixture(scope="module")
def signer(trial: TrialKey) -> Signer:
    return open_signer(f"file:{trial.key}", trial.password.read_text())


def signed(signer: Signer, content: bytes) -> bytes:
    return signer.sign(io.BytesIO(content), "Số hóa từ bản giấy", "Bộ phận một cửa", NAME)


def pem(holder: Holder, *above: Holder, password: bytes | None = None) -> bytes:
    hiding = BestAvailableEncryption(password) if password else NoEncryption()
    key = holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hiding)
    return key + b"".join(each.certificate.public_bytes(Encoding.PEM) for each in (*above, holder))


def key_file(folder: Path, content: bytes, mode: int = 0o600) -> str:
    path = folder / "key.pem"
    path.write_bytes(content)
    path.chmod(mode)
    return f"file:{path}"


def test_signed_copy_is_valid_for_who_trusts_the_trial_authority(signer: Signer, trial: TrialKey) -> None:
    trust = read_trust(trial.authority.parent)
    content = signed(signer, paper())
    (found,) = examine(io.BytesIO(content), trust, datetime.now(UTC)).checks
    assert (found.state, found.signer, found.organisation) == (SignatureState.VALID, NAME, NAME)
    assert found.covers_whole_document
    assert found.time_source is TimeSource.CLAIMED
    assert examine(io.BytesIO(content), TrustList(), datetime.now(UTC)).state is SignatureState.UNKNOWN_SIGNER


def test_signature_is_appended_and_invisible(signer: Signer) -> None:
    before = paper(3)
    after = signed(signer, before)
    assert after.startswith(before)
    assert len(after) - len(before) < 20_000
    with pikepdf.open(io.BytesIO(after)) as pdf:
        (field,) = list(pdf.Root.AcroForm.Fields)
        assert [float(number) for number in field.Rect] == [0, 0, 0, 0]
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
        assert (str(field.V.Reason), str(field.V.Location), str(field.V.Name)) == (
            "Số hóa từ bản giấy",
            "Bộ phận một cửa",
            NAME,
        )


def test_second_signature_leaves_the_first_valid(signer: Signer, trial: TrialKey) -> None:
    trust = TrustList((*read_trust(trial.authority.parent).certificates, ROOT.der))
    report = examine(io.BytesIO(signed(signer, signed(signer, sign(form())))), trust, datetime.now(UTC))
    assert report.state is SignatureState.VALID
    assert [each.field_name for each in report.checks] == ["Chu-ky-1", "HoSo-1", "HoSo-2"]


def test_damaged_paper_is_not_signed(signer: Signer) -> None:
    for content in (b"", b"not a PDF", paper()[:300], paper().replace(b"/Pages", b"/Paged")):
        with pytest.raises(DamagedFile):
            signed(signer, content)


def test_paper_that_an_earlier_signer_locked_is_not_signed(signer: Signer) -> None:
    with pytest.raises(Conflict):
        signed(signer, sign(paper(), certify=MDPPerm.NO_CHANGES))


def test_locked_paper_is_not_signed(signer: Signer) -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(user="mật khẩu", owner="chủ"))
    with pytest.raises(EncryptedFile):
        signed(signer, locked)


@pytest.mark.parametrize("password", [None, b"secret"])
def test_key_in_pem_signs_with_its_chain(tmp_path: Path, password: bytes | None) -> None:
    url = key_file(tmp_path, pem(AGENCY, MIDDLE, password=password))
    key = open_signer(url, password.decode() if password else None)
    key.probe()
    assert examine(io.BytesIO(signed(key, paper())), ROOT.trust, datetime.now(UTC)).state is SignatureState.VALID


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(ServiceError, match="chmod 600"):
        open_signer(key_file(tmp_path, pem(AGENCY), mode))


def test_wrong_password_is_told_without_the_password(trial: TrialKey) -> None:
    with pytest.raises(ServiceError, match="HOSO_SIGNER_PASSWORD_FILE") as caught:
        open_signer(f"file:{trial.key}", "not-the-password")
    assert "not-the-password" not in str(caught.value)


def test_files_that_are_no_key_are_refused(tmp_path: Path) -> None:
    other = ed25519.Ed25519PrivateKey.generate()
    odd = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    alone = pem(AGENCY).partition(b"-----BEGIN CERTIFICATE")[0]
    foreign = alone + MIDDLE.certificate.public_bytes(Encoding.PEM)
    for content in (b"", b"nonsense", alone, foreign, odd, AGENCY.der):
        with pytest.raises(ServiceError, match="key"):
            open_signer(key_file(tmp_path, content))
    with pytest.raises(ServiceError, match="No such file"):
        open_signer(f"file:{tmp_path}/none.p12")


@pytest.mark.parametrize("url", ["", "agency.p12", "ftp:agency.p12", "sealing:x", "..:x", "file.x:y"])
def test_unknown_kind_of_key_is_refused(url: str) -> None:
    with pytest.raises(ServiceError, match="HOSO_SIGNER"):
        open_signer(url)


def test_trial_key_is_its_owners_alone_and_never_overwritten(trial: TrialKey) -> None:
    assert [path.stat().st_mode & 0o777 for path in (trial.key, trial.password)] == [0o600, 0o600]
    before = trial.key.read_bytes()
    with pytest.raises(Conflict):
        make_trial_key(trial.key.parent, NAME, datetime.now(UTC))
    assert trial.key.read_bytes() == before


def test_name_of_the_longest_agency_fits(tmp_path: Path) -> None:
    made = make_trial_key(tmp_path / "new" / "folder", "Trung tâm Phục vụ hành chính công " * 4, datetime.now(UTC))
    authority = x509.load_pem_x509_certificate(made.authority.read_bytes())
    assert authority.subject == authority.issuer
