"""The people of the story: each with a token of their own, over real HTTP to a real server."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

import urllib3
from waitress.server import create_server

from api.services.context import Context
from api.services.tokens import Wanted, issue_token
from api.wsgi import create_app
from models.caller import OPERATOR
from tests.api.stopping import stop

_POOL = urllib3.PoolManager(retries=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its JSON (None where it is none) and its bytes."""

    status: int
    json: Any
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a token."""

    base: str
    token: str

    def call(self, method: str, path: str, **options: Any) -> Reply:  # noqa: ANN401 - options of the client
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        response = _POOL.request(method, f"{self.base}{path}", headers=headers, **options)
        kind = response.headers.get("Content-Type", "")
        body = response.data
        return Reply(response.status, json.loads(body) if "json" in kind else None, body, response.headers)

    def get(self, path: str) -> Reply:
        return self.call("GET", path)

    def post(self, path: str, body: Any, expect: int = 201) -> Any:  # noqa: ANN401 - JSON
        """Send JSON and return the answer's; fail unless its status is the expected one."""
        reply = self.call("POST", path, json=body)
        assert reply.status == expect, (path, reply.status, reply.json)
        return reply.json

    def send(self, path: str, name: str, content: bytes, expect: int, **fields: str) -> Any:  # noqa: ANN401 - JSON
        """Upload a file with form fields."""
        reply = self.call("POST", path, fields={**fields, "file": (name, content)})
        assert reply.status == expect, (path, reply.status, reply.json)
        return reply.json

    def approve(self, paper: str, **fields: str) -> Any:  # noqa: ANN401 - JSON
        """Approve a paper after comparing it with the original; what was misread is put right."""
        seen = self.get(paper)
        assert seen.status == 200, seen.json
        wrong = {name: value for name, value in fields.items() if seen.json["fields"].get(name) != value}
        body = {"review": "approved", "compared_with_original": True, "fields": wrong}
        reply = self.call("PATCH", paper, json=body, headers={"If-Match": seen.headers["ETag"]})
        assert reply.status == 200, reply.json
        return reply.json


@dataclass(frozen=True, slots=True)
class Town:
    """A running server, and the tokens that it hands out."""

    context: Context
    base: str

    def person(self, wanted: Wanted) -> Person:
        return Person(self.base, issue_token(self.context, OPERATOR, wanted)[1])


@contextmanager
def serving(context: Context) -> Iterator[Town]:
    """Serve the application on a free port of this machine for the length of the block."""
    server = create_server(create_app(context, "an-operator-token"), host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, name="story-server", daemon=True)
    thread.start()
    try:
        yield Town(context, f"http://127.0.0.1:{server.effective_port}")
    finally:
        stop(server, thread)
        _POOL.clear()
