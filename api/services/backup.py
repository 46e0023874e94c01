"""Backup and restore: the whole service in a folder, from any back ends to any others, and proven equal.

A backup is a folder: ``objects/`` holds every object under its hash, ``records/<moment>/`` the records of that moment,
a compressed file of lines for each table and, written last, ``manifest.json`` with the number of lines and the SHA-256
of each. Backing up into the same folder again adds the objects that are new and another set of records.
"""

import gzip
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from api.services.search import Progress
from models.errors import DamagedFile, IntegrityError, NotFound, StorageFailed
from models.identifiers import Sha256
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore

MANIFEST = "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class TableSum:
    """Lines of one table, and the SHA-256 of them with their line ends."""

    lines: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a set of records holds. `schema` is the version of the tables, `objects` the number of objects stored."""

    format: int
    made_at: datetime
    schema: str
    objects: int
    tables: Mapping[str, TableSum]


def back_up(
    records: RecordStore, objects: ObjectStore, folder: Path, copies: ObjectStore, now: datetime, progress: Progress
) -> Manifest:
    """Write a backup into `folder`, whose objects are kept in the store `copies`; return its manifest.

    Records come first: an object is stored before a record names it and never deleted, so every object that these
    records name is among those copied after. Raises StorageFailed, StorageFull, IntegrityError.
    """
    target = folder / "records" / now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    try:
        target.mkdir(parents=True)
        sums: dict[str, TableSum] = {}
        records.dump(lambda name, lines: sums.update({name: _write_table(target, name, lines)}))
        total = copy_objects(objects, copies, progress)
        manifest = Manifest(FORMAT, now, records.schema(), total, sums)
        _write_synced(target / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    except OSError as exc:
        raise StorageFailed(
            f"Không ghi được bản sao lưu ({exc.strerror}); hãy kiểm tra chỗ trống và quyền ghi của {folder}.",
            f"the backup cannot be written ({exc.strerror}); check space and rights of {folder}",
        ) from exc
    return manifest


def restore(
    folder: Path, copies: ObjectStore, records: RecordStore, objects: ObjectStore, progress: Progress
) -> Manifest:
    """Bring the newest complete backup of `folder` into empty back ends, and prove that nothing differs.

    Objects come first, so that no record names one that is not there. Raises NotFound (no complete backup),
    DamagedFile, Conflict (the record store is not empty, or of another schema), IntegrityError.
    """
    source = newest(folder)
    manifest = read_manifest(source)
    if manifest.schema != records.schema():
        raise DamagedFile(
            f"Bản sao lưu có lược đồ {manifest.schema}, chương trình này có {records.schema()};"
            " hãy khôi phục bằng bản chương trình đã sao lưu rồi nâng cấp.",
            f"the backup has schema {manifest.schema}, this programme {records.schema()}; restore it with the programme"
            " that made it, then upgrade",
        )
    check_tables(source, manifest)
    copy_objects(copies, objects, progress)
    records.load((name, _read_table(source, name)) for name in manifest.tables)
    prove(records, manifest)
    return manifest


def prove(records: RecordStore, manifest: Manifest) -> None:
    """Raise IntegrityError unless the records are, line by line, those of the manifest."""
    sums: dict[str, TableSum] = {}
    records.dump(lambda name, lines: sums.update({name: _sum(lines)}))
    wrong = sorted(name for name in manifest.tables if sums.get(name) != manifest.tables[name])
    if wrong:
        raise IntegrityError(
            f"Dữ liệu khôi phục khác bản sao lưu ở bảng {', '.join(wrong)}; hãy xóa kho đích và khôi phục lại.",
            f"the restored records differ from the backup in {', '.join(wrong)}; empty the target and restore again",
        )


def copy_objects(source: ObjectStore, target: ObjectStore, progress: Progress) -> int:
    """Copy what `target` lacks, each under the hash of the bytes that arrived; return how many there are in all."""
    there = set(target.keys())
    wanted = sorted(set(source.keys()))
    missing = [key for key in wanted if key not in there]
    with progress(len(missing)) as tick:
        for key in missing:
            _copy(source, target, key)
            tick()
    return len(wanted)


def verify_objects(objects: ObjectStore, progress: Progress) -> list[Sha256]:
    """Hash every stored object again; return those whose bytes are no longer what they were."""
    keys = sorted(objects.keys())
    broken = []
    with progress(len(keys)) as tick:
        for key in keys:
            try:
                objects.verify(key)
            except (IntegrityError, NotFound):
                broken.append(key)
            tick()
    return broken


def newest(folder: Path) -> Path:
    """Return the newest complete set of records. Raises NotFound."""
    complete = sorted(path.parent for path in (folder / "records").glob(f"*/{MANIFEST}"))
    if not complete:
        raise NotFound(
            f"Thư mục “{folder}” không có bản sao lưu trọn vẹn nào.", f"there is no complete backup in “{folder}”"
        )
    return complete[-1]


def read_manifest(source: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode((source / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as exc:
        raise _damaged(source / MANIFEST) from exc
    if manifest.format != FORMAT:
        raise _damaged(source / MANIFEST)
    return manifest


def check_tables(source: Path, manifest: Manifest) -> None:
    """Raise DamagedFile unless every table file holds what the manifest says; before anything is written anywhere."""
    for name, expected in manifest.tables.items():
        if _sum(_read_table(source, name)) != expected:
            raise _damaged(_file(source, name))


def _copy(source: ObjectStore, target: ObjectStore, key: Sha256) -> None:
    with source.open(key) as stream:
        stored = target.put(iter(lambda: stream.read(_CHUNK), b""))
    if stored.sha256 != key:
        raise IntegrityError(
            f"Đối tượng {key[:12]}… trong kho không còn nguyên vẹn; hãy lấy lại từ bản sao lưu khác.",
            f"the stored object {key[:12]}… is not what was stored; take it from another backup",
        )


def _file(source: Path, name: str) -> Path:
    return source / f"{name}.jsonl.gz"


def _write_table(folder: Path, name: str, lines: Iterable[bytes]) -> TableSum:
    count, digest = 0, sha256()
    with _file(folder, name).open("wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0) as packed:
            for line in lines:
                packed.write(line + b"\n")
                digest.update(line + b"\n")
                count += 1
        raw.flush()
        os.fsync(raw.fileno())
    return TableSum(count, digest.hexdigest())


def _read_table(source: Path, name: str) -> Iterator[bytes]:
    try:
        with gzip.open(_file(source, name), "rb") as lines:
            for line in lines:
                yield line.rstrip(b"\n")
    except (OSError, EOFError) as exc:
        raise _damaged(_file(source, name)) from exc


def _sum(lines: Iterable[bytes]) -> TableSum:
    count, digest = 0, sha256()
    for line in lines:
        digest.update(line + b"\n")
        count += 1
    return TableSum(count, digest.hexdigest())


def _write_synced(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _damaged(file: Path) -> DamagedFile:
    return DamagedFile(
        f"Tệp sao lưu “{file.name}” bị hỏng hoặc thiếu; hãy dùng bản sao lưu khác.",
        f"the backup file “{file.name}” is damaged or missing; use another backup",
    )
