"""What every record store must do: transactions, and each repository's promises."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from models.agency import Level
from models.component import ComponentStatus, Derivatives, Provenance, Review, ReviewState
from models.dossier import Channel, DossierState, Owner, ProgressEvent
from models.errors import Conflict, HosoError, NotFound, StaleVersion
from models.identifiers import (
    AgencyCode,
    ComponentId,
    DocumentType,
    DossierCode,
    JobId,
    OwnerId,
    ProcedureCode,
    RequirementKey,
    ResultId,
    Sha256,
    VersionId,
)
from models.job import JobState
from models.page import PageFailure
from models.ports.records import Records, RecordStore
from models.procedure import CopyKind
from models.reuse import ReuseEvent
from models.time import VIETNAM
from tests.records.build import (
    AGENCY,
    NOW,
    agency,
    component,
    digitisation,
    dossier,
    procedure,
    result,
    version,
)

DAY = date(2026, 3, 2)
CODE = DossierCode("H99.01.03-260302-0001")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def filled(records: RecordStore) -> RecordStore:
    """A store with one dossier of one component, whose id is `PAPER`."""
    with records.write() as now:
        now.dossiers.add(dossier())
        now.components.add(component(id=PAPER))
    return records


PAPER = ComponentId("paper")


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
            lambda now: now.catalogue.procedure(ProcedureCode("X")),
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
            assert now.events.reuses_of(DossierCode("X")) == []
            assert now.readings.get(VersionId("X")) is None
            assert now.readings.same_bytes(Sha256("0" * 64)) == []
            assert now.jobs.find() == []
            assert now.idempotency.get("X") is None


class TestComponents:
    def test_everything_comes_back_as_it_was_given(self, records: RecordStore) -> None:
        given = component(
            number=3,
            requirement=None,
            status=ComponentStatus.FAILED,
            type=DocumentType("decision"),
            type_confidence=0.5,
            fields={"subject": "V/v “bổ nhiệm”", "signer": "Đỗ Hòa"},
            review=Review(ReviewState.APPROVED, "cb", NOW, compared_with_original=True, note="đã đối chiếu"),
            copy_kind=CopyKind.CERTIFIED,
            revision=7,
            usable=False,
            derivatives=Derivatives({1: Sha256("1" * 64), 2: Sha256("2" * 64)}, Sha256("3" * 64)),
            failure="damaged-file: trang 2",
        )
        with records.write() as now:
            now.dossiers.add(dossier())
            now.components.add(given)
        with records.read() as now:
            assert now.components.get(given.id) == given
            assert now.components.of_dossier(CODE) == [given]

    def test_adding_one_raises_the_dossiers_version(self, filled: RecordStore) -> None:
        with filled.write() as now:
            before = now.dossiers.get(CODE).version
            now.components.add(component(number=2))
            assert now.dossiers.get(CODE).version == before + 1

    def test_they_are_listed_by_number_and_counted_on_from_the_highest(self, filled: RecordStore) -> None:
        with filled.write() as now:
            assert now.components.next_number(CODE) == 2
            now.components.add(component(number=5))
            now.components.add(component(number=2))
            assert now.components.next_number(CODE) == 6
            assert [item.number for item in now.components.of_dossier(CODE)] == [1, 2, 5]

    def test_a_number_is_taken_once_in_a_dossier(self, filled: RecordStore) -> None:
        with pytest.raises(Conflict), filled.write() as now:
            now.components.add(component(number=1))

    def test_an_id_is_taken_once(self, filled: RecordStore) -> None:
        with pytest.raises(Conflict), filled.write() as now:
            now.components.add(component(number=2, id=PAPER))

    def test_writers_at_once_get_numbers_of_their_own(self, records: RecordStore) -> None:
        with records.write() as now:
            now.dossiers.add(dossier())

        def write(_: int) -> None:
            with records.write() as now:
                now.components.add(component(number=now.components.next_number(CODE)))

        with ThreadPoolExecutor(10) as pool:
            list(pool.map(write, range(20)))
        with records.read() as now:
            assert [item.number for item in now.components.of_dossier(CODE)] == list(range(1, 21))

    def test_what_was_read_is_kept_and_believed(self, filled: RecordStore) -> None:
        read = digitisation(fields={"full_name": "Nguyễn Văn Ân", "issue_date": "2020-02-28"})
        made = Derivatives({1: Sha256("a" * 64)}, Sha256("b" * 64))
        with filled.write() as now:
            before = now.dossiers.get(CODE).version
            now.components.save_failure(PAPER, "page-crashed: …")
            now.components.save_digitisation(PAPER, read, made)
        with filled.read() as now:
            after = now.components.get(PAPER)
            assert now.readings.get(after.version.id) == read
            assert now.dossiers.get(CODE).version == before + 2
        assert (after.status, after.failure, after.usable) == (ComponentStatus.DIGITISED, "", True)
        assert (after.type, after.type_confidence) == ("birth-certificate", 0.97)
        assert after.fields == {"full_name": "Nguyễn Văn Ân", "issue_date": "2020-02-28"}
        assert after.derivatives == made
        assert after.revision == 3

    @pytest.mark.parametrize(
        "read",
        [digitisation(usable=False), digitisation(failures=(PageFailure(2, "page-damaged", "hỏng", "damaged"),))],
    )
    def test_a_paper_with_a_bad_page_is_not_usable(self, filled: RecordStore, read: object) -> None:
        with filled.write() as now:
            now.components.save_digitisation(PAPER, read, Derivatives())  # type: ignore[arg-type]  # parametrised
            assert not now.components.get(PAPER).usable

    def test_reading_again_replaces_what_was_read(self, filled: RecordStore) -> None:
        again = digitisation("TRÍCH LỤC KHAI TỬ", "death-extract", {"full_name": "Lê Ý"})
        with filled.write() as now:
            now.components.save_digitisation(PAPER, digitisation(), Derivatives())
            now.components.save_digitisation(PAPER, again, Derivatives())
            after = now.components.get(PAPER)
            assert now.readings.get(after.version.id) == again
        assert (after.type, after.fields) == ("death-extract", {"full_name": "Lê Ý"})

    def test_pages_of_an_uncounted_version_are_counted_when_read(self, filled: RecordStore) -> None:
        lost = PageFailure(2, "page-damaged", "hỏng", "damaged")
        with filled.write() as now:
            now.components.add(component(number=2, id=ComponentId("new"), version=version(pages=0)))
            now.components.save_digitisation(ComponentId("new"), digitisation(failures=(lost,)), Derivatives())
            assert now.components.get(ComponentId("new")).version.pages == 2

    def test_a_failure_is_kept_with_its_reason(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.components.save_failure(PAPER, "encrypted-pdf: tệp có mật khẩu")
            after = now.components.get(PAPER)
        assert (after.status, after.failure) == (ComponentStatus.FAILED, "encrypted-pdf: tệp có mật khẩu")
        assert after.revision == 2


class TestReviews:
    REVIEW = Review(
        ReviewState.APPROVED, "cb", NOW, True, DocumentType("death-extract"), {"full_name": "Nguyễn Văn An"}
    )

    def test_a_persons_values_stand_over_the_machines(self, filled: RecordStore) -> None:
        read = digitisation(fields={"full_name": "Nguyễn Văn Ân", "issuer": "UBND"})
        with filled.write() as now:
            now.components.save_digitisation(PAPER, read, Derivatives())
            after = now.components.save_review(PAPER, self.REVIEW, 2)
            assert now.components.get(PAPER) == after
            assert now.readings.get(after.version.id) == read, "the machine's values stay beside the person's"
        assert (after.type, after.review, after.revision) == ("death-extract", self.REVIEW, 3)
        assert after.fields == {"full_name": "Nguyễn Văn An", "issuer": "UBND"}

    def test_they_stay_when_the_paper_is_read_again(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.components.save_review(PAPER, self.REVIEW, 1)
            now.components.save_digitisation(
                PAPER, digitisation(fields={"full_name": "X", "issuer": "Y"}), Derivatives()
            )
            after = now.components.get(PAPER)
        assert (after.type, after.review) == ("death-extract", self.REVIEW)
        assert after.fields == {"full_name": "Nguyễn Văn An", "issuer": "Y"}

    def test_a_correction_that_is_taken_back_uncovers_what_was_read(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.components.save_digitisation(PAPER, digitisation(), Derivatives())
            now.components.save_review(PAPER, self.REVIEW, 2)
            after = now.components.save_review(PAPER, Review(ReviewState.APPROVED, "cb", NOW), 3)
        assert (after.type, after.fields) == ("birth-certificate", {"full_name": "Nguyễn Văn Ân"})

    def test_only_the_revision_that_was_seen_can_be_changed(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.components.save_review(PAPER, self.REVIEW, 1)
        for revision in (1, 3):
            with pytest.raises(StaleVersion), filled.write() as now:
                now.components.save_review(PAPER, Review(), revision)
        with filled.read() as now:
            assert now.components.get(PAPER).review == self.REVIEW

    def test_of_two_clerks_at_once_one_is_told(self, filled: RecordStore) -> None:
        start = Barrier(2)

        def write(_: int) -> bool:
            start.wait()
            try:
                with filled.write() as now:
                    now.components.save_review(PAPER, self.REVIEW, 1)
            except StaleVersion:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(write, range(2))) == [False, True]

    def test_a_review_raises_the_dossiers_version(self, filled: RecordStore) -> None:
        with filled.write() as now:
            before = now.dossiers.get(CODE).version
            now.components.save_review(PAPER, Review(), 1)
            assert now.dossiers.get(CODE).version == before + 1


class TestReuse:
    def test_a_reused_component_shares_its_sources_version_and_reading(self, filled: RecordStore) -> None:
        later = DossierCode("H99.02-260401-0001")
        with filled.write() as now:
            now.components.save_digitisation(PAPER, digitisation(), Derivatives())
            source = now.components.get(PAPER)
            origin = Provenance(CODE, AGENCY, source.version.id, source.version.sha256, component=PAPER)
            reused = replace(
                source,
                id=ComponentId("reused"),
                dossier=later,
                requirement=RequirementKey("any"),
                status=ComponentStatus.REUSED_COMPONENT,
                revision=1,
                provenance=origin,
            )
            now.dossiers.add(dossier(later))
            now.components.add(reused)
        with filled.read() as now:
            assert now.components.get(ComponentId("reused")) == reused
            assert now.readings.same_bytes(source.version.sha256) == [PAPER, "reused"]
            assert now.readings.get(reused.version.id) == digitisation()

    def test_a_source_that_is_not_there_is_not_found(self, filled: RecordStore) -> None:
        unknown = version()
        origin = Provenance(CODE, AGENCY, unknown.id, unknown.sha256)
        with pytest.raises(NotFound), filled.write() as now:
            now.components.add(component(number=2, version=unknown, provenance=origin))

    def test_uses_are_kept_by_the_dossier_they_come_from(self, filled: RecordStore) -> None:
        later = DossierCode("H99.02-260401-0001")
        origin = Provenance(CODE, AGENCY, VersionId("v"), Sha256("0" * 64), result=ResultId("r"))
        uses = [
            ReuseEvent(later, ComponentId(str(n)), origin, "đăng ký thường trú", "phiếu 12", "cb", NOW + n * MINUTE)
            for n in (1, 2)
        ]
        with filled.write() as now:
            now.dossiers.add(dossier(later))
            for use in reversed(uses):
                now.events.add_reuse(use)
        with filled.read() as now:
            assert now.events.reuses_of(CODE) == uses
            assert now.events.reuses_of(later) == []

    def test_same_bytes_are_found_oldest_first(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.components.add(component(number=2, id=ComponentId("again")))
            now.components.add(component(number=3, version=version(b"other")))
            assert now.readings.same_bytes(version().sha256) == [PAPER, "again"]


class TestEventsAndResults:
    def test_events_are_oldest_first_with_their_detail(self, filled: RecordStore) -> None:
        given = [
            ProgressEvent(CODE, NOW, "received", "cb", {"channel": "counter"}),
            ProgressEvent(CODE, NOW, "accepted", "cb"),
            ProgressEvent(CODE, NOW + MINUTE, "supplement-requested", "cb", {"lý do": "thiếu “ảnh”"}),
        ]
        with filled.write() as now:
            for event in given:
                now.events.add(event)
        with filled.read() as now:
            assert now.events.of_dossier(CODE) == given

    def test_results_come_back_oldest_first_and_raise_the_version(self, filled: RecordStore) -> None:
        first, second = result(), result(copy_kind=CopyKind.ELECTRONIC, fields={})
        with filled.write() as now:
            before = now.dossiers.get(CODE).version
            now.results.add(first)
            now.results.add(second)
            assert now.dossiers.get(CODE).version == before + 2
        with filled.read() as now:
            assert now.results.of_dossier(CODE) == [first, second]
            assert now.results.get(second.id) == second

    def test_a_result_is_added_once(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.results.add(result(id=ResultId("r")))
        with pytest.raises(Conflict), filled.write() as now:
            now.results.add(result(id=ResultId("r")))

    def test_a_result_can_be_reused_as_a_component(self, filled: RecordStore) -> None:
        issued = result()
        origin = Provenance(CODE, AGENCY, issued.version.id, issued.version.sha256, result=issued.id)
        reused = component(
            number=2,
            version=issued.version,
            status=ComponentStatus.REUSED_RESULT,
            type=issued.type,
            fields=issued.fields,
            provenance=origin,
        )
        with filled.write() as now:
            now.results.add(issued)
            now.components.add(reused)
        with filled.read() as now:
            assert now.components.get(reused.id) == reused


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


class TestCatalogue:
    MERGER = date(2025, 7, 1)

    @pytest.fixture
    def loaded(self, records: RecordStore) -> RecordStore:
        tree = [
            agency("H99", level=Level.PROVINCE),
            agency("H99.20", "H99", Level.DISTRICT, valid_to=self.MERGER, successor=AgencyCode("H99")),
            agency("H99.20.01", "H99.20", valid_to=self.MERGER, successor=AgencyCode("H99.50")),
            agency("H99.50", "H99", valid_from=self.MERGER),
            agency("H99.60", "H99.20", valid_to=self.MERGER),
            agency("H99.60", "H99", valid_from=self.MERGER, name="UBND phường mới"),
        ]
        with records.write() as now:
            now.catalogue.load(tree, [procedure("2.000001"), procedure("1.000894")])
        return records

    def test_an_agency_is_as_it_was_on_the_day(self, loaded: RecordStore) -> None:
        eve = self.MERGER - timedelta(days=1)
        with loaded.read() as now:
            assert now.catalogue.agency(AgencyCode("H99.60"), eve).parent == "H99.20"
            assert now.catalogue.agency(AgencyCode("H99.60"), self.MERGER).name == "UBND phường mới"
            assert now.catalogue.agency(AgencyCode("H99.20.01"), eve).successor == "H99.50"
            with pytest.raises(NotFound):
                now.catalogue.agency(AgencyCode("H99.20.01"), self.MERGER)
            with pytest.raises(NotFound):
                now.catalogue.agency(AgencyCode("H99.50"), eve)

    def test_the_tree_of_a_day_has_its_own_ancestors(self, loaded: RecordStore) -> None:
        eve = self.MERGER - timedelta(days=1)
        with loaded.read() as now:
            assert now.catalogue.ancestors(AgencyCode("H99.60"), eve) == ("H99.60", "H99.20", "H99")
            assert now.catalogue.ancestors(AgencyCode("H99.60"), self.MERGER) == ("H99.60", "H99")
            assert [item.code for item in now.catalogue.agencies(self.MERGER)] == ["H99", "H99.50", "H99.60"]

    def test_procedures_come_back_whole_and_by_code(self, loaded: RecordStore) -> None:
        with loaded.read() as now:
            assert now.catalogue.procedures() == [procedure("1.000894"), procedure("2.000001")]
            assert now.catalogue.procedure(ProcedureCode("2.000001")) == procedure("2.000001")

    def test_loading_again_replaces_what_has_the_same_key_and_keeps_the_rest(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([agency("H99", level=Level.PROVINCE, name="Tên mới")], [procedure(working_days=9)])
            now.catalogue.load([], [])
        with loaded.read() as now:
            assert now.catalogue.agency(AgencyCode("H99"), DAY).name == "Tên mới"
            assert len(now.catalogue.agencies(DAY)) == 3
            assert [item.working_days for item in now.catalogue.procedures()] == [9, 1]
