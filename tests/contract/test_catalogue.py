"""What every record store must do as a catalogue: agencies, procedures and chains as they were on a day."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.agency import Level
from models.catalogue import Contents
from models.errors import InvalidValue, NotFound
from models.identifiers import AgencyCode, ChainKey, ProcedureCode, RequirementKey
from models.ports.records import RecordStore
from models.procedure import Chain, ChainStep, Feed, Online
from records.catalogue import starter
from tests.records.build import DAY, agency, procedure

MERGER = date(2025, 7, 1)
EVE = MERGER - timedelta(days=1)
FIRST = date(2020, 1, 1)
MARRIAGE = ProcedureCode("1.000894")
STEPS = (
    ChainStep(MARRIAGE, Level.COMMUNE),
    ChainStep(ProcedureCode("2.000001"), Level.COMMUNE, (Feed(RequirementKey("identity"), 1, None),)),
)
CHAIN = Chain(ChainKey("wedding"), "Kết hôn, nhập hộ khẩu", STEPS, MERGER)


@pytest.fixture
def loaded(records: RecordStore) -> RecordStore:
    tree = [
        agency("H99", level=Level.PROVINCE),
        agency("H99.20", "H99", Level.DISTRICT, valid_to=MERGER, successor=AgencyCode("H99")),
        agency("H99.20.01", "H99.20", valid_to=MERGER, successor=AgencyCode("H99.50")),
        agency("H99.50", "H99", valid_from=MERGER),
        agency("H99.60", "H99.20", valid_to=MERGER),
        agency("H99.60", "H99", valid_from=MERGER, name="UBND phường mới"),
    ]
    with records.write() as now:
        now.catalogue.load(tree, [procedure("2.000001"), procedure("1.000894")], [CHAIN])
    return records


class TestAgencies:
    def test_an_agency_is_as_it_was_on_the_day(self, loaded: RecordStore) -> None:
        with loaded.read() as now:
            assert now.catalogue.agency(AgencyCode("H99.60"), EVE).parent == "H99.20"
            assert now.catalogue.agency(AgencyCode("H99.60"), MERGER).name == "UBND phường mới"
            assert now.catalogue.agency(AgencyCode("H99.20.01"), EVE).successor == "H99.50"
            with pytest.raises(NotFound):
                now.catalogue.agency(AgencyCode("H99.20.01"), MERGER)
            with pytest.raises(NotFound):
                now.catalogue.agency(AgencyCode("H99.50"), EVE)

    def test_the_tree_of_a_day_has_its_own_ancestors(self, loaded: RecordStore) -> None:
        with loaded.read() as now:
            assert now.catalogue.ancestors(AgencyCode("H99.60"), EVE) == ("H99.60", "H99.20", "H99")
            assert now.catalogue.ancestors(AgencyCode("H99.60"), MERGER) == ("H99.60", "H99")
            assert [item.code for item in now.catalogue.agencies(MERGER)] == ["H99", "H99.50", "H99.60"]

    def test_a_new_period_ends_the_open_one(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([agency("H99", level=Level.PROVINCE, valid_from=date(2027, 1, 1), name="Mới")], [])
        with loaded.read() as now:
            assert now.catalogue.agency(AgencyCode("H99"), date(2026, 12, 31)).valid_to == date(2027, 1, 1)
            assert now.catalogue.agency(AgencyCode("H99"), date(2027, 1, 1)).name == "Mới"


class TestProcedures:
    def test_they_come_back_whole_and_by_code(self, loaded: RecordStore) -> None:
        with loaded.read() as now:
            assert now.catalogue.procedures(DAY) == [procedure("1.000894"), procedure("2.000001")]
            assert now.catalogue.procedure(ProcedureCode("2.000001"), DAY) == procedure("2.000001")

    def test_loading_again_replaces_what_has_the_same_key_and_keeps_the_rest(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([agency("H99", level=Level.PROVINCE, name="Tên mới")], [procedure(working_days=9)])
            now.catalogue.load([], [])
        with loaded.read() as now:
            assert now.catalogue.agency(AgencyCode("H99"), DAY).name == "Tên mới"
            assert len(now.catalogue.agencies(DAY)) == 3
            assert [item.working_days for item in now.catalogue.procedures(DAY)] == [9, 1]
            assert now.catalogue.chains(DAY) == [CHAIN]

    def test_a_new_version_ends_the_open_one_the_day_before_it_begins(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([], [procedure(valid_from=MERGER, online=Online.FULLY, fee_vnd=5000)])
        with loaded.read() as now:
            assert now.catalogue.procedure(MARRIAGE, EVE) == procedure(valid_to=MERGER)
            assert now.catalogue.procedure(MARRIAGE, MERGER).fee_vnd == 5000
            assert [item.online for item in now.catalogue.procedures(EVE)] == [Online.NONE, Online.NONE]
            assert [item.online for item in now.catalogue.procedures(MERGER)] == [Online.FULLY, Online.NONE]

    def test_the_old_version_loaded_again_as_open_stays_ended(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([], [procedure(valid_from=MERGER)])
            now.catalogue.load([], [procedure(name="Tên đã sửa")])
        with loaded.read() as now:
            assert now.catalogue.procedure(MARRIAGE, EVE).name == "Tên đã sửa"
            assert now.catalogue.procedure(MARRIAGE, EVE).valid_to == MERGER
            assert now.catalogue.procedure(MARRIAGE, MERGER).valid_from == MERGER

    def test_an_earlier_version_goes_before(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([], [procedure(valid_from=date(2010, 1, 1), working_days=7)])
        with loaded.read() as now:
            assert now.catalogue.procedure(MARRIAGE, date(2019, 12, 31)).working_days == 7
            assert now.catalogue.procedure(MARRIAGE, FIRST).working_days == 1

    def test_versions_that_overlap_are_refused_and_nothing_is_loaded(self, loaded: RecordStore) -> None:
        late = procedure(valid_from=MERGER, valid_to=date(2028, 1, 1))
        with loaded.write() as now:
            now.catalogue.load([], [late])
        with pytest.raises(InvalidValue, match="chồng nhau"), loaded.write() as now:
            now.catalogue.load([agency("H99.70", "H99")], [procedure(valid_from=date(2027, 6, 1))])
        with loaded.read() as now:
            assert now.catalogue.whole().procedures[:2] == (procedure(valid_to=MERGER), late)
            with pytest.raises(NotFound):
                now.catalogue.agency(AgencyCode("H99.70"), DAY)

    def test_out_of_its_time_the_answer_says_from_or_until_when(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.load([], [procedure("3.000001", valid_from=FIRST, valid_to=MERGER)])
            now.catalogue.load([], [procedure("3.000001", valid_from=date(2026, 1, 1), valid_to=date(2026, 2, 1))])
        code = ProcedureCode("3.000001")
        with loaded.read() as now:
            with pytest.raises(NotFound, match="từ ngày 01/01/2020"):
                now.catalogue.procedure(code, FIRST - timedelta(days=1))
            with pytest.raises(NotFound, match="từ ngày 01/01/2026"):
                now.catalogue.procedure(code, MERGER)
            with pytest.raises(NotFound, match="hết hiệu lực từ ngày 01/02/2026"):
                now.catalogue.procedure(code, date(2026, 2, 1))


class TestChains:
    def test_a_chain_is_there_in_its_time_only(self, loaded: RecordStore) -> None:
        with loaded.read() as now:
            assert now.catalogue.chain(ChainKey("wedding"), MERGER) == CHAIN
            assert now.catalogue.chains(EVE) == []
            with pytest.raises(NotFound):
                now.catalogue.chain(ChainKey("wedding"), EVE)
            with pytest.raises(NotFound):
                now.catalogue.chain(ChainKey("birth"), MERGER)

    def test_a_chain_is_replaced_by_its_key(self, loaded: RecordStore) -> None:
        ended = Chain(CHAIN.key, "Tên mới", STEPS, MERGER, date(2026, 1, 1))
        with loaded.write() as now:
            now.catalogue.load([], [], [ended])
        with loaded.read() as now:
            assert now.catalogue.whole().chains == (ended,)
            assert now.catalogue.chains(DAY) == []


class TestWhole:
    def test_an_empty_catalogue_is_empty(self, records: RecordStore) -> None:
        with records.read() as now:
            assert now.catalogue.whole() == Contents()
            assert now.catalogue.procedures(DAY) == []
            assert now.catalogue.chains(DAY) == []

    def test_cleared_it_is_empty(self, loaded: RecordStore) -> None:
        with loaded.write() as now:
            now.catalogue.clear()
        with loaded.read() as now:
            assert now.catalogue.whole() == Contents()

    def test_changes_at_the_same_time_follow_one_another(self, loaded: RecordStore) -> None:
        def lengthen(letter: str) -> None:
            with loaded.write() as now:
                top = now.catalogue.whole(for_change=True).agencies[0]
                now.catalogue.load([replace(top, name=top.name + letter)], [])

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lengthen, "abcdef"))
        with loaded.read() as now:
            name = now.catalogue.agency(AgencyCode("H99"), DAY).name
        assert sorted(name.removeprefix("Cơ quan H99")) == list("abcdef")

    def test_the_starter_is_kept_to_the_letter(self, records: RecordStore) -> None:
        first = starter()
        with records.write() as now:
            now.catalogue.load(first.agencies, first.procedures, first.chains)
        with records.read() as now:
            kept = now.catalogue.whole()
        assert set(kept.agencies) == set(first.agencies)
        assert kept.procedures == first.procedures
        assert kept.chains == first.chains
