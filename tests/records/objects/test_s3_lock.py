"""Object lock on both servers: set once, kept by the server itself, and its absence told in one line."""

import pytest

from models.errors import NotFound, ServiceError
from records.objects.file import FileObjects
from records.objects.memory import MemoryObjects
from records.objects.s3_lock import lock_for, retention_days
from records.objects.s3_parts import THRESHOLD
from tests.contract import servers
from tests.records.objects.s3 import Bucket, key_of, loopback, needs_server


def test_only_s3_locks(tmp_path_factory: pytest.TempPathFactory) -> None:
    for store in (MemoryObjects(), FileObjects(tmp_path_factory.mktemp("objects"))):
        with pytest.raises(ServiceError, match="Only an S3 store"):
            store.lock_for(1)


@needs_server
@loopback
def test_what_is_put_is_kept_by_the_server_itself(bucket: Bucket) -> None:
    bucket.store.lock_for(2)
    assert retention_days(bucket.wire) == 2
    for content in ([b"a scan"], [bytes(THRESHOLD)]):
        kept = bucket.store.put(content).sha256
        version = bucket.wire.send("HEAD", key_of(kept)).headers["x-amz-version-id"]
        refused = bucket.wire.send("DELETE", key_of(kept), query={"versionId": version})
        assert refused.status in {400, 403}
        bucket.store.verify(kept)


@needs_server
@loopback
def test_a_marker_hides_an_object_and_its_removal_brings_it_back(bucket: Bucket) -> None:
    bucket.store.lock_for(2)
    kept = bucket.store.put([b"a scan"]).sha256
    assert bucket.wire.send("DELETE", key_of(kept)).status == 204
    with pytest.raises(NotFound):
        bucket.store.open(kept)
    (marker,) = [row for row in bucket.versions() if row.get("Size", "0") == "0"]
    bucket.wire.send("DELETE", key_of(kept), query={"versionId": marker["VersionId"]})
    bucket.store.verify(kept)


@needs_server
@loopback
def test_a_longer_time_is_never_shortened(bucket: Bucket) -> None:
    bucket.store.lock_for(30)
    bucket.store.lock_for(2)
    assert retention_days(bucket.wire) == 30


@needs_server
@loopback
def test_a_probe_in_a_bucket_that_locks_shows_nothing_and_is_not_locked_for_long(bucket: Bucket) -> None:
    bucket.store.lock_for(3000)
    bucket.store.probe()
    assert list(bucket.store.keys()) == []
    (left,) = [row for row in bucket.versions() if row.get("Size")]
    until = bucket.wire.send("HEAD", left["Key"], query={"versionId": left["VersionId"]})
    assert until.headers["x-amz-object-lock-mode"] == "GOVERNANCE"
    assert until.headers["x-amz-object-lock-retain-until-date"][:4] < "2030"


@needs_server
@loopback
def test_a_probe_without_lock_leaves_no_version(bucket: Bucket) -> None:
    bucket.store.probe()
    assert bucket.versions() == []


@needs_server
@loopback
def test_a_bucket_made_without_lock_says_so_in_one_line(bucket: Bucket) -> None:
    with servers.new_bucket(bucket.server, lock=False) as url:
        plain = Bucket(url, bucket.login, bucket.server)
        assert retention_days(plain.wire) == 0
        with pytest.raises(ServiceError, match="HOSO_OBJECTS_LOCK_DAYS=0") as caught:
            lock_for(plain.wire, 1)
        assert "\n" not in str(caught.value)
        plain.store.probe()
