"""Who may come in: the bearer of the machine's token, or a browser that showed it once.

A browser's session is a cookie signed with a key derived from the token, so that a new token ends every session.
Writes that rest on the cookie also need the session's CSRF token, in a header or a form field.
"""

import hmac
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, request, session

from api.http.front import front
from models.errors import Forbidden, Unauthenticated, UsageError

PUBLIC = frozenset(
    {"static", "health.livez", "health.readyz", "openapi.document", "login.form", "login.submit", "language.choose"}
)
"""Endpoints that anyone on this machine may call."""

CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


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
    """Raise Unauthenticated without a valid token or session, Forbidden for a write without its CSRF token."""
    if request.endpoint in PUBLIC or has_token():
        return
    if not logged_in():
        raise Unauthenticated(
            "Cần đăng nhập: gửi Authorization: Bearer <token>, hoặc mở /dang-nhap.",
            "log in: send Authorization: Bearer <token>, or open /dang-nhap",
        )
    if request.method not in _SAFE:
        _check_csrf()


def logged_in() -> bool:
    return isinstance(session.get("csrf"), str)


def log_in(token: str) -> bool:
    """Start a session if the token is right; return whether it is."""
    if not _same(token.strip(), front().token):
        return False
    session.clear()
    session.permanent = True
    session["csrf"] = secrets.token_urlsafe(24)
    return True


def csrf_token() -> str:
    """Return the token that this session's forms carry; empty without a session."""
    return str(session.get("csrf", ""))


def has_token() -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and _same(token.strip(), front().token)


def _check_csrf() -> None:
    sent = request.headers.get(CSRF_HEADER) or request.form.get(CSRF_FIELD, "")
    if not _same(sent, csrf_token()):
        raise Forbidden(
            "Phiên làm việc đã đổi; hãy tải lại trang rồi thử lại.",
            "the CSRF token does not belong to this session; reload the page and try again",
        )


def _same(sent: str, expected: str) -> bool:
    return bool(expected) and hmac.compare_digest(sent.encode(), expected.encode())
