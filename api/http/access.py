"""Who calls: the bearer of a token, or a browser that showed one.

A browser's session is a cookie signed with a key derived from the machine's token, so that a new one ends every
session; it holds the digest of the token that was shown, which is looked up on each request, so that revoking a token
ends its sessions at once. Writes that rest on the cookie also need the session's CSRF token, in a header or a field.
"""

import hmac
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, g, request, session

from api.http.front import context, front
from api.services.access import check_pace, count_failure
from api.services.tokens import caller_of_digest, caller_of_token
from models.caller import OPERATOR, Caller
from models.errors import Forbidden, Unauthenticated, UsageError

PUBLIC = frozenset(
    {"static", "health.livez", "health.readyz", "openapi.document", "login.form", "login.submit", "language.choose"}
)
"""Endpoints that anyone on this machine may call."""

CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPERATOR = "operator"


def secure(app: Flask, token: str) -> None:
    """Set up the session cookie and the checks before each request."""
    app.secret_key = hmac.digest(token.encode(), b"hoso session", "sha256")
    app.config.update(
        SESSION_COOKIE_NAME="hoso",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )
    app.before_request(check_host)
    app.before_request(check_caller)


def check_host() -> None:
    """Refuse a Host that is not this machine: a page of another site whose name was bound to 127.0.0.1."""
    try:
        name = urlsplit(f"//{request.host}").hostname
    except ValueError:
        name = None
    if name not in _LOOPBACK:
        raise UsageError(
            "Dịch vụ này chỉ trả lời ở địa chỉ nội bộ; hãy mở http://127.0.0.1.",
            "this service answers on the loopback address only; open http://127.0.0.1",
        )


def check_caller() -> None:
    """Find out who calls.

    Raises Unauthenticated without a valid token or session, TooManyAttempts after many wrong ones, Forbidden for a
    write without its CSRF token.
    """
    if request.endpoint in PUBLIC:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        g.caller, _ = identify(token)
        return
    g.caller = _of_session()
    if request.method not in _SAFE:
        _check_csrf()


def identify(token: str) -> tuple[Caller, str]:
    """Return who shows `token`, and what a session keeps of it.

    Raises Unauthenticated, and TooManyAttempts to an address from which too many wrong tokens came.
    """
    if _same(token.strip(), front().token):
        return OPERATOR, _OPERATOR
    try:
        return caller_of_token(context(), token.strip())
    except Unauthenticated:
        _slow_down(f"address:{request.remote_addr}")
        raise


def _slow_down(who: str) -> None:
    with context().records.read() as records:
        check_pace(context(), records, who)
    with context().records.write() as records:
        count_failure(context(), records, who)


def is_operator() -> bool:
    """Say whether the holder of the machine calls; for endpoints that are open to anyone."""
    _, _, token = request.headers.get("Authorization", "").partition(" ")
    return _same(token.strip(), front().token) or session.get("token") == _OPERATOR


def logged_in() -> bool:
    return isinstance(session.get("csrf"), str) and isinstance(session.get("token"), str)


def log_in(token: str) -> bool:
    """Start a session if the token is right; return whether it is. Raises TooManyAttempts."""
    try:
        _, kept = identify(token)
    except Unauthenticated:
        return False
    session.clear()
    session.permanent = True
    session["token"], session["csrf"] = kept, secrets.token_urlsafe(24)
    return True


def csrf_token() -> str:
    """Return the token that this session's forms carry; empty without a session."""
    return str(session.get("csrf", ""))


def _of_session() -> Caller:
    if not logged_in():
        raise Unauthenticated(
            "Cần đăng nhập: gửi Authorization: Bearer <token>, hoặc mở /dang-nhap.",
            "log in: send Authorization: Bearer <token>, or open /dang-nhap",
        )
    kept = str(session["token"])
    return OPERATOR if kept == _OPERATOR else caller_of_digest(context(), kept)


def _check_csrf() -> None:
    sent = request.headers.get(CSRF_HEADER) or request.form.get(CSRF_FIELD, "")
    if not _same(sent, csrf_token()):
        raise Forbidden(
            "Phiên làm việc đã đổi; hãy tải lại trang rồi thử lại.",
            "the CSRF token does not belong to this session; reload the page and try again",
        )


def _same(sent: str, expected: str) -> bool:
    return bool(expected) and hmac.compare_digest(sent.encode(), expected.encode())
