"""A bucket of its own on each of the two S3 servers, and what tests do to it behind the back of the store."""

from dataclasses import dataclass

import pytest

from models.identifiers import Sha256
from records.backends import Credentials
from records.objects.minio import S3Objects
from records.objects.s3_url import parse
from records.objects.s3_wire import Body, Wire
from tests.contract import servers

needs_server = pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
loopback = pytest.mark.allow_hosts(["127.0.0.1"])


@dataclass(frozen=True, slots=True)
class Bucket:
    """An empty bucket: its URL, who may use it, and the server's name."""

    url: str
    login: Credentials
    server: str

    @property
    def wire(self) -> Wire:
        return Wire(parse(self.url), self.login)

    @property
    def store(self) -> S3Objects:
        return S3Objects(self.wire)

    def versions(self) -> list[dict[str, str]]:
        return servers.versions(self.wire)

    def uploads(self) -> bytes:
        """Return the server's list of uploads that were begun and not ended."""
        return self.wire.send("GET", query={"uploads": ""}).data


def key_of(sha256: Sha256) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def replace(bucket: Bucket, sha256: Sha256, content: bytes) -> None:
    """Change an object behind the back of the store."""
    assert bucket.wire.send("PUT", key_of(sha256), body=Body.of(content)).status == 200
