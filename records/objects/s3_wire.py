"""Signed requests to one bucket of an S3 server, over a pool of connections that belongs to this process."""

import base64
import hashlib
import io
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import SplitResult, quote, urlsplit

import urllib3
from minio import Minio
from minio.credentials.credentials import Credentials as Keys
from minio.signer import sign_v4_s3
from minio.time import to_amz_date
from urllib3.exceptions import TimeoutError as NoAnswer

from models.errors import ServiceError
from records.backends import Credentials
from records.objects import disk, hashing
from records.objects.s3_answers import field
from records.objects.s3_errors import translated
from records.objects.s3_url import Bucket
from records.patience import Patience

CONNECT_SECONDS, READ_SECONDS, RETRIES, CONNECTIONS = 4, 10, 3, 32
JOIN_SECONDS = 60
"""How long a server may take to join the parts of a large object: some copy them."""

_BRIEF = urllib3.Timeout(connect=3, read=3)
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # its tries; what comes of them is told by us

_BUSY = (500, 502, 503, 504)
_BAD = 400
_CUT_SHORT = frozenset({"IncompleteBody", "RequestTimeout"})
"""MinIO on a disk that is filling up was seen to answer 500, then this, to one and the same body."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries: all `size` bytes of `content`, which hash to `sha256`."""

    content: BinaryIO
    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> "Body":
        return cls(io.BytesIO(content), len(content), hashlib.sha256(content).hexdigest())

    @property
    def checksum(self) -> Mapping[str, str]:
        """The header by which the server checks the bytes once more and keeps their hash beside them."""
        return {"x-amz-checksum-sha256": base64.b64encode(bytes.fromhex(self.sha256)).decode("ascii")}

    def rewind(self) -> None:
        """Go to the start; this may write what is buffered of a temporary file. Raises StorageFull, StorageFailed."""
        with disk.translated():
            self.content.seek(0)


def now_utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Line:
    """What belongs to one process: sockets shared with a forked parent would mix up their answers."""

    pid: int
    pool: urllib3.PoolManager
    client: Minio


@dataclass(slots=True, eq=False)
class Wire:
    """Requests to `bucket`, shared by the threads of a process.

    A forked child opens connections of its own; a spawned one gets a copy without any (`__reduce__`).
    """

    bucket: Bucket
    credentials: Credentials
    clock: Callable[[], datetime] = now_utc
    _line: _Line | None = default(default=None, init=False, repr=False)
    _patience: Patience = default(default_factory=Patience, init=False, repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        return Wire, (self.bucket, self.credentials, self.clock)

    @property
    def client(self) -> Minio:
        """The vendor's client over our own pool, that is with our time limits and retries."""
        return self._own().client

    def send(
        self,
        method: str,
        key: str = "",
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
        whole: bool = True,
        seconds: float = READ_SECONDS,
    ) -> urllib3.BaseHTTPResponse:
        """Send a request whose signature names the SHA-256 of its body, so that the server refuses other bytes.

        A line that breaks, a busy server and one that did not get the whole body are met by up to three more tries,
        one that does not answer within `seconds` by one, each from the start of the body; a server that has kept
        somebody waiting in vain is given 3 s and no second try (:mod:`records.patience`). With `whole` the answer is
        read; else the caller reads and releases it. Raises ServiceError when no answer comes; an answer of any status
        is returned.
        """
        body = body or Body.of(b"")
        for left in reversed(range(RETRIES)):
            response = self._send_once(method, self._url(key, query or {}), headers or {}, body, whole, seconds)
            if not left or response.status != _BAD or field(response.data, "Code") not in _CUT_SHORT:
                break
        return response

    def _send_once(
        self,
        method: str,
        url: SplitResult,
        headers: Mapping[str, str],
        body: Body,
        whole: bool,
        seconds: float,
    ) -> urllib3.BaseHTTPResponse:
        body.rewind()
        brief = self._patience.is_brief()
        limits = _BRIEF if brief else urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds)
        try:
            with translated():
                answer = self._own().pool.request(
                    method,
                    url.geturl(),
                    body=body.content,
                    headers=self._signed(method, url, headers, body),
                    preload_content=whole,
                    redirect=False,
                    timeout=limits,
                    retries=_tries(0 if brief else RETRIES),
                )
        except ServiceError:
            self._patience.in_vain()
            raise
        self._patience.heard()
        return answer

    def _own(self) -> _Line:
        """Return the connections of this process; two threads that come first may open two pools, and one is dropped.

        No lock: a child forked while another thread held it would wait for ever.
        """
        line = self._line
        if line is None or line.pid != os.getpid():
            pool = new_pool()
            self._line = line = _Line(os.getpid(), pool, make_client(self.bucket, self.credentials, pool))
        return line

    def _url(self, key: str, query: Mapping[str, str]) -> SplitResult:
        scheme, path = "https" if self.bucket.secure else "http", quote(f"/{self.bucket.name}/{key}".rstrip("/"))
        words = "&".join(f"{name}={quote(value, safe='')}" for name, value in sorted(query.items()))
        return urlsplit(f"{scheme}://{self.bucket.endpoint}{path}{'?' if words else ''}{words}")

    def _signed(self, method: str, url: SplitResult, headers: Mapping[str, str], body: Body) -> dict[str, str]:
        now = self.clock()
        given: dict[str, str | list[str] | tuple[str]] = {
            **headers,
            "Host": url.netloc,
            "Content-Length": str(body.size),
            "x-amz-content-sha256": body.sha256,
            "x-amz-date": to_amz_date(now),
        }
        signed = sign_v4_s3(
            method=method,
            url=url,
            region=self.bucket.region,
            headers=given,
            credentials=Keys(self.credentials.user, self.credentials.password),
            content_sha256=body.sha256,
            date=now,
        )
        return {name: str(value) for name, value in signed.items()}


def make_client(bucket: Bucket, credentials: Credentials, pool: urllib3.PoolManager) -> Minio:
    """Return the vendor's client over a pool."""
    return Minio(
        bucket.endpoint,
        access_key=credentials.user,
        secret_key=credentials.password,
        secure=bucket.secure,
        region=bucket.region,
        http_client=pool,
    )


def new_pool() -> urllib3.PoolManager:
    """Return the connections of one process, with limits of time and retries of our own."""
    limits = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    return urllib3.PoolManager(
        maxsize=CONNECTIONS, block=True, timeout=limits, retries=_tries(RETRIES), blocksize=hashing.PIECE
    )


class _Tries(urllib3.Retry):
    """After an answer that did not come in time there is one more try, whatever else is allowed."""

    def increment(self, *arguments: Any, **options: Any) -> "_Tries":  # noqa: ANN401  # handed on
        left = super().increment(*arguments, **options)
        slow = isinstance(options.get("error"), NoAnswer)
        return left.new(total=0) if slow and left.total else left


def _tries(more: int) -> _Tries:
    return _Tries(
        total=more,
        backoff_factor=0.2,
        status_forcelist=_BUSY,
        allowed_methods=None,  # any: every request of ours may be sent twice
        raise_on_status=False,
        respect_retry_after_header=False,  # a server must not make us wait longer than we say
    )
