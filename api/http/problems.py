"""Errors as RFC 9457 problem documents."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from uuid import uuid4

from flask import Response, g, json, request
from werkzeug.exceptions import HTTPException

from api.errors import http_status
from models.errors import HosoError

LOG = logging.getLogger("hoso.http")

TITLES: Mapping[str, str] = {
    "empty-file": "Tệp rỗng",
    "unsupported-format": "Định dạng không được hỗ trợ",
    "damaged-file": "Tệp bị hỏng",
    "encrypted-pdf": "Tệp PDF đặt mật khẩu",
    "no-pages": "Tệp không có trang nào",
    "too-large": "Quá lớn",
    "invalid-value": "Giá trị không hợp lệ",
    "invalid-input": "Dữ liệu gửi lên không dùng được",
    "usage": "Yêu cầu sai dạng",
    "missing-precondition": "Thiếu điều kiện If-Match",
    "not-found": "Không tìm thấy",
    "method-not-allowed": "Phương thức không được phép",
    "forbidden": "Không được phép",
    "unauthenticated": "Chưa đăng nhập",
    "too-many-attempts": "Quá nhiều lần thử sai",
    "conflict": "Trạng thái không cho phép",
    "stale-version": "Dữ liệu đã thay đổi",
    "not-reusable": "Không tái sử dụng được",
    "service-unavailable": "Dịch vụ tạm ngừng",
    "storage-full": "Kho lưu trữ đã đầy",
    "storage-failed": "Không ghi được vào kho lưu trữ",
    "missing-tool": "Thiếu chương trình",
    "missing-data": "Thiếu dữ liệu",
    "integrity": "Dữ liệu lưu trữ không còn nguyên vẹn",
    "internal": "Lỗi của chương trình",
}
"""Title by code; a code without one (that of a page) takes the phrase of its HTTP status."""

_PLAIN: Mapping[int, tuple[str, str, str]] = {
    400: ("usage", "Yêu cầu sai dạng; xem /v1/openapi.json.", "the request is malformed; see /v1/openapi.json"),
    404: ("not-found", "Không có địa chỉ này.", "there is nothing at this address"),
    405: ("method-not-allowed", "Địa chỉ này không nhận phương thức đó.", "this address does not take that method"),
    413: ("too-large", "Nội dung gửi lên quá lớn; hãy chia nhỏ tệp.", "the request body is too large; split the file"),
    416: ("usage", "Không có đoạn dữ liệu được yêu cầu.", "the requested range does not exist"),
}


class Problem:
    """What went wrong, as one shows it: to a machine as a document, to a person as a page."""

    __slots__ = ("code", "en", "facts", "status", "vi")

    def __init__(self, status: int, code: str, vi: str, en: str, facts: Mapping[str, str | int] | None = None) -> None:
        self.status = status
        self.code = code
        self.vi = vi
        self.en = en
        self.facts = dict(facts or {})

    @property
    def title(self) -> str:
        return TITLES.get(self.code) or HTTPStatus(self.status).phrase

    def document(self) -> dict[str, object]:
        """Return the members of the problem document; `facts` name the figures in the sentences, if any."""
        extra = {"facts": self.facts} if self.facts else {}
        return {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.vi,
            "detail_en": self.en,
            "code": self.code,
            "instance": f"urn:uuid:{request_id()}",
            **extra,
        }


def problem_of(error: Exception) -> Problem:
    """Return the problem that an exception is; one that nobody raised on purpose is logged and shows no internals."""
    if isinstance(error, HosoError):
        if http_status(error) >= 500:
            LOG.error("%s %s: %s", request_id(), error.code, error.en)
        return Problem(http_status(error), error.code, error.vi, error.en, error.facts)
    if isinstance(error, HTTPException) and error.code is not None:
        code, vi, en = _PLAIN.get(error.code, _PLAIN[400])
        return Problem(error.code, code, vi, en)
    LOG.error("%s %s %s failed", request_id(), request.method, request.path, exc_info=error)
    vi = f"Chương trình gặp lỗi; hãy thử lại, nếu còn lỗi hãy báo mã {request_id()}."
    return Problem(500, "internal", vi, f"the programme failed; try again, then report {request_id()}")


def problem_response(problem: Problem) -> Response:
    response = Response(json.dumps(problem.document(), ensure_ascii=False), problem.status)
    response.content_type = "application/problem+json"
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="hoso"'
    if problem.status == 503:
        response.headers["Retry-After"] = "5"
    if problem.status == 429:
        response.headers["Retry-After"] = str(problem.facts.get("retry_after", 1))
    return response


def request_id() -> str:
    """Return the id of the current request, as logged and as answered in `X-Request-Id`."""
    if "request_id" not in g:
        g.request_id = str(uuid4())
    return str(g.request_id)


def wants_document() -> bool:
    """Return whether the caller is a programme: everything outside the pages for browsers."""
    return request.path.startswith(("/v1/", "/livez", "/readyz", "/metrics"))
