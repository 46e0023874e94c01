"""The check of a PDF's signatures, safe on hostile input.

A file without the mark of a signature is answered at once. All others are examined in a process of their own that is
capped in time and memory (`capped.Cap`); what cannot be examined within the caps is broken, never valid.
"""

import logging
from datetime import datetime
from functools import partial
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from models.errors import StorageFailed
from models.signature import SignatureCheck, SignatureReport, SignatureState
from records.signatures.capped import Cap, CappedError, run_capped
from records.signatures.marks import BYTE_RANGE, holds
from records.signatures.trust import TrustList

MOST_BYTES = 100_000_000
TOO_LARGE = "Tệp lớn hơn {size} MB nên không kiểm tra được chữ ký."
NOT_FINISHED = "Không kiểm tra xong chữ ký trong giới hạn thời gian và bộ nhớ; tệp quá phức tạp hoặc bị làm sai lệch."

DEFAULT_CAP = Cap()

_HEADER = 1024

logger = logging.getLogger(__name__)


def check_signatures(
    stream: BinaryIO, trust: TrustList, at: datetime, cap: Cap = DEFAULT_CAP, most_bytes: int = MOST_BYTES
) -> SignatureReport:
    """Return what is found of each digital signature in a seekable stream, as of `at` (aware).

    A file that is no PDF, or that holds none, is unsigned: an empty report. Every other outcome is in the report too:
    damaged, locked, too large and too slow files give one broken check with its reason. The network is never asked.
    Raises StorageFailed when no temporary file can be written, ServiceError when the machine is too busy.
    """
    stream.seek(0)
    if b"%PDF-" not in stream.read(_HEADER) or not holds(stream, BYTE_RANGE):
        return SignatureReport()
    if stream.seek(0, 2) > most_bytes:
        return _not_verified(TOO_LARGE.format(size=most_bytes // 1_000_000))
    with NamedTemporaryFile(prefix="hoso-") as copy:
        stream.seek(0)
        _copy(stream, copy.file)
        return _examine(copy.name, trust, at, cap)


def _examine(path: str, trust: TrustList, at: datetime, cap: Cap) -> SignatureReport:
    try:
        report = run_capped("records.signatures.examine", "examine_file", (path, trust, at), cap)
    except CappedError as error:
        logger.warning("signatures not examined: %s", error)
        return _not_verified(NOT_FINISHED)
    if not isinstance(report, SignatureReport):
        raise TypeError(f"examine_file gave {type(report).__name__}")
    return report


def _copy(source: BinaryIO, target: IO[bytes]) -> None:
    """Copy a stream to a file and flush it. Raises StorageFailed when that cannot be written."""
    for chunk in iter(partial(source.read, 1 << 20), b""):
        _write(target, chunk)
    _write(target, b"")


def _write(target: IO[bytes], chunk: bytes) -> None:
    try:
        target.write(chunk)
        if not chunk:
            target.flush()
    except OSError as error:
        raise StorageFailed(
            "Không ghi được tệp tạm; hãy dọn ổ đĩa tạm của máy.", f"cannot write a temporary file: {error.strerror}"
        ) from error


def _not_verified(reason: str) -> SignatureReport:
    return SignatureReport((SignatureCheck("", SignatureState.BROKEN, reasons=(reason,)),))
