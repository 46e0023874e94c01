"""What every record store must do: transactions, dossiers, what is missing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from models.component import Derivatives, Review
from models.dossier import Channel, DossierState, Owner
from models.errors import Conflict, HosoError, NotFound
from models.identifiers import (
    AgencyCode,
    ComponentId,
    DossierCode,
    JobId,
    OwnerId,
    ProcedureCode,
    ResultId,
    Sha256,
    VersionId,
)
from models.ports.records import Records, RecordStore
from models.time import VIETNAM
from tests.records.build import (
    AGENCY,
    CODE,
    DAY,
    MINUTE,
    NOW,
    component,
    digitisation,
    dossier,
    result,
)


class TestTransactions:
    def test_what_was_written_is_there_for_the_next_reader(self, records: RecordStore) -> None:
        with records.write() as now:
            now.dossiers.add(dossier())
        with records.read() as now:
            assert now.dossiers.get(CODE) == dossier()

    @pytest.mark.parametrize("error", [RuntimeError("stop"), KeyboardInterrupt()])
    def test_any_exception_undoes_everything(self, records: RecordStore, error: BaseException) -> None:
        def fail(now: Records) -> None:
            now.dossiers.add(dossier())
            now.outbox.add("x")
            raise error

        with pytest.raises(type(error)), records.write() as now:
            fail(now)
        with records.read() as now:
            assert now.dossiers.page(10) == []
            assert now.outbox.read(10) == []

    def test_a_read_view_refuses_to_write(self, records: RecordStore) -> None:
        with pytest.raises(HosoError), records.read() as now:
            now.outbox.add("x")
        with records.write() as now:
            assert now.outbox.read(10) == []

    def test_a_conflict_that_was_caught_spoils_nothing_else(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.outbox.add("before")
            with pytest.raises(Conflict):
                now.components.add(component(number=1))
            now.outbox.add("after")
        with filled.read() as now:
            assert [entry.document for entry in now.outbox.read(10)] == ["before", "after"]
            assert len(now.components.of_dossier(CODE)) == 1

    def test_a_probe_leaves_nothing_behind(self, records: RecordStore) -> None:
        records.probe()
        with records.read() as now:
            assert now.outbox.read(10) == []

    def test_readers_and_writers_take_turns(self, filled: RecordStore) -> None:
        def turn(number: int) -> int:
            if number % 2:
                with filled.write() as now:
                    now.outbox.add(str(number))
                return 0
            with filled.read() as now:
                return len(now.outbox.read(1000))

        with ThreadPoolExecutor(12) as pool:
            list(pool.map(turn, range(60)))
        with filled.read() as now:
            assert len(now.outbox.read(1000)) == 30


class TestDossiers:
    def test_codes_count_up_by_agency_and_day(self, records: RecordStore) -> None:
        other = AgencyCode("H99.02")
        with records.write() as now:
            assert now.dossiers.next_code(AGENCY, DAY) == "H99.01.03-260302-0001"
            assert now.dossiers.next_code(AGENCY, DAY) == "H99.01.03-260302-0002"
            assert now.dossiers.next_code(other, DAY) == "H99.02-260302-0001"
            assert now.dossiers.next_code(AGENCY, DAY + timedelta(days=1)) == "H99.01.03-260303-0001"

    def test_a_code_that_came_from_elsewhere_is_not_given_again(self, records: RecordStore) -> None:
        with records.write() as now:
            now.dossiers.add(dossier("H99.01.03-260302-0001"))
            assert now.dossiers.next_code(AGENCY, DAY) == "H99.01.03-260302-0002"

    def test_fifty_writers_at_once_get_fifty_codes(self, records: RecordStore) -> None:
        start = Barrier(50)

        def write(_: int) -> DossierCode:
            start.wait()
            with records.write() as now:
                code = now.dossiers.next_code(AGENCY, DAY)
                now.dossiers.add(dossier(code))
            return code

        with ThreadPoolExecutor(50) as pool:
            codes = list(pool.map(write, range(50)))
        assert sorted(codes) == [f"H99.01.03-260302-{number:04d}" for number in range(1, 51)]
        with records.read() as now:
            assert len(now.dossiers.page(100)) == 50

    def test_everything_comes_back_as_it_was_given(self, records: RecordStore) -> None:
        given = dossier(channel=Channel.ONLINE, state=DossierState.REGISTERED, due_at=None, version=4)
        with records.write() as now:
            now.dossiers.add(given)
        with records.read() as now:
            assert now.dossiers.get(CODE) == given

    def test_a_moment_keeps_its_instant_whatever_its_zone(self, records: RecordStore) -> None:
        with records.write() as now:
            now.dossiers.add(dossier(received_at=NOW.astimezone(VIETNAM)))
        with records.read() as now:
            received = now.dossiers.get(CODE).received_at
        assert received == NOW
        assert received.tzinfo is not None

    def test_a_moment_without_zone_is_refused(self, records: RecordStore) -> None:
        with pytest.raises(Exception, match="time zone"), records.write() as now:
            now.dossiers.add(dossier(received_at=NOW.replace(tzinfo=None)))

    def test_a_code_is_taken_once(self, filled: RecordStore) -> None:
        with pytest.raises(Conflict), filled.write() as now:
            now.dossiers.add(dossier())

    def test_a_state_is_set_and_the_version_raised(self, filled: RecordStore) -> None:
        with filled.write() as now:
            before = now.dossiers.get(CODE)
            after = now.dossiers.set_state(CODE, DossierState.IN_PROGRESS)
        assert after == replace(before, state=DossierState.IN_PROGRESS, version=before.version + 1)

    def test_an_owner_has_his_dossiers_newest_first(self, records: RecordStore) -> None:
        with records.write() as now:
            for number in (1, 2, 3):
                later = NOW + number * MINUTE
                now.dossiers.add(dossier(f"H99.01-260302-000{number}", received_at=later))
            now.dossiers.add(dossier("H99.01-260302-0009", owner=Owner(OwnerId("079201000001"), "Lê An")))
        with records.read() as now:
            mine = now.dossiers.of_owner(OwnerId("001093047064"))
        assert [item.code[-1] for item in mine] == ["3", "2", "1"]

    def test_pages_follow_one_another_without_gap_or_repeat(self, records: RecordStore) -> None:
        with records.write() as now:
            for number in range(7):  # pairs of the same moment: the code decides between them
                now.dossiers.add(dossier(f"H99.01-260302-000{number}", received_at=NOW + (number // 2) * MINUTE))
        seen: list[DossierCode] = []
        with records.read() as now:
            while got := now.dossiers.page(3, seen[-1] if seen else None):
                seen += [item.code for item in got]
        assert [code[-1] for code in seen] == ["6", "5", "4", "3", "2", "1", "0"]


class TestMissing:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda now: now.dossiers.get(DossierCode("X")),
            lambda now: now.dossiers.set_state(DossierCode("X"), DossierState.RETURNED),
            lambda now: now.dossiers.page(5, DossierCode("X")),
            lambda now: now.components.get(ComponentId("X")),
            lambda now: now.components.add(component(dossier=DossierCode("X"))),
            lambda now: now.components.next_number(DossierCode("X")),
            lambda now: now.components.save_digitisation(ComponentId("X"), digitisation(), Derivatives()),
            lambda now: now.components.save_failure(ComponentId("X"), "damaged"),
            lambda now: now.components.save_review(ComponentId("X"), Review(), 1),
            lambda now: now.results.get(ResultId("X")),
            lambda now: now.results.add(result(dossier=DossierCode("X"))),
            lambda now: now.jobs.retry(JobId("X")),
            lambda now: now.catalogue.agency(AgencyCode("X"), DAY),
            lambda now: now.catalogue.ancestors(AgencyCode("X"), DAY),
            lambda now: now.catalogue.procedure(ProcedureCode("X"), DAY),
        ],
    )
    def test_what_is_not_there_is_not_found(self, records: RecordStore, ask: Callable[[Records], object]) -> None:
        with pytest.raises(NotFound), records.write() as now:
            ask(now)

    def test_lists_of_nothing_are_empty(self, records: RecordStore) -> None:
        with records.read() as now:
            assert now.dossiers.of_owner(OwnerId("X")) == []
            assert now.components.of_dossier(DossierCode("X")) == []
            assert now.results.of_dossier(DossierCode("X")) == []
            assert now.events.of_dossier(DossierCode("X")) == []
            assert now.reuses.of_source(DossierCode("X")) == []
            assert now.readings.get(VersionId("X")) is None
            assert now.readings.same_bytes(Sha256("0" * 64)) == []
            assert now.jobs.find() == []
            assert now.idempotency.get("X") is None
