"""URLs that hand out one object for a short time, on both servers: pinned, dying, and not to be altered."""

from datetime import timedelta
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
import urllib3

from models.errors import NotFound
from models.identifiers import Sha256
from records.objects.minio import S3Objects
from records.objects.s3_wire import Wire, now_utc
from tests.records.objects.s3 import Bucket, key_of, loopback, needs_server

pytestmark = [needs_server, loopback]
NAME = 'giấy "khai sinh"\r\n.pdf'


def get(url: str) -> urllib3.BaseHTTPResponse:
    with urllib3.PoolManager(retries=False) as pool:
        return pool.request("GET", url)


@pytest.fixture
def kept(bucket: Bucket) -> Sha256:
    return bucket.store.put([b"%PDF a scan"]).sha256


def presign(store: S3Objects, sha256: Sha256, seconds: int = 30) -> str:
    url = store.presigned(sha256, NAME, "application/pdf", seconds)
    assert url is not None
    return url


def test_it_gives_the_bytes_under_the_type_and_name_that_are_pinned(bucket: Bucket, kept: Sha256) -> None:
    answer = get(presign(bucket.store, kept))
    assert (answer.status, answer.data) == (200, b"%PDF a scan")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="giay _khai sinh___.pdf"; filename*=UTF-8')
    assert quote("giấy") in disposition


def test_it_dies_after_its_time(bucket: Bucket, kept: Sha256) -> None:
    earlier = Wire(bucket.wire.bucket, bucket.login, lambda: now_utc() - timedelta(seconds=31))
    answer = get(presign(S3Objects(earlier), kept))
    assert answer.status == 403
    assert b"a scan" not in answer.data
    assert get(presign(S3Objects(earlier), kept, seconds=60)).status == 200


def test_nothing_of_it_can_be_altered(bucket: Bucket, kept: Sha256) -> None:
    other = bucket.store.put([b"of somebody else"]).sha256
    url = presign(bucket.store, kept)
    for changed in (
        url.replace(key_of(kept), key_of(other)),
        url.replace("X-Amz-Expires=30", "X-Amz-Expires=3000"),
        url.replace("application%2Fpdf", "text%2Fhtml"),
        url.replace("attachment", "inline"),
        url + "&response-content-language=vi",
        urlunsplit(urlsplit(url)._replace(query="")),
    ):
        assert changed != url
        assert get(changed).status in {400, 403}, changed


def test_it_serves_reading_alone(bucket: Bucket, kept: Sha256) -> None:
    with urllib3.PoolManager(retries=False) as pool:
        for method in ("PUT", "DELETE"):
            assert pool.request(method, presign(bucket.store, kept), body=b"").status in {400, 403}
    bucket.store.verify(kept)


@pytest.mark.parametrize("key", ["0" * 64, "../../etc/passwd"])
def test_what_is_not_there_has_none(bucket: Bucket, key: str) -> None:
    with pytest.raises(NotFound):
        bucket.store.presigned(Sha256(key), NAME, "application/pdf", 30)


def test_it_holds_no_password(bucket: Bucket, kept: Sha256) -> None:
    assert bucket.login.password not in presign(bucket.store, kept)
