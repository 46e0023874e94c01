"""Files that were damaged, locked, crafted or blown up: a clear answer, never a crash, never a wrong "valid"."""

import io
import random

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from models.signature import SignatureReport, SignatureState
from records.signatures.trust import TrustList
from tests.records.signatures.authority import AGENCY, MIDDLE, ROOT
from tests.records.signatures.hybrid import hidden_update, hybrid_paper
from tests.records.signatures.papers import check, form, paper, saved, sealed, sign, with_text
from tests.records.signatures.wrapping import wrapped

SIGNED = sign(sign(form(), AGENCY.signer(MIDDLE)), field="Chu-ky-2")
SIZE = len(SIGNED)


def reasons(report: SignatureReport) -> str:
    return " ".join(reason for each in report.checks for reason in each.reasons)


def hole(signed: bytes) -> range:
    """Return where the last signature's own bytes stand, which nothing signs."""
    start = signed.rindex(b"/Contents <") + len(b"/Contents ")
    return range(start, signed.index(b">", start) + 1)


def test_the_paper_is_valid_as_it_was_signed() -> None:
    report = check(SIGNED)
    assert [each.state for each in report.checks] == [SignatureState.VALID] * 2


@pytest.mark.parametrize("seed", range(50))
def test_a_changed_signed_byte_never_leaves_the_paper_valid(seed: int) -> None:
    luck = random.Random(seed)
    unsigned = hole(SIGNED)
    changed = bytearray(SIGNED)
    for _ in range(luck.choice((1, 1, 1, 5, 50))):
        place = luck.choice([at for at in (luck.randrange(SIZE) for _ in range(9)) if at not in unsigned])
        changed[place] ^= luck.randrange(1, 256)
    assert check(SIGNED).state is SignatureState.VALID
    assert check(bytes(changed)).state in {SignatureState.BROKEN, SignatureState.UNSIGNED}


@pytest.mark.parametrize("seed", range(25))
def test_bytes_cut_out_put_in_or_cut_off_never_leave_it_valid(seed: int) -> None:
    luck = random.Random(seed)
    start, length = luck.randrange(SIZE - 1), luck.randrange(1, 400)
    torn = luck.choice(
        (
            SIGNED[:start],
            SIGNED[:start] + SIGNED[start + length :],
            SIGNED[:start] + luck.randbytes(length) + SIGNED[start:],
            SIGNED[start:],
        )
    )
    assert check(torn).state is not SignatureState.VALID


@pytest.mark.parametrize("seed", range(25))
def test_a_changed_signature_is_never_valid_under_another_name(seed: int) -> None:
    """What the hole holds is not signed, but must be a signature by the same key over the same bytes."""
    luck = random.Random(seed)
    inside = hole(SIGNED)
    changed = bytearray(SIGNED)
    changed[luck.choice(inside)] = luck.choice(b"0123456789abcdefG<>/(")
    report = check(bytes(changed))
    if report.state is SignatureState.VALID:  # padding, or a part that binds nothing
        assert [each.signer for each in report.checks] == [each.signer for each in check(SIGNED).checks]


def test_paper_locked_with_a_password_is_not_verified() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(user="mật khẩu", owner="chủ"))
    writer = IncrementalPdfFileWriter(io.BytesIO(locked))
    writer.encrypt("mật khẩu")
    report = check(sealed(writer))
    assert report.state is SignatureState.BROKEN
    assert "mật khẩu" in reasons(report)


def test_paper_that_opens_without_a_password_is_verified() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        limited = saved(pdf, encryption=pikepdf.Encryption(user="", owner="chủ"))
    writer = IncrementalPdfFileWriter(io.BytesIO(limited))
    writer.encrypt("")
    signed = sealed(writer)
    assert check(signed).state is SignatureState.VALID
    assert check(signed.replace(b"%PDF-1", b"%PDF-2", 1)).state is SignatureState.BROKEN


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"%PDF-1.7\nstartxref\n9\n%%EOF", b"\0" * 99, b"<html>/ByteRange"]
)
def test_what_cannot_be_opened_is_broken(content: bytes) -> None:
    assert check(content).state is SignatureState.BROKEN


def test_thousands_of_signed_fields_are_refused() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        value = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"x"))
        fields = [
            pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=f"o{number}", V=value))
            for number in range(3000)
        ]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
        many = saved(pdf)
    report = check(many)
    assert report.state is SignatureState.BROKEN
    assert "quá 50 chữ ký" in reasons(report)


def test_hundreds_of_updates_are_refused() -> None:
    update = b"\nxref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    content = sign(hybrid_paper(hidden=False))
    for _ in range(250):
        previous = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
        content += update % (previous, len(content) + 1)
    report = check(content)
    assert report.state is SignatureState.BROKEN
    assert "quá 200 lần" in reasons(report)


@pytest.mark.parametrize(
    "value", ["/Nonsense", "[1 2]", "(text)", "null", "<</Type/Sig>>", "<</ByteRange[0 1]/Contents<00>>>"]
)
def test_malformed_signature_is_broken(value: str) -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="o", V=pikepdf.Object.parse(value.encode()))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]))
        content = saved(pdf)
    expected = SignatureState.BROKEN if value.startswith("<<") else SignatureState.UNSIGNED
    assert check(content).state is expected


def test_fields_that_go_in_circles_are_broken() -> None:
    with pikepdf.open(io.BytesIO(sign(paper()))) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.Kids = pikepdf.Array([field])
        assert check(saved(pdf)).state is SignatureState.BROKEN


def test_unknown_kind_of_signature_is_broken_not_passed_over() -> None:
    signed = sign(paper())
    assert check(signed.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachex")).state is SignatureState.BROKEN


@pytest.mark.parametrize("before", [paper(), hybrid_paper(hidden=False)])
def test_wrapped_signature_is_broken(before: bytes) -> None:
    """All signed bytes are there and the digest fits; one reads other words than were signed."""
    signed = sign(before)
    forged = wrapped(signed)
    old = hole(signed)
    assert forged.startswith(signed[: old.start])
    assert forged.endswith(signed[old.stop :])
    report = check(forged)
    assert report.state is SignatureState.BROKEN
    assert report.checks[0].signer == "Ủy ban nhân dân xã Thử"
    assert "bao trùm" in reasons(report)


def test_file_of_word_with_hidden_objects_under_the_signature_is_valid() -> None:
    report = check(sign(hybrid_paper(), lenient=True), ROOT.trust)
    assert report.state is SignatureState.VALID


def test_objects_hidden_after_the_signature_are_broken() -> None:
    report = check(hidden_update(sign(hybrid_paper(), lenient=True)))
    assert report.state is SignatureState.BROKEN


def test_text_added_to_a_paper_of_an_unknown_signer_is_broken_too() -> None:
    assert check(with_text(sign(paper())), TrustList()).state is SignatureState.BROKEN
