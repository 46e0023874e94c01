"""What every record store must do with work: jobs, the outbox, requests already carried out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from models.errors import Conflict
from models.identifiers import (
    ComponentId,
    JobId,
)
from models.job import JobState, Lane
from models.ports.records import Records, RecordStore
from tests.records.build import MINUTE, NOW, PAPER, component, result


class TestJobs:
    def test_a_job_is_leased_once_and_its_attempt_counted(self, filled: RecordStore) -> None:
        with filled.write() as now:
            added = now.jobs.add(PAPER, NOW)
            assert (added.state, added.attempts, added.component) == (JobState.READY, 0, PAPER)
            job = now.jobs.lease(NOW, NOW + MINUTE)
            assert now.jobs.lease(NOW, NOW + MINUTE) is None
        assert job is not None
        assert (job.id, job.state, job.attempts, job.leased_until) == (added.id, JobState.LEASED, 1, NOW + MINUTE)
        assert job.lease

    def test_the_oldest_is_taken_first(self, filled: RecordStore) -> None:
        with filled.write() as now:
            second, first = now.jobs.add(PAPER, NOW + MINUTE), now.jobs.add(PAPER, NOW)
            third = now.jobs.add(PAPER, NOW + MINUTE)
            taken = [now.jobs.lease(NOW + 2 * MINUTE, NOW + 3 * MINUTE) for _ in range(3)]
        assert [job and job.id for job in taken] == [first.id, second.id, third.id]

    def test_a_lane_named_first_goes_first_and_others_are_left_alone(self, filled: RecordStore) -> None:
        with filled.write() as now:
            bulk = now.jobs.add(PAPER, NOW, Lane.BULK)
            counter = now.jobs.add(PAPER, NOW + MINUTE)
            assert (bulk.lane, counter.lane) == (Lane.BULK, Lane.INTERACTIVE)
            later = NOW + 2 * MINUTE
            assert now.jobs.lease(later, later + MINUTE, [Lane.INTERACTIVE, Lane.BULK]) is not None
            assert now.jobs.lease(later, later + MINUTE, [Lane.INTERACTIVE]) is None
            (waiting,) = now.jobs.find(state=JobState.READY)
            assert waiting == bulk
            taken = now.jobs.lease(later, later + MINUTE, [Lane.BULK, Lane.INTERACTIVE])
        assert taken is not None
        assert (taken.id, taken.lane) == (bulk.id, Lane.BULK)

    def test_who_waits_for_work_learns_of_a_new_job_at_once(self, filled: RecordStore) -> None:
        """The wait is long and ends long before its time: a job added by another thread ends it."""
        signal = filled.work_signal()
        with ThreadPoolExecutor(1) as other:
            waiting = other.submit(self._wait_for_a_job, filled, signal)
            with filled.write() as now:
                added = now.jobs.add(PAPER, NOW)
            assert waiting.result(timeout=20) == added.id

    def _wait_for_a_job(self, store: RecordStore, signal: int) -> JobId:
        while True:
            with store.write() as now:
                job = now.jobs.lease(NOW, NOW + MINUTE)
            if job is not None:
                return job.id
            store.wait_for_work(signal, 60)
            signal = store.work_signal()

    def test_a_lapsed_lease_is_taken_over_and_the_first_holder_fenced_off(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.jobs.add(PAPER, NOW)
            old = now.jobs.lease(NOW, NOW + MINUTE)
            assert now.jobs.lease(NOW + MINUTE - timedelta(microseconds=1), NOW + 2 * MINUTE) is None
            new = now.jobs.lease(NOW + MINUTE, NOW + 2 * MINUTE)
            assert old is not None
            assert new is not None
            assert (new.id, new.attempts) == (old.id, 2)
            assert not now.jobs.renew(old.id, old.lease, NOW + 9 * MINUTE)
            assert not now.jobs.finish(old.id, old.lease, JobState.DONE)
            (held,) = now.jobs.find(state=JobState.LEASED)
            assert held == new
            assert now.jobs.finish(new.id, new.lease, JobState.DONE)

    def test_an_older_lapsed_job_goes_before_a_younger_ready_one(self, filled: RecordStore) -> None:
        with filled.write() as now:
            old = now.jobs.add(PAPER, NOW)
            now.jobs.lease(NOW, NOW + MINUTE)
            now.jobs.add(PAPER, NOW + MINUTE)
            again = now.jobs.lease(NOW + 5 * MINUTE, NOW + 6 * MINUTE)
        assert again is not None
        assert again.id == old.id

    def test_a_renewed_lease_is_not_taken(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.jobs.add(PAPER, NOW)
            job = now.jobs.lease(NOW, NOW + MINUTE)
            assert job is not None
            assert now.jobs.renew(job.id, job.lease, NOW + 5 * MINUTE)
            assert now.jobs.lease(NOW + 2 * MINUTE, NOW + 3 * MINUTE) is None

    @pytest.mark.parametrize("end", [JobState.DONE, JobState.PARKED])
    def test_an_ended_job_is_not_taken_again(self, filled: RecordStore, end: JobState) -> None:
        with filled.write() as now:
            now.jobs.add(PAPER, NOW)
            job = now.jobs.lease(NOW, NOW + MINUTE)
            assert job is not None
            assert now.jobs.finish(job.id, job.lease, end, "vì sao")
            assert not now.jobs.finish(job.id, job.lease, JobState.READY)
            assert not now.jobs.renew(job.id, job.lease, NOW + 9 * MINUTE)
            assert now.jobs.lease(NOW + 9 * MINUTE, NOW + 10 * MINUTE) is None
            (ended,) = now.jobs.find(PAPER)
        assert (ended.state, ended.reason, ended.attempts, ended.lease) == (end, "vì sao", 1, "")

    def test_a_job_given_back_is_taken_again_without_counting_the_lost_run(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.jobs.add(PAPER, NOW)
            job = now.jobs.lease(NOW, NOW + MINUTE)
            assert job is not None
            assert now.jobs.finish(job.id, job.lease, JobState.READY, "service-unavailable")
            again = now.jobs.lease(NOW, NOW + MINUTE)
        assert again is not None
        assert (again.attempts, again.reason) == (1, "service-unavailable")
        assert again.lease != job.lease

    def test_only_a_parked_job_can_be_retried_and_starts_afresh(self, filled: RecordStore) -> None:
        with filled.write() as now:
            job = now.jobs.add(PAPER, NOW)
            with pytest.raises(Conflict):
                now.jobs.retry(job.id)
            leased = now.jobs.lease(NOW, NOW + MINUTE)
            assert leased is not None
            now.jobs.finish(leased.id, leased.lease, JobState.PARKED, "hỏng")
            now.jobs.retry(job.id)
            (ready,) = now.jobs.find(state=JobState.READY)
        assert ready == job

    def test_workers_at_once_never_hold_the_same_job(self, filled: RecordStore) -> None:
        with filled.write() as now:
            for _ in range(20):
                now.jobs.add(PAPER, NOW)

        def work(_: int) -> JobId | None:
            with filled.write() as now:
                job = now.jobs.lease(NOW, NOW + MINUTE)
            return None if job is None else job.id

        with ThreadPoolExecutor(10) as pool:
            taken = list(pool.map(work, range(25)))
        assert taken.count(None) == 5
        assert len(set(taken) - {None}) == 20

    def test_jobs_are_found_by_component_and_state(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.components.add(component(number=2, id=ComponentId("other")))
            mine, other = now.jobs.add(PAPER, NOW), now.jobs.add(ComponentId("other"), NOW + MINUTE)
            assert now.jobs.find() == [mine, other]
            assert now.jobs.find(PAPER) == [mine]
            assert now.jobs.find(state=JobState.READY) == [mine, other]
            assert now.jobs.find(PAPER, JobState.DONE) == []


class TestOutboxAndIdempotency:
    def test_entries_come_in_the_order_of_their_changes(self, records: RecordStore) -> None:
        with records.write() as now:
            for document in ("b", "a", "b"):
                now.outbox.add(document)
        with records.write() as now:
            entries = now.outbox.read(2)
            assert [entry.document for entry in entries] == ["b", "a"]
            now.outbox.delete([entry.sequence for entry in entries])
            now.outbox.delete([])
            assert [entry.document for entry in now.outbox.read(9)] == ["b"]

    def test_a_sequence_is_never_given_again(self, records: RecordStore) -> None:
        with records.write() as now:
            now.outbox.add("a")
            (first,) = now.outbox.read(9)
            now.outbox.delete([first.sequence])
            now.outbox.add("b")
            (second,) = now.outbox.read(9)
        assert second.sequence > first.sequence

    def test_what_was_claimed_is_deleted_when_the_block_ends_well(self, records: RecordStore) -> None:
        with records.write() as now:
            for document in ("a", "b", "c"):
                now.outbox.add(document)
        with records.claim(2) as entries:
            assert [entry.document for entry in entries] == ["a", "b"]
        with records.claim(9) as entries:
            assert [entry.document for entry in entries] == ["c"]
        with records.claim(9) as entries:
            assert entries == []

    def test_what_was_claimed_stays_when_the_block_fails(self, records: RecordStore) -> None:
        with records.write() as now:
            now.outbox.add("a")
        with pytest.raises(Conflict), records.claim(9):
            raise Conflict("thử", "trial")
        with records.claim(9) as entries:
            assert [entry.document for entry in entries] == ["a"]

    def test_records_are_written_while_a_claim_is_held(self, records: RecordStore) -> None:
        with records.write() as now:
            now.outbox.add("a")
        with records.claim(9), records.write() as now:
            now.outbox.add("a")
        with records.read() as now:
            assert [entry.document for entry in now.outbox.read(9)] == ["a"]

    def test_followers_at_once_settle_everything(self, records: RecordStore) -> None:
        with records.write() as now:
            for number in range(60):
                now.outbox.add(str(number))

        def follow(_follower: int) -> list[str]:
            seen = list[str]()
            while True:
                with records.claim(4) as entries:
                    seen += [entry.document for entry in entries]
                with records.read() as now:
                    if not now.outbox.read(1):
                        return seen

        with ThreadPoolExecutor(3) as pool:
            settled = [document for seen in pool.map(follow, range(3)) for document in seen]
        assert set(settled) == set(map(str, range(60)))

    def test_a_rebuild_enters_every_component_and_result(self, filled: RecordStore) -> None:
        issued = result()
        with filled.write() as now:
            now.results.add(issued)
            assert now.outbox.add_all() == 2
            assert [entry.document for entry in now.outbox.read(9)] == [PAPER, issued.id]

    def test_a_key_is_kept_once(self, records: RecordStore) -> None:
        with records.write() as now:
            now.idempotency.put("k", "fingerprint", "H99-1", NOW)
            assert now.idempotency.get("k") == ("fingerprint", "H99-1")
        with pytest.raises(Conflict), records.write() as now:
            now.idempotency.put("k", "other", "H99-2", NOW)

    def test_a_key_goes_when_its_effect_is_undone(self, records: RecordStore) -> None:
        def fail(now: Records) -> None:
            now.idempotency.put("k", "fingerprint", "H99-1", NOW)
            raise RuntimeError

        with pytest.raises(RuntimeError), records.write() as now:
            fail(now)
        with records.read() as now:
            assert now.idempotency.get("k") is None
