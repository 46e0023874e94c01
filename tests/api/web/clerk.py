"""People at the pages: logged in, sending forms with the session's CSRF token."""

from collections.abc import Mapping
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.services.context import Context
from api.services.tokens import Wanted, issue_token
from models.caller import OPERATOR, Role
from tests.api.desk import OWNER, TOKEN


class Clerk:
    def __init__(self, client: FlaskClient, token: str = TOKEN) -> None:
        self.client = client
        client.get(f"/dang-nhap?token={token}")

    @classmethod
    def of(cls, app: Flask, context: Context, wanted: Wanted) -> "Clerk":
        """Return somebody with a token of their own, in a browser of their own."""
        return cls(app.test_client(), issue_token(context, OPERATOR, wanted)[1])

    @classmethod
    def citizen(cls, app: Flask, context: Context, owner: str = OWNER["id"]) -> "Clerk":
        return cls.of(app, context, Wanted(Role.CITIZEN, "Lê Thị Mai Đường", owner=owner))

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers, buffered=True)

    def send(self, path: str, form: Mapping[str, object] | None = None, *, follow: bool = True) -> TestResponse:
        with self.client.session_transaction() as session:
            token = session["csrf"]
        return self.client.post(path, data={"csrf": token, **(form or {})}, follow_redirects=follow)

    def open(self, procedure: str = "1.000894", agency: str = "000.07.21.H99", owner: str = "001320000001") -> str:
        """Open a dossier by the form and return its code."""
        form = {"procedure": procedure, "agency": agency, "owner_id": owner, "owner_name": "Lê Thị Mai Đường"}
        return str(self.send("/ho-so", form, follow=False).headers["Location"]).rpartition("/")[2]


class Outline(HTMLParser):
    """What a page holds: tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]
