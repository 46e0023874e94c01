"""Nobody without the token comes in, and a browser's session cannot be borrowed by another site."""

import pytest
from flask.testing import FlaskClient

from api.http.headers import POLICY
from tests.api.desk import TOKEN, Desk, picture

CLOSED = (
    "/v1/dossiers",
    "/v1/search?q=a",
    "/v1/procedures",
    "/metrics",
    "/v1/dossiers/x/components/y/content",
    "/v1/none",
)


def log_in(desk: Desk) -> FlaskClient:
    client = desk.app.test_client()
    assert client.get(f"/dang-nhap?token={TOKEN}").status_code == 303
    return client


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("header", [None, "Bearer wrong", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer đ"])
def test_without_the_token_nothing_opens(desk: Desk, path: str, header: str | None) -> None:
    response = desk.anonymous(path, {"Authorization": header} if header else {})
    assert response.status_code == 401
    assert response.json["code"] == "unauthenticated"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/v1/openapi.json", "/static/style.css", "/dang-nhap"])
def test_what_is_open_to_all(desk: Desk, path: str) -> None:
    assert desk.anonymous(path).status_code == 200


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    cookie = desk.client.get(f"/dang-nhap?token={TOKEN}").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie


def test_a_session_reads_without_the_token(desk: Desk) -> None:
    assert log_in(desk).get("/v1/dossiers").status_code == 200


def test_a_session_made_with_another_token_is_worth_nothing(desk: Desk) -> None:
    client = log_in(desk)
    desk.app.secret_key = b"the key of a new token"
    assert client.get("/v1/dossiers").status_code == 401


def test_a_session_writes_only_with_its_csrf_token(desk: Desk) -> None:
    client = log_in(desk)
    body = {"procedure": "1.000894", "agency": "000.07.21.H99", "owner": {"id": "001320000001"}}
    assert client.post("/v1/dossiers", json=body).status_code == 403
    assert client.post("/v1/dossiers", json=body, headers={"X-CSRF-Token": "x"}).status_code == 403
    with client.session_transaction() as session:
        token = session["csrf"]
    assert client.post("/v1/dossiers", json=body, headers={"X-CSRF-Token": token}).status_code == 201
    assert len(desk.get("/v1/dossiers").json["dossiers"]) == 1


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]", "localhost@x"])
def test_a_foreign_host_is_refused(desk: Desk, host: str) -> None:
    response = desk.get("/v1/dossiers", headers={"Host": host})
    assert response.status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "[::1]:8080", "LOCALHOST"])
def test_this_machine_is_not(desk: Desk, host: str) -> None:
    assert desk.get("/v1/dossiers", headers={"Host": host}).status_code == 200


def test_headers_keep_browsers_from_guessing_storing_and_framing(desk: Desk) -> None:
    response = desk.get("/v1/dossiers")
    assert response.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"


def test_content_of_papers_is_never_cached(desk: Desk) -> None:
    paper = desk.hand_in(desk.open(), picture()).json["links"]["self"]
    assert desk.get(f"{paper}/content").headers["Cache-Control"] == "no-store"
