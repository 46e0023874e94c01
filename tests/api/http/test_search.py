import pytest

from api.services.context import Context
from api.services.search import follow
from tests.api.desk import Desk, picture


@pytest.fixture
def paper(desk: Desk, context: Context) -> str:
    found = desk.read_paper(context, desk.open())
    while follow(context):
        pass
    return found


@pytest.mark.parametrize(
    "words", ["duong", "đường", "Đường", "\u0110u\u031bo\u031b\u0300ng", "Hoà", "hòa", "mai duong"]
)
def test_words_find_the_paper_with_or_without_accents(desk: Desk, paper: str, words: str) -> None:
    found = desk.get("/v1/search", query_string={"q": words}).json
    assert [hit["links"]["self"] for hit in found["hits"]] == [paper]
    assert (found["total"], found["more_than_total"]) == (1, False)
    assert "\u2068" in found["hits"][0]["snippet"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("&type=birth-certificate", 1),
        ("&type=decision", 0),
        ("&owner=001320000001", 1),
        ("&owner=001320000002", 0),
        ("&agency=000.00.00.H99", 1),
        ("&agency=000.00.05.H99", 0),
        ("&procedure=1.000894", 1),
        ("&procedure=2.000488", 0),
        ("&state=2", 1),
        ("&state=10", 0),
        ("&period=2026", 1),
        ("&period=2026-11", 1),
        ("&period=2026-10", 0),
        ("&period=&state=&procedure=&type=&owner=", 1),
    ],
)
def test_filters_narrow_what_is_found(desk: Desk, paper: str, filters: str, count: int) -> None:
    assert paper
    assert len(desk.get(f"/v1/search?q=duong{filters}").json["hits"]) == count


def test_pages_follow_one_another(desk: Desk, context: Context) -> None:
    code = desk.open()
    papers = {desk.read_paper(context, code, picture(shade)) for shade in (1, 2, 3)}
    while follow(context):
        pass
    seen, path = set(), "/v1/search?q=khai+sinh&limit=2"
    while path:
        page = desk.get(path).json
        seen |= {hit["links"]["self"] for hit in page["hits"]}
        path = page["next"]
    assert seen == papers


def test_hits_are_counted_when_asked(desk: Desk, paper: str) -> None:
    assert paper
    assert "facets" not in desk.get("/v1/search?q=duong").json
    facets = desk.get("/v1/search?q=duong&facets=1").json["facets"]
    assert facets["types"] == [{"value": "birth-certificate", "count": 1}]
    assert {"value": "000.00.00.H99", "count": 1} in facets["agencies"]
    assert facets["years"] == [{"value": "2026", "count": 1}]


def test_a_slip_of_the_typist_is_forgiven(desk: Desk, paper: str) -> None:
    found = desk.get("/v1/search?q=khai+sinhh").json
    assert [hit["links"]["self"] for hit in found["hits"]] == [paper]


@pytest.mark.parametrize(
    "query",
    ["", "?q=", "?q=%20", "?q=duong&limit=0", "?q=duong&after=spoilt", "?q=duong&period=2026-13", "?q=duong&state=11",
     "?q=duong&state=x"],
)  # fmt: skip
def test_a_search_that_cannot_be_done_says_so(desk: Desk, query: str) -> None:
    assert desk.get(f"/v1/search{query}").status_code == 422


def test_pickers_find_without_accents(desk: Desk) -> None:
    assert [p["code"] for p in desk.get("/v1/procedures?q=ket hon").json["procedures"]] == ["1.000894"]
    assert [a["code"] for a in desk.get("/v1/agencies?q=an binh").json["agencies"]] == ["000.07.21.H99"]
    assert len(desk.get("/v1/agencies").json["agencies"]) == 4
    slugs = [entry["slug"] for entry in desk.get("/v1/document-types").json["document_types"]]
    assert "birth-certificate" in slugs
