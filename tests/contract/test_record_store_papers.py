"""What every record store must do with papers: components, reviews, reuse, events and results."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from models.component import ComponentStatus, Derivatives, Provenance, Review, ReviewState
from models.dossier import ProgressEvent
from models.errors import Conflict, NotFound, StaleVersion
from models.identifiers import (
    ComponentId,
    DocumentType,
    DossierCode,
    RequirementKey,
    ResultId,
    Sha256,
)
from models.page import PageFailure
from models.ports.records import RecordStore
from models.procedure import CopyKind
from models.reuse import ReuseEvent
from tests.records.build import (
    AGENCY,
    CODE,
    MINUTE,
    NOW,
    OWNER,
    PAPER,
    component,
    consent,
    digitisation,
    dossier,
    result,
    version,
)


class TestManyAtOnce:
    """Reads for the index: what is there of what was asked for."""

    def test_components_dossiers_and_results_are_read_together(self, filled: RecordStore) -> None:
        issued = result()
        with filled.write() as now:
            now.components.add(component(number=2, id=ComponentId("other")))
            now.results.add(issued)
        with filled.read() as now:
            asked = [ComponentId("other"), PAPER, ComponentId("unknown")]
            assert [item.id for item in now.components.of_ids(asked)] == [PAPER, "other"]
            assert now.components.of_ids([]) == []
            assert now.dossiers.of_codes([CODE, DossierCode("unknown")]) == [now.dossiers.get(CODE)]
            assert now.results.of_ids([issued.id, ResultId("unknown")]) == [issued]

    def test_texts_are_those_of_the_whole_reading(self, filled: RecordStore) -> None:
        read = digitisation()
        with filled.write() as now:
            paper = now.components.get(PAPER)
            now.components.save_digitisation(PAPER, read, Derivatives())
        with filled.read() as now:
            texts = now.readings.texts([paper.version.id, version(id="unread").id])
        assert texts == {paper.version.id: {page.number: page.text for page in read.reading.pages}}
        assert any(texts[paper.version.id].values())


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

    def test_uses_are_found_from_every_side(self, filled: RecordStore) -> None:
        later = DossierCode("H99.02-260401-0001")
        with filled.write() as now:
            source = now.components.get(PAPER)
            origin = Provenance(CODE, AGENCY, source.version.id, source.version.sha256, component=PAPER)
            now.dossiers.add(dossier(later))
            now.consents.add(consent())
            links = [
                replace(source, id=ComponentId(f"link-{n}"), dossier=later, number=n, provenance=origin) for n in (1, 2)
            ]
            uses = [
                ReuseEvent(later, link.id, OWNER.id, origin, "thường trú", consent().id, "cb", NOW + n * MINUTE)
                for n, link in enumerate(links)
            ]
            for link, use in zip(links, uses, strict=True):
                now.components.add(link)
                now.reuses.add(use)
        with filled.read() as now:
            assert now.reuses.of_component(links[0].id) == uses[0]
            assert now.reuses.of_component(PAPER) is None
            assert now.reuses.of_source(CODE) == now.reuses.of_target(later) == uses
            assert now.reuses.of_version(source.version.id) == now.reuses.of_consent(consent().id) == uses
            assert now.reuses.of_owner([OWNER.id]) == uses[::-1]
            assert now.reuses.of_source(later) == now.reuses.of_target(CODE) == []

    def test_a_use_is_withdrawn_once(self, filled: RecordStore) -> None:
        with filled.write() as now:
            source = now.components.get(PAPER)
            origin = Provenance(CODE, AGENCY, source.version.id, source.version.sha256, component=PAPER)
            now.consents.add(consent())
            now.components.add(replace(source, id=ComponentId("link"), number=2, provenance=origin))
            now.reuses.add(ReuseEvent(CODE, ComponentId("link"), OWNER.id, origin, "p", consent().id, "cb", NOW))
            for minute in (1, 2):
                now.reuses.withdraw(ComponentId("link"), NOW + minute * MINUTE)
            with pytest.raises(NotFound):
                now.reuses.withdraw(PAPER, NOW)
        with filled.read() as now:
            use = now.reuses.of_component(ComponentId("link"))
        assert use is not None
        assert use.withdrawn_at == NOW + MINUTE

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
