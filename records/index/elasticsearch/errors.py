"""What Elasticsearch says, in the words of the house."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, TransportError

from models.errors import ServiceError, StorageFull

_FULL = ("flood-stage", "flood stage", "disk usage exceeded", "No space left")


@contextmanager
def translated(*but: type[ApiError]) -> Iterator[None]:
    """Turn errors of the client into ours, `but` these."""
    try:
        yield
    except but:
        raise
    except ApiError as exc:
        raise refusal(exc.meta.status, str(exc)) from exc
    except TransportError as exc:
        reason = type(exc).__name__
        raise ServiceError(
            f"Không kết nối được Elasticsearch ({reason}); hãy kiểm tra máy chủ đang chạy và địa chỉ trong HOSO_INDEX.",
            f"Elasticsearch cannot be reached ({reason}); check that the server runs and the URL in HOSO_INDEX.",
        ) from exc


def refusal(status: int, words: str) -> ServiceError:
    """Return the error for an answer with this HTTP status and these words."""
    reason = " ".join(words.split())[:200]
    if any(sign in words for sign in _FULL):
        return StorageFull(
            "Ổ đĩa của Elasticsearch đã đầy; hãy báo quản trị viên giải phóng chỗ.",
            "The disk of Elasticsearch is full; free some space.",
        )
    if "cluster_block_exception" in words:
        return ServiceError(
            "Chỉ mục Elasticsearch đang ở chế độ chỉ đọc; hãy báo quản trị viên mở lại (index.blocks).",
            f"The Elasticsearch index is read-only ({reason}); have its index.blocks lifted.",
        )
    if status in {401, 403}:
        return ServiceError(
            "Elasticsearch từ chối đăng nhập; hãy kiểm tra HOSO_INDEX_USER và HOSO_INDEX_PASSWORD_FILE.",
            "Elasticsearch refuses the login; check HOSO_INDEX_USER and HOSO_INDEX_PASSWORD_FILE.",
        )
    return ServiceError(
        f"Elasticsearch không thực hiện được yêu cầu ({reason}); hãy báo quản trị viên.",
        f"Elasticsearch cannot do what was asked ({reason}); tell the administrator.",
    )
