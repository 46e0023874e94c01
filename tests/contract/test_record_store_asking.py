"""What every record store must do with what was asked for, and with intakes of linked procedures."""

from dataclasses import replace
from datetime import date

import pytest

from models.agency import Level
from models.dossier import Intake
from models.errors import NotFound
from models.identifiers import AgencyCode, ChainKey, DossierCode, OwnerId, ProcedureCode, RequirementKey
from models.ports.records import RecordStore
from models.procedure import Chain, ChainStep, Feed
from models.re_request import ReRequest, ReRequestReason
from tests.records.build import AGENCY, CODE, MINUTE, NOW, dossier

BIRTH = RequirementKey("birth")
AGAIN = ReRequest(CODE, BIRTH, ReRequestReason.DOUBTED, "Mờ dấu “đỏ”", ("c1", "r2"), "cb", AGENCY, NOW)
CHAIN = Chain(
    ChainKey("birth"),
    "Khai sinh, thường trú",
    (
        ChainStep(ProcedureCode("1.001193"), Level.COMMUNE),
        ChainStep(
            ProcedureCode("1.004222"), Level.COMMUNE, (Feed(BIRTH, 1, None), Feed(RequirementKey("id"), 1, BIRTH))
        ),
    ),
    date(2024, 7, 1),
)


class TestReRequests:
    def test_they_come_back_as_given_oldest_first(self, filled: RecordStore) -> None:
        plain = replace(AGAIN, requirement=RequirementKey("status"), reason=None, on_file=(), at=NOW + MINUTE)
        with filled.write() as now:
            now.re_requests.add(AGAIN)
            now.re_requests.add(plain)
        with filled.read() as now:
            assert now.re_requests.of_dossier(CODE) == [AGAIN, plain]
            assert now.re_requests.of_dossier(DossierCode("H99.01.03-260302-0009")) == []

    def test_only_those_on_file_are_counted_by_agency_in_their_time(self, filled: RecordStore) -> None:
        other = AgencyCode("H99.01.04")
        with filled.write() as now:
            for request in (AGAIN, replace(AGAIN, at=NOW + MINUTE), replace(AGAIN, agency=other)):
                now.re_requests.add(request)
            now.re_requests.add(replace(AGAIN, reason=None, on_file=()))
            assert now.re_requests.count(NOW, NOW + 2 * MINUTE) == {AGENCY: 2, other: 1}
            assert now.re_requests.count(NOW, NOW + MINUTE) == {AGENCY: 1, other: 1}, "the end is exclusive"
            assert now.re_requests.count(NOW + 2 * MINUTE, NOW + 3 * MINUTE) == {}

    def test_what_was_asked_for_is_handed_in_once(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.re_requests.add(AGAIN)
            assert now.re_requests.hand_in(CODE, RequirementKey("status"), NOW) == 0
            assert now.re_requests.hand_in(CODE, BIRTH, NOW + MINUTE) == 1
            assert now.re_requests.hand_in(CODE, BIRTH, NOW + 2 * MINUTE) == 0
            assert now.re_requests.of_dossier(CODE) == [replace(AGAIN, handed_in_at=NOW + MINUTE)]
            assert now.re_requests.count_handed_in(NOW, NOW + MINUTE) == {}
            assert now.re_requests.count_handed_in(NOW + MINUTE, NOW + 2 * MINUTE) == {AGENCY: 1}


class TestIntakes:
    def test_an_intake_keeps_its_chain_and_the_order_of_its_dossiers(self, records: RecordStore) -> None:
        codes = (DossierCode("H99.01.03-260302-0002"), DossierCode("H99.01.03-260302-0001"))
        intake = Intake("i1", CHAIN, AGENCY, codes, OwnerId("001093047064"), "cb", NOW)
        with records.write() as now:
            now.intakes.add(intake)
            for code in sorted(codes):
                now.dossiers.add(dossier(code, intake="i1"))
        with records.read() as now:
            assert now.intakes.get("i1") == intake
            assert [one.code for one in now.intakes.dossiers("i1")] == list(codes)

    def test_an_unknown_one_is_not_found(self, records: RecordStore) -> None:
        with records.read() as now, pytest.raises(NotFound):
            now.intakes.get("i1")


class TestDueDate:
    def test_it_can_be_set_later(self, filled: RecordStore) -> None:
        with filled.write() as now:
            before = now.dossiers.get(CODE)
            assert now.dossiers.set_due(CODE, NOW + MINUTE) == replace(
                before, due_at=NOW + MINUTE, version=before.version + 1
            )

    def test_not_of_a_dossier_that_is_not_there(self, records: RecordStore) -> None:
        with pytest.raises(NotFound), records.write() as now:
            now.dossiers.set_due(CODE, NOW)
