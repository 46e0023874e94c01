"""What was found of the signatures of papers and results is kept as it was found."""

from datetime import UTC, datetime

from models.component import Derivatives
from models.ports.records import RecordStore
from models.signature import Revocation, SignatureCheck, SignatureReport, SignatureState, TimeSource
from tests.records.build import PAPER, digitisation, result

REPORT = SignatureReport(
    (
        SignatureCheck(
            "HoSo-1",
            SignatureState.VALID,
            signer="Ủy ban nhân dân xã Hoà",
            organisation="UBND",
            serial="0FF1",
            issuer="CA",
            signed_at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
            time_source=TimeSource.TIMESTAMP,
            covers_whole_document=True,
            revocation=Revocation.GOOD,
        ),
        SignatureCheck("o", SignatureState.BROKEN, reasons=("Nội dung tệp đã bị sửa sau khi ký.", "“Khác”")),
    )
)


def test_signatures_of_a_paper_are_kept_and_renewed(filled: RecordStore) -> None:
    for report in (None, REPORT, SignatureReport()):
        with filled.write() as records:
            records.components.save_digitisation(PAPER, digitisation(), Derivatives(), report)
        with filled.read() as records:
            assert records.components.get(PAPER).signatures == report


def test_signatures_of_a_result_are_kept(filled: RecordStore) -> None:
    signed, plain = result(signatures=REPORT), result()
    with filled.write() as records:
        records.results.add(signed)
        records.results.add(plain)
    with filled.read() as records:
        assert records.results.get(signed.id).signatures == REPORT
        assert records.results.get(plain.id).signatures is None
