"""What a caller may see, filters that are chosen, and counts: exact, and of nothing outside the scope."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from models.dossier import DossierState
from models.errors import InvalidValue
from models.identifiers import AgencyCode, DocumentType, OwnerId, ProcedureCode
from models.ports.index import SearchIndex
from models.search import FacetCount, Facets, SearchQuery, SearchScope
from tests.contract.test_search_index import entry, found

COMMUNE = (AgencyCode("H99.01.03"), AgencyCode("H99.01"), AgencyCode("H99"))
DISTRICT = (AgencyCode("H99.01"), AgencyCode("H99"))
ELSEWHERE = (AgencyCode("H98.01"), AgencyCode("H98"))
SOMEBODY, ANOTHER = OwnerId("001093047064"), OwnerId("079201000001")
MARRIAGE, RECORD = ProcedureCode("1.000894"), ProcedureCode("2.000488")


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    new_year = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)  # midnight in Viet Nam
    index.put(
        [
            entry("commune", "giấy", agencies=COMMUNE, received_at=datetime(2026, 3, 2, tzinfo=UTC)),
            entry("district", "giấy", agencies=DISTRICT, received_at=new_year, procedure=RECORD),
            entry("elsewhere", "giấy", agencies=ELSEWHERE, received_at=datetime(2025, 12, 31, 16, 59, tzinfo=UTC)),
            entry("another", "giấy", agencies=ELSEWHERE, owner=ANOTHER, type=DocumentType("birth-certificate"),
                  state=DossierState.RETURNED, received_at=new_year),
        ]
    )  # fmt: skip
    return index


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (None, {"commune", "district", "elsewhere", "another"}),
        (SearchScope(), set()),
        (SearchScope(units=(AgencyCode("H99"),)), {"commune", "district"}),
        (SearchScope(units=(AgencyCode("H99.01"),)), {"commune", "district"}),
        (SearchScope(units=(AgencyCode("H99.01.03"),)), {"commune"}),
        (SearchScope(units=(AgencyCode("H9"), AgencyCode("%"), AgencyCode("*"))), set()),
        (SearchScope(agencies=(AgencyCode("H99.01"),)), {"district"}),
        (SearchScope(agencies=(AgencyCode("H99"),)), set()),
        (SearchScope(owners=(ANOTHER, OwnerId("nobody"))), {"another"}),
        (SearchScope(owners=(OwnerId(""),)), set()),
        (SearchScope(procedures=(RECORD,)), {"district"}),
        (SearchScope(units=(AgencyCode("H99.01.03"),), owners=(ANOTHER,), procedures=(RECORD,)),
         {"commune", "another", "district"}),
    ],
)  # fmt: skip
def test_a_scope_grants_what_any_of_its_parts_does(
    filled: SearchIndex, scope: SearchScope | None, seen: set[str]
) -> None:
    assert set(found(filled, "giấy", scope=scope)) == seen


def test_a_choice_narrows_the_scope_and_never_widens_it(filled: SearchIndex) -> None:
    scope = SearchScope(units=(AgencyCode("H99"),))
    assert found(filled, "giấy", scope=scope, agencies=(AgencyCode("H98"),)) == []
    assert found(filled, "giấy", scope=scope, agencies=(AgencyCode("H98"), AgencyCode("H99.01.03"))) == ["commune"]
    assert found(filled, "giấy", scope=scope, owner=ANOTHER) == []


def test_counts_and_totals_tell_nothing_from_outside_the_scope(filled: SearchIndex) -> None:
    page = filled.search(SearchQuery("giấy", scope=SearchScope(owners=(ANOTHER,)), facets=True))
    assert page.total == 1
    assert page.facets == Facets(
        types=(FacetCount("birth-certificate", 1),),
        agencies=(FacetCount("H98", 1), FacetCount("H98.01", 1)),
        procedures=(FacetCount("1.000894", 1),),
        states=(FacetCount("10", 1),),
        years=(FacetCount("2026", 1),),
        months=(FacetCount("2026-01", 1),),
    )


@pytest.mark.parametrize(
    ("chosen", "seen"),
    [
        ({"procedure": RECORD}, {"district"}),
        ({"state": DossierState.RETURNED}, {"another"}),
        ({"period": "2025"}, {"elsewhere"}),
        ({"period": "2026"}, {"commune", "district", "another"}),
        ({"period": "2026-01"}, {"district", "another"}),
        ({"period": "2026-01", "state": DossierState.ACCEPTED}, {"district"}),
        ({"period": "2024"}, set()),
    ],
)
def test_filters_narrow(filled: SearchIndex, chosen: dict[str, Any], seen: set[str]) -> None:
    assert set(found(filled, "giấy", **chosen)) == seen


@pytest.mark.parametrize("period", ["", "26", "2026-13", "2026-00", "2026-1", "2026-01-02", "20*", "２０２６"])
def test_a_period_that_is_none_is_refused(index: SearchIndex, period: str) -> None:
    with pytest.raises(InvalidValue):
        index.search(SearchQuery("giấy", period=period))


def test_facets_count_all_hits_not_only_those_shown(filled: SearchIndex) -> None:
    page = filled.search(SearchQuery("giấy", facets=True, limit=1))
    assert len(page.hits) == 1
    assert page.facets == Facets(
        types=(FacetCount("decision", 3), FacetCount("birth-certificate", 1)),
        agencies=(
            FacetCount("H98", 2),
            FacetCount("H98.01", 2),
            FacetCount("H99", 2),
            FacetCount("H99.01", 2),
            FacetCount("H99.01.03", 1),
        ),
        procedures=(FacetCount("1.000894", 3), FacetCount("2.000488", 1)),
        states=(FacetCount("2", 3), FacetCount("10", 1)),
        years=(FacetCount("2026", 3), FacetCount("2025", 1)),
        months=(FacetCount("2026-01", 2), FacetCount("2025-12", 1), FacetCount("2026-03", 1)),
    )


def test_facets_are_only_counted_when_asked_for_and_empty_for_nothing(filled: SearchIndex) -> None:
    assert filled.search(SearchQuery("giấy")).facets is None
    assert filled.search(SearchQuery("không có", facets=True)).facets == Facets()


def test_many_values_are_counted_exactly(index: SearchIndex) -> None:
    index.put(
        [
            entry(f"{n:04}", "giấy", procedure=ProcedureCode(f"1.{n % 300:06}"), agencies=(AgencyCode(f"H{n % 450}"),))
            for n in range(900)
        ]
    )
    facets = index.search(SearchQuery("giấy", facets=True)).facets
    assert facets is not None
    assert {(len(facets.procedures), each.count) for each in facets.procedures} == {(300, 3)}
    assert {(len(facets.agencies), each.count) for each in facets.agencies} == {(450, 2)}


def test_a_cursor_grants_nothing(filled: SearchIndex) -> None:
    query = SearchQuery("giấy", limit=1)
    cursor = filled.search(query).cursor
    narrow = SearchScope(owners=(ANOTHER,))
    page = filled.search(replace(query, after=cursor, scope=narrow, facets=True))
    assert {hit.id for hit in page.hits} <= {"another"}
    assert page.total == 1


def test_a_changed_state_takes_the_place_of_the_old_one(filled: SearchIndex) -> None:
    filled.put([entry("commune", "giấy", state=DossierState.RETURNED, revision=2)])
    filled.put([entry("commune", "giấy", state=DossierState.ACCEPTED, revision=1)])
    assert set(found(filled, "giấy", state=DossierState.RETURNED)) == {"another", "commune"}
