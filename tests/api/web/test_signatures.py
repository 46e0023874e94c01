"""What people and machines are told of digital signatures."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from api.services.context import Context
from models.identifiers import ComponentId
from models.signature import Revocation, SignatureCheck, SignatureReport, SignatureState, TimeSource
from tests.api.desk import Desk
from tests.api.web.clerk import Clerk
from tests.records.signatures.papers import paper, sign

SIGNED_AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
VALID = SignatureCheck(
    "HoSo-1",
    SignatureState.VALID,
    signer="UBND xã <An Bình>",
    organisation="UBND huyện",
    serial="1F",
    issuer="CA Chính phủ",
    signed_at=SIGNED_AT,
    time_source=TimeSource.TIMESTAMP,
    covers_whole_document=True,
    revocation=Revocation.GOOD,
)
UNKNOWN = SignatureCheck(
    "o", SignatureState.UNKNOWN_SIGNER, signer="Ai đó", signed_at=SIGNED_AT, reasons=("Không rõ.",)
)
BROKEN = SignatureCheck("o", SignatureState.BROKEN, reasons=("Nội dung tệp đã bị sửa sau khi ký.",))


def shown(clerk: Clerk, desk: Desk, context: Context, report: SignatureReport | None) -> tuple[str, str]:
    """Return the page of a paper and its address in the interface, with `report` as what was found on it."""
    code = clerk.open()
    address = desk.read_paper(context, code)
    paper_id = ComponentId(address.rpartition("/")[2])
    with context.records.write() as records:
        component = records.components.get(paper_id)
        read = records.readings.get(component.version.id)
        assert read is not None
        records.components.save_digitisation(paper_id, read, component.derivatives, report)
    return clerk.get(f"/ho-so/{code}/thanh-phan/{paper_id}").text, address


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        (
            (VALID,),
            ("Chữ ký số hợp lệ", "UBND xã &lt;An Bình&gt;", "02/03/2026 08:30, theo dấu thời gian", "CA Chính phủ"),
        ),
        ((UNKNOWN,), ("Chưa xác minh được người ký", "Ai đó", "02/03/2026 08:30, theo người ký", "Không rõ.")),
        ((VALID, BROKEN), ("Chữ ký số không hợp lệ", "đã bị sửa sau khi ký", "Chữ ký số hợp lệ")),
        ((), ("Không có chữ ký số",)),
    ],
)
def test_page_of_a_paper_says_who_signed_and_whether_it_stands(
    clerk: Clerk, desk: Desk, context: Context, checks: tuple[SignatureCheck, ...], words: tuple[str, ...]
) -> None:
    page, _ = shown(clerk, desk, context, SignatureReport(checks))
    assert [word for word in words if word not in page] == []


def test_page_of_a_picture_says_nothing_of_signatures(clerk: Clerk, desk: Desk, context: Context) -> None:
    page, address = shown(clerk, desk, context, None)
    assert "hữ ký số" not in page
    assert desk.get(address).json["signatures"] is None


def test_interface_gives_all_that_was_found(clerk: Clerk, desk: Desk, context: Context) -> None:
    _, address = shown(clerk, desk, context, SignatureReport((VALID, BROKEN)))
    found = desk.get(address).json["signatures"]
    assert found["state"] == "broken"
    assert found["checks"][0] == {
        "field": "HoSo-1",
        "state": "valid",
        "signer": "UBND xã <An Bình>",
        "organisation": "UBND huyện",
        "serial": "1F",
        "issuer": "CA Chính phủ",
        "signed_at": "2026-03-02T08:30:00+07:00",
        "time_source": "timestamp",
        "covers_whole_document": True,
        "revocation": "good",
        "reasons": [],
    }


def test_result_shows_its_signature(clerk: Clerk, desk: Desk) -> None:
    code = clerk.open()
    desk.post(f"/v1/dossiers/{code}/state", json={"state": 4})
    form = {"file": (BytesIO(sign(paper())), "quyết định.pdf"), "document_number": "12/QĐ"}
    issued = desk.post(f"/v1/dossiers/{code}/results", data=form)
    assert issued.status_code == 201, issued.text
    assert issued.json["signatures"]["state"] == "unknown-signer"
    page = clerk.get(f"/ho-so/{code}").text
    assert "Chưa xác minh được người ký" in page
    assert "Ủy ban nhân dân xã Thử" in page
