"""The check as the service calls it: in a process of its own, over any stream."""

import io
from datetime import UTC, datetime

import pytest

from models.signature import SignatureReport, SignatureState
from records.signatures.capped import Cap
from records.signatures.trust import TrustList
from records.signatures.validate import check_signatures
from tests.records.signatures.authority import ROOT
from tests.records.signatures.papers import paper, sign

NOBODY = TrustList()


def report(content: bytes, **options: object) -> SignatureReport:
    return check_signatures(io.BytesIO(content), ROOT.trust, datetime.now(UTC), **options)  # type: ignore[arg-type]


def test_signed_paper_is_examined() -> None:
    stream = io.BytesIO(sign(paper()))
    stream.seek(99)  # wherever it stands
    found = check_signatures(stream, ROOT.trust, datetime.now(UTC))
    assert found.state is SignatureState.VALID
    assert found.checks[0].signer == "Ủy ban nhân dân xã Thử"


@pytest.mark.parametrize("content", [b"", b"\xff\xd8 a picture /ByteRange", b"PK zip", paper()])
def test_what_holds_no_signature_costs_no_process(content: bytes) -> None:
    assert report(content, cap=Cap(wall_seconds=0)) == SignatureReport()


@pytest.mark.parametrize("mark", [b"/ByteRange", b"/Byte#52ange", b"/#42#79#74#65#52#61#6e#67#65"])
@pytest.mark.parametrize("before", [0, (1 << 20) - 5, (1 << 20) - 15, 3 << 20])
def test_mark_is_found_wherever_and_however_it_is_written(mark: bytes, before: int) -> None:
    content = b"%PDF-1.7\n" + b" " * before + mark
    assert report(content, most_bytes=1).state is SignatureState.BROKEN


def test_file_over_the_limit_is_not_verified() -> None:
    found = report(sign(paper()), most_bytes=1000)
    assert found.state is SignatureState.BROKEN
    assert "lớn hơn" in found.checks[0].reasons[0]


def test_file_that_takes_too_much_is_not_verified() -> None:
    found = report(sign(paper()), cap=Cap(memory_mb=20))
    assert found.state is SignatureState.BROKEN
    assert "giới hạn" in found.checks[0].reasons[0]


def test_damaged_file_is_not_verified() -> None:
    assert report(sign(paper())[:-600]).state is SignatureState.BROKEN
