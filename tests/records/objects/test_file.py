"""What only the file store does: its places on disk, its repairs, its temporary files."""

import os
import time
from pathlib import Path

import pytest

from models.errors import IntegrityError, ServiceError, StorageFailed
from records.objects import open_objects
from records.objects.disk import sync_folder
from records.objects.file import STALE_SECONDS, FileObjects


@pytest.fixture
def store(tmp_path: Path) -> FileObjects:
    return FileObjects(tmp_path)


def place(root: Path, sha256: str) -> Path:
    return root / sha256[:2] / sha256[2:4] / sha256


def test_an_object_lies_under_its_hash_and_no_temporary_file_stays(store: FileObjects, tmp_path: Path) -> None:
    stored = store.put([b"scan"])
    assert place(tmp_path, stored.sha256).read_bytes() == b"scan"
    assert list((tmp_path / "tmp").iterdir()) == []


def test_an_object_is_not_readable_by_strangers(store: FileObjects, tmp_path: Path) -> None:
    stored = store.put([b"scan"])
    assert place(tmp_path, stored.sha256).stat().st_mode & 0o007 == 0


def test_changed_bytes_are_noticed(store: FileObjects, tmp_path: Path) -> None:
    stored = store.put([b"scan"])
    place(tmp_path, stored.sha256).write_bytes(b"scam")
    with pytest.raises(IntegrityError, match=stored.sha256):
        store.verify(stored.sha256)


def test_a_torn_copy_is_replaced_when_the_same_bytes_come_again(store: FileObjects, tmp_path: Path) -> None:
    stored = store.put([b"scan"])
    place(tmp_path, stored.sha256).write_bytes(b"sc")
    assert store.put([b"scan"]).created
    store.verify(stored.sha256)


def test_an_object_that_is_there_is_not_written_again(store: FileObjects, tmp_path: Path) -> None:
    stored = store.put([b"scan"])
    before = place(tmp_path, stored.sha256).stat().st_ino
    assert not store.put([b"scan"]).created
    assert place(tmp_path, stored.sha256).stat().st_ino == before


def test_files_that_are_no_objects_are_not_listed(store: FileObjects, tmp_path: Path) -> None:
    stored = store.put([b"scan"])
    (place(tmp_path, stored.sha256).parent / "notes.txt").write_text("left by an administrator")
    assert list(store.keys()) == [stored.sha256]


def test_a_probe_clears_what_a_crash_left_and_spares_an_upload(store: FileObjects, tmp_path: Path) -> None:
    left, running = tmp_path / "tmp" / "left.part", tmp_path / "tmp" / "running.part"
    left.write_bytes(b"x")
    running.write_bytes(b"y")
    long_ago = time.time() - STALE_SECONDS - 60
    os.utime(left, (long_ago, long_ago))
    store.probe()
    assert [path.name for path in (tmp_path / "tmp").iterdir()] == ["running.part"]


def test_a_path_that_cannot_be_created_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ServiceError) as caught:
        open_objects(f"file:{tmp_path}/file/objects")
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in caught.value.vi


def test_a_folder_lost_after_opening_is_a_failure_not_a_missing_object(store: FileObjects, tmp_path: Path) -> None:
    (tmp_path / "tmp").rmdir()
    with pytest.raises(StorageFailed):
        store.put([b"scan"])
    with pytest.raises(ServiceError):
        store.probe()


def test_a_relative_path_and_an_absolute_url_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stored = open_objects("file:var/objects").put([b"scan"])
    open_objects(f"file://{tmp_path}/var/objects").verify(stored.sha256)


@pytest.mark.parametrize("url", ["var/objects", "file:", "file://host/path", "ftp:var", "hashing:x", "disk:x", ""])
def test_a_url_that_names_no_store_is_one_clear_line(url: str) -> None:
    with pytest.raises(ServiceError) as caught:
        open_objects(url)
    assert "\n" not in str(caught.value)


def test_a_secret_in_a_url_is_not_repeated() -> None:
    with pytest.raises(ServiceError) as caught:
        open_objects("nothing://user:s3cret@host/bucket")
    assert "s3cret" not in str(caught.value)


def test_the_folders_above_an_object_are_synced_once_by_each_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []

    def note(folder: Path) -> None:
        synced.append(folder)
        sync_folder(folder)

    monkeypatch.setattr("records.objects.file.sync_folder", note)
    first, second = FileObjects(tmp_path), FileObjects(tmp_path)
    folder = place(tmp_path, first.put([b"scan"]).sha256).parent
    above = [folder.parent, tmp_path]
    assert synced == [folder, *above]
    first.put([b"scan"])
    assert synced[3:] == [folder]
    second.put([b"scan"])  # another process may have died before it came to sync them
    assert synced[4:] == [folder, *above]


def test_a_folder_that_was_taken_away_is_made_and_synced_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, synced = FileObjects(tmp_path), list[Path]()
    stored = store.put([b"scan"])
    place(tmp_path, stored.sha256).unlink()
    place(tmp_path, stored.sha256).parent.rmdir()
    monkeypatch.setattr("records.objects.file.sync_folder", synced.append)
    assert store.put([b"scan"]).created
    assert len(synced) == 3
    store.verify(stored.sha256)
