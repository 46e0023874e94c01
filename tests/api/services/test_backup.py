"""Moving house: what was backed up comes back the same, anywhere; what is damaged is refused before it does harm."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from api.services.backup import MANIFEST, back_up, newest, restore, verify_objects
from api.services.context import Context
from api.services.search import follow, rebuild, search
from models.component import Component
from models.errors import Conflict, DamagedFile, IntegrityError, NotFound
from models.ports.objects import ObjectStore
from models.ports.records import RecordStore
from models.search import SearchQuery
from records.index import open_index
from records.objects import open_objects
from records.store import open_records
from tests.api.parts import StandingClock
from tests.api.services.steps import approved_paper, issue, open_at, return_result
from tests.records.build import ledger_key


@contextmanager
def silent(total: int) -> Iterator[Callable[[], None]]:
    assert total >= 0
    yield lambda: None


@pytest.fixture
def copies(tmp_path: Path) -> ObjectStore:
    return open_objects(f"file:{tmp_path}/backup/objects")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@pytest.fixture
def target(tmp_path: Path) -> Iterator[RecordStore]:
    with closing(open_records(f"sqlite:{tmp_path}/target/records.db", None, ledger_key)) as store:
        yield store


def saved(context: Context, folder: Path, copies: ObjectStore) -> None:
    back_up(context.records, context.objects, folder, copies, context.clock.now(), silent)


def lines_of(store: RecordStore) -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    store.dump(lambda name, lines: found.update({name: list(lines)}))
    return found


def filled(context: Context) -> Component:
    first = open_at(context)
    paper = approved_paper(context, first)
    issue(context, first)
    return_result(context, first)
    return paper


class TestAWholeServiceMoves:
    def test_records_objects_searches_and_the_ledger_are_the_same(
        self, context: Context, tmp_path: Path, folder: Path, copies: ObjectStore, target: RecordStore
    ) -> None:
        paper = filled(context)
        while follow(context):
            pass
        saved(context, folder, copies)
        objects = open_objects(f"file:{tmp_path}/target/objects")
        restore(folder, copies, target, objects, silent)
        assert lines_of(target) == lines_of(context.records)
        assert set(objects.keys()) == set(context.objects.keys())
        assert verify_objects(objects, silent) == []
        with closing(open_index(f"sqlite:{tmp_path}/target/index.db")) as index:
            moved = Context(target, objects, index, context.clock, context.limits)
            rebuild(moved)
            for words in ("khai sinh", "le thi mai duong", paper.dossier):
                assert search(moved, SearchQuery(words)) == search(context, SearchQuery(words))

    def test_the_restored_service_goes_on_where_the_old_one_stopped(
        self, context: Context, tmp_path: Path, folder: Path, copies: ObjectStore, target: RecordStore
    ) -> None:
        before = filled(context)
        saved(context, folder, copies)
        objects = open_objects(f"file:{tmp_path}/target/objects")
        restore(folder, copies, target, objects, silent)
        with closing(open_index("memory:")) as index:
            moved = Context(target, objects, index, context.clock, context.limits)
            paper = approved_paper(moved, open_at(moved))
        assert paper.dossier > before.dossier
        with target.read() as records:
            numbers = [entry.number for entry in records.ledger.range(0, 1000)]
        assert numbers == list(range(1, len(numbers) + 1))

    def test_a_second_backup_into_the_same_folder_adds_what_is_new(
        self, context: Context, clock: StandingClock, folder: Path, copies: ObjectStore, target: RecordStore
    ) -> None:
        filled(context)
        saved(context, folder, copies)
        first = {path: path.stat().st_mtime_ns for path in (folder / "objects").rglob("*") if path.is_file()}
        clock.move(hours=1)
        approved_paper(context, open_at(context))
        saved(context, folder, copies)
        assert all(path.stat().st_mtime_ns == at for path, at in first.items())
        assert len(list((folder / "records").iterdir())) == 2
        restore(folder, copies, target, open_objects("memory:"), silent)
        assert lines_of(target) == lines_of(context.records)


class TestWhatIsRefused:
    def test_a_store_that_holds_records(self, context: Context, folder: Path, copies: ObjectStore) -> None:
        filled(context)
        saved(context, folder, copies)
        before = lines_of(context.records)
        with pytest.raises(Conflict):
            restore(folder, copies, context.records, context.objects, silent)
        assert lines_of(context.records) == before

    def test_a_folder_without_a_whole_backup(self, folder: Path, copies: ObjectStore, target: RecordStore) -> None:
        (folder / "records" / "20260101T000000Z").mkdir(parents=True)
        with pytest.raises(NotFound):
            restore(folder, copies, target, open_objects("memory:"), silent)

    @pytest.mark.parametrize("damage", ["cut", "changed", "missing", "garbage"])
    def test_a_damaged_table_before_anything_is_written(
        self, context: Context, folder: Path, copies: ObjectStore, target: RecordStore, damage: str
    ) -> None:
        filled(context)
        saved(context, folder, copies)
        file = newest(folder) / "components.jsonl.gz"
        content = file.read_bytes()
        if damage == "cut":
            file.write_bytes(content[: len(content) // 2])
        elif damage == "changed":
            file.write_bytes(gzip.compress(gzip.decompress(content).replace(b"birth", b"death")))
        elif damage == "missing":
            file.unlink()
        else:
            file.write_bytes(b"not gzip")
        objects = open_objects("memory:")
        empty = lines_of(target)
        with pytest.raises(DamagedFile):
            restore(folder, copies, target, objects, silent)
        assert lines_of(target) == empty
        assert list(objects.keys()) == []

    def test_a_damaged_manifest(self, context: Context, folder: Path, copies: ObjectStore, target: RecordStore) -> None:
        saved(context, folder, copies)
        (newest(folder) / MANIFEST).write_text("{}", "utf-8")
        with pytest.raises(DamagedFile):
            restore(folder, copies, target, open_objects("memory:"), silent)

    def test_an_object_that_is_not_what_was_stored(
        self, context: Context, folder: Path, copies: ObjectStore, target: RecordStore
    ) -> None:
        paper = filled(context)
        saved(context, folder, copies)
        (file,) = (folder / "objects").rglob(paper.version.sha256)
        file.chmod(0o600)
        file.write_bytes(b"x" + file.read_bytes()[1:])
        with pytest.raises(IntegrityError):
            restore(folder, copies, target, open_objects("memory:"), silent)
        with target.read() as records:
            assert records.dossiers.page(1) == []


def test_fixity_names_every_object_that_changed(context: Context, tmp_path: Path) -> None:
    paper = filled(context)
    assert verify_objects(context.objects, silent) == []
    (file,) = (tmp_path / "objects").rglob(paper.version.sha256)
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert verify_objects(context.objects, silent) == [paper.version.sha256]
