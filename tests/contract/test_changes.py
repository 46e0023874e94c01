"""What every record store must do with the change feed."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, Event
from time import sleep

from models.change import Change
from models.dossier import DossierScope, ProgressEvent
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.ports.records import RecordStore
from tests.records.build import CODE, NOW, OWNER, dossier

WRITERS, EACH = 8, 10
OTHER = DossierCode("H99.01.04-260302-0001")


def tell(records: RecordStore, *kinds: str, code: DossierCode = CODE) -> None:
    with records.write() as now:
        for kind in kinds:
            now.events.add(ProgressEvent(code, NOW, kind, "cb", {"n": kind}))


def read_on(records: RecordStore, place: int = 0, scope: DossierScope | None = None) -> list[Change]:
    """Give places to all that waits and read on from `place`."""
    with records.write() as now:
        now.changes.place(1000)
    with records.read() as now:
        return list(now.changes.after(place, 1000, scope))


def test_places_count_from_one_in_the_order_of_events(filled: RecordStore) -> None:
    tell(filled, "a", "b")
    tell(filled, "c")
    found = read_on(filled)
    assert [(change.place, change.event.kind) for change in found] == [(1, "a"), (2, "b"), (3, "c")]
    assert found[0].event == ProgressEvent(CODE, NOW, "a", "cb", {"n": "a"})
    tell(filled, "d")
    assert [change.place for change in read_on(filled, 3)] == [4]
    assert [change.place for change in read_on(filled)] == [1, 2, 3, 4]


def test_places_are_given_in_batches_and_only_once(filled: RecordStore) -> None:
    tell(filled, *"abcde")
    with filled.write() as now:
        assert (now.changes.waiting(), now.changes.place(3), now.changes.last()) == (True, 3, 3)
        assert (now.changes.place(3), now.changes.place(3), now.changes.waiting()) == (2, 0, False)
        assert [change.event.kind for change in now.changes.after(1, 2)] == ["b", "c"]


def test_a_scope_hides_the_rest_and_moves_no_place(filled: RecordStore) -> None:
    with filled.write() as now:
        now.dossiers.add(dossier(OTHER, agency=AgencyCode("H99.01.04"), owner=OWNER))
    tell(filled, "mine")
    tell(filled, "theirs", code=OTHER)
    tell(filled, "mine too")
    assert [change.place for change in read_on(filled)] == [1, 2, 3]
    for scope, kinds in (
        (DossierScope(agencies=(AgencyCode("H99.01.04"),)), ["theirs"]),
        (DossierScope(owners=(OWNER.id,)), ["mine", "theirs", "mine too"]),
        (DossierScope(owners=(OwnerId("x"),), procedures=(ProcedureCode("9.9"),)), []),
        (DossierScope(), []),
    ):
        assert [change.event.kind for change in read_on(filled, 0, scope)] == kinds


def test_a_transaction_that_is_still_open_is_not_passed_over(filled: RecordStore) -> None:
    """The open one has the lower numbers. On SQLite the other one waits for it."""
    begun, go_on = Event(), Event()

    def slow() -> None:
        with filled.write() as now:
            now.events.add(ProgressEvent(CODE, NOW, "slow", "cb"))
            begun.set()
            go_on.wait(2)

    seen: list[Change] = []
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(slow)
        begun.wait(5)
        second = pool.submit(tell, filled, "fast")
        with suppress(TimeoutError):
            second.result(0.5)  # on PostgreSQL it commits before the slow one
            seen += read_on(filled)
        go_on.set()
        first.result(10)
        second.result(10)
    seen += read_on(filled, seen[-1].place if seen else 0)
    assert {change.event.kind for change in seen} == {"slow", "fast"}
    assert [change.place for change in seen] == [1, 2]


def test_eight_writers_and_two_readers_lose_nothing_and_repeat_nothing(filled: RecordStore) -> None:
    """Every fourth transaction fails at its end; each writer's events come in the order in which it wrote them."""
    start, done = Barrier(WRITERS), Event()

    def write(writer: int) -> None:
        chance = random.Random(writer)
        start.wait()
        for turn in range(EACH):
            with suppress(ZeroDivisionError), filled.write() as now:
                now.events.add(ProgressEvent(CODE, NOW, f"{writer}.{turn}", "cb"))
                sleep(chance.random() / 200)
                assert 1 / (turn % 4 - 3)

    def follow() -> list[Change]:
        seen: list[Change] = []
        while True:
            last_round = done.is_set()
            seen += read_on(filled, seen[-1].place if seen else 0)
            if last_round:
                return seen
            sleep(0.01)

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        readers = [pool.submit(follow) for _ in range(2)]
        for writing in [pool.submit(write, writer) for writer in range(WRITERS)]:
            writing.result()
        done.set()
        feeds = [reader.result() for reader in readers]
    expected = {f"{writer}.{turn}" for writer in range(WRITERS) for turn in range(EACH) if turn % 4 != 3}
    assert feeds[0] == feeds[1] == read_on(filled)
    assert [change.place for change in feeds[0]] == list(range(1, len(expected) + 1))
    kinds = [change.event.kind for change in feeds[0]]
    assert set(kinds) == expected
    for writer in range(WRITERS):
        turns = [int(kind.split(".")[1]) for kind in kinds if kind.startswith(f"{writer}.")]
        assert turns == sorted(turns)
