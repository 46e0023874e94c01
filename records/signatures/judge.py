"""From what was found of a signature to what may be believed, one Vietnamese sentence for each finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.signature import Revocation, SignatureState, TimeSource
from models.time import VIETNAM

CLOCKS = timedelta(minutes=10)
"""How far the signer's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of one signature.

    `intact`: the signed bytes are those that were signed. `sound`: the signature fits the certificate. `covered`: all
    bytes up to its end are signed. `permitted`: what was added later may be added. `trust_problem` names why the
    certificate was not accepted (ETSI EN 319 102-1, 5.1.3), None when it was. `revoked_at` is set when revocation
    data in the file say so. `expires` is the end of the certificate, `at` the time of the check.
    """

    intact: bool
    sound: bool
    covered: bool
    whole_file: bool
    permitted: bool
    trust_problem: str | None
    self_signed: bool
    signed_at: datetime | None
    time_source: TimeSource
    untrusted_timestamp: bool
    revocation: Revocation
    revoked_at: datetime | None
    expires: datetime
    at: datetime


_TRUST = {
    "NO_CERTIFICATE_CHAIN_FOUND": "Chứng thư của người ký không do tổ chức chứng thực nào trong danh sách tin cậy cấp.",
    "EXPIRED": "Chứng thư của người ký không có hiệu lực vào thời điểm ký.",
    "OUT_OF_BOUNDS_NO_POE": "Chứng thư của người ký không có hiệu lực vào thời điểm ký.",
    "NOT_YET_VALID": "Chứng thư của người ký chưa có hiệu lực vào thời điểm ký.",
    "CRYPTO_CONSTRAINTS_FAILURE": "Chữ ký dùng thuật toán không còn an toàn.",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "Chữ ký dùng thuật toán không còn an toàn.",
    "CHAIN_CONSTRAINTS_FAILURE": "Chứng thư của người ký không được cấp để ký văn bản.",
}
_OUT_OF_BOUNDS = frozenset({"EXPIRED", "OUT_OF_BOUNDS_NO_POE"})
_OTHER = "Không xác minh được chứng thư của người ký."
_SELF = "Chứng thư do người ký tự cấp, không có tổ chức chứng thực bảo đảm."


def judge(found: Findings) -> tuple[SignatureState, tuple[str, ...]]:
    """Return the state and the sentences: those that break the signature alone, else all that a person should know."""
    broken = tuple(_broken(found))
    if broken:
        return SignatureState.BROKEN, broken
    doubts = tuple(_doubts(found))
    state = SignatureState.UNKNOWN_SIGNER if doubts else SignatureState.VALID
    return state, (*doubts, *_remarks(found))


def _broken(found: Findings) -> Iterator[str]:
    if not found.intact:
        yield "Nội dung tệp đã bị sửa sau khi ký."
    elif not found.sound:
        yield "Chữ ký không khớp với chứng thư của người ký."
    elif not found.covered:
        yield "Chữ ký không bao trùm toàn bộ nội dung tệp."
    elif not found.permitted:
        yield "Sau khi ký, tệp đã bị thêm hoặc sửa nội dung ngoài phạm vi được phép."
    if found.revoked_at is not None and found.signed_at is not None and found.revoked_at <= found.signed_at:
        yield f"Chứng thư đã bị thu hồi ngày {_day(found.revoked_at)}, trước thời điểm ký."
    elif found.revoked_at is not None and found.signed_at is None:
        yield f"Chứng thư đã bị thu hồi ngày {_day(found.revoked_at)} và chữ ký không ghi thời điểm ký."


def _doubts(found: Findings) -> Iterator[str]:
    if found.trust_problem is not None:
        yield _distrust(found.trust_problem, found)
    if found.signed_at is not None and found.signed_at > found.at + CLOCKS:
        yield f"Thời điểm ký ghi trong tệp ({_day(found.signed_at)}) ở sau ngày kiểm tra."
    if found.revoked_at is not None and found.time_source is TimeSource.CLAIMED:
        yield f"Chứng thư đã bị thu hồi ngày {_day(found.revoked_at)}; thời điểm ký chỉ do người ký tự ghi."


def _distrust(problem: str, found: Findings) -> str:
    if found.self_signed:
        return _SELF
    if problem in _OUT_OF_BOUNDS and found.signed_at is not None and found.expires < found.signed_at:
        return f"Chứng thư của người ký đã hết hạn ngày {_day(found.expires)}, trước thời điểm ký."
    return _TRUST.get(problem, _OTHER)


def _remarks(found: Findings) -> Iterator[str]:
    if not found.whole_file:
        yield "Sau chữ ký này tệp có phần ghi thêm được phép (chữ ký khác, biểu mẫu hoặc dữ liệu xác minh)."
    if found.signed_at is None:
        yield "Chữ ký không ghi thời điểm ký."
    elif found.expires < found.at and found.trust_problem is None:
        yield f"Chứng thư hết hạn ngày {_day(found.expires)}, còn hiệu lực vào thời điểm ký."
    if found.untrusted_timestamp:
        yield "Dấu thời gian trong chữ ký không xác minh được nên chỉ có thời điểm do người ký tự ghi."


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}"
