"""What poppler's `pdfsig` says of the same files: another reader, another cryptographic library (NSS)."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from records.signatures.signers import open_signer
from records.signatures.trial import make_trial_key
from tests.records.signatures.authority import COMPANY, MIDDLE
from tests.records.signatures.papers import check, paper, plain_paper, sign, with_text


def pdfsig(folder: Path, content: bytes) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(content)
    command = ["pdfsig", "-nocert", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder).stdout


def test_it_finds_our_signature_valid_over_the_whole_file(tmp_path: Path) -> None:
    made = make_trial_key(tmp_path / "key", "UBND xã Thử", datetime.now(UTC))
    with (tmp_path / "unsigned.pdf").open("wb+") as stream:
        stream.write(paper(3))
        signed = open_signer(f"file:{made.key}", made.password.read_text()).sign(stream, "Số hóa", "Một cửa", "UBND")
    said = pdfsig(tmp_path, signed)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said


@pytest.mark.parametrize("changed", [False, True])
def test_it_agrees_on_two_signatures_and_on_a_changed_word(tmp_path: Path, changed: bool) -> None:
    content = sign(sign(plain_paper(), COMPANY.signer(MIDDLE)), field="Chu-ky-2")
    content = content.replace(b"12/QD-UBND", b"13/QD-UBND") if changed else content
    said = pdfsig(tmp_path, content)
    assert said.count("Signature Validation: ") == 2
    assert said.count("Signature is Valid.") == (0 if changed else 2)
    assert [each.state.value for each in check(content).checks] == (["broken"] * 2 if changed else ["valid"] * 2)


def test_we_see_what_it_does_not_say(tmp_path: Path) -> None:
    """Text added after signing leaves the signed bytes intact: `pdfsig` only says that not all is signed."""
    content = with_text(sign(paper()))
    said = pdfsig(tmp_path, content)
    assert "Signature is Valid." in said
    assert "Not total document signed" in said
    assert check(content).state.value == "broken"
