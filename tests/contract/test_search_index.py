"""What every search index must find, in which order, and what it shows."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.dossier import DossierState
from models.errors import InvalidValue
from models.identifiers import AgencyCode, DocumentType, DossierCode, OwnerId, ProcedureCode
from models.ports.index import SearchIndex
from models.search import COUNTED_TO, IndexEntry, SearchQuery
from tests.records.build import NOW

OPEN, CLOSE = "\u2068", "\u2069"
MINUTE = timedelta(minutes=1)


def entry(id: str, text: str = "", **changes: Any) -> IndexEntry:  # noqa: ANN401 - attributes of one dataclass
    values: dict[str, Any] = {
        "id": id,
        "kind": "component",
        "dossier": DossierCode("H99.01.03-260302-0001"),
        "agencies": (AgencyCode("H99.01.03"), AgencyCode("H99.01"), AgencyCode("H99")),
        "owner": OwnerId("001093047064"),
        "owner_name": "Trần Thị Bưởi",
        "type": DocumentType("decision"),
        "received_at": NOW,
        "text": text,
        "procedure": ProcedureCode("1.000894"),
        "state": DossierState.ACCEPTED,
    }
    return IndexEntry(**values | changes)


def found(index: SearchIndex, text: str, **narrowed: Any) -> list[str]:  # noqa: ANN401 - attributes of one dataclass
    page = index.search(SearchQuery(text, limit=100, **narrowed))
    assert page.total == len(page.hits)
    return [hit.id for hit in page.hits]


def test_hits_are_counted_up_to_a_number_and_facets_to_the_last(index: SearchIndex) -> None:
    others = [entry(f"{number:05}", "giấy", received_at=NOW - MINUTE * number) for number in range(COUNTED_TO)]
    index.put([*others, entry("one", "giấy", type=DocumentType("application"))])
    every = index.search(SearchQuery("giấy", limit=1, facets=True))
    assert (every.total, every.more_than_total) == (COUNTED_TO, True)
    assert every.facets is not None
    assert [count.count for count in every.facets.types] == [COUNTED_TO, 1]
    some = index.search(SearchQuery("giấy", limit=1, type=DocumentType("decision")))
    assert (some.total, some.more_than_total) == (COUNTED_TO, False)
    assert every.cursor is not None
    following = index.search(SearchQuery("giấy", limit=1, after=every.cursor))
    assert (following.total, following.more_than_total) == (COUNTED_TO, True)
    assert [hit.id for page in (every, some, following) for hit in page.hits] == ["one", "00000", "00000"]


class TestFinding:
    @pytest.mark.parametrize(
        "typed", ["duong", "đường", "Đường", "ĐƯỜNG", unicodedata.normalize("NFD", "đường"), "Ðường", "ｄｕｏｎｇ"]
    )
    def test_accents_case_width_and_composition_do_not_matter(self, index: SearchIndex, typed: str) -> None:
        index.put(
            [
                entry("composed", "xã Đường Lâm"),
                entry("decomposed", unicodedata.normalize("NFD", "xã Đường Lâm")),
                entry("eth", "xã Ðường Lâm"),
                entry("plain", "xa Duong Lam"),
                entry("other", "xã Đương Sơn".replace("ươ", "ô")),
            ]
        )
        assert set(found(index, typed)) == {"composed", "decomposed", "eth", "plain"}

    @pytest.mark.parametrize("typed", ["hoà", "hòa", "HOÀ", "Hòa", "hoa"])
    def test_both_placements_of_the_tone_find_the_same(self, index: SearchIndex, typed: str) -> None:
        index.put([entry("new", "Cộng hoà"), entry("old", "Cộng hòa"), entry("without", "Công bố")])
        assert set(found(index, typed)) == {"new", "old"}

    def test_both_placements_count_as_exact(self, index: SearchIndex) -> None:
        index.put([entry("new", "hoà"), entry("old", "hòa", received_at=NOW - MINUTE), entry("none", "hoa")])
        assert found(index, "hòa") == found(index, "hoà") == ["new", "old", "none"]

    def test_every_word_must_be_found_in_any_order(self, index: SearchIndex) -> None:
        index.put([entry("both", "khai sinh của con"), entry("one", "khai báo tạm trú")])
        assert found(index, "sinh khai") == ["both"]
        assert found(index, "khai tử") == []

    def test_words_may_stand_in_the_text_and_in_the_fields(self, index: SearchIndex) -> None:
        index.put([entry("a", "quyết định", fields={"signer": "Đỗ Văn Khoái"}), entry("b", "quyết định")])
        assert found(index, "quyết khoái") == ["a"]

    def test_a_word_is_found_whole_only(self, index: SearchIndex) -> None:
        index.put([entry("a", "đường"), entry("b", "đườngsá")])
        assert found(index, "đường") == ["a"]
        assert found(index, "đườ") == []

    @pytest.mark.parametrize(
        "typed",
        ["12/QĐ-UBND", "12/qd-ubnd", "12/QÐ-UBND", "QĐ-UBND", "12", '"12/QĐ-UBND"', "12 / QĐ - UBND", "số:12/QĐ-UBND"],
    )
    def test_a_document_number_is_found_as_typed(self, index: SearchIndex, typed: str) -> None:
        index.put([entry("right", "Số:12/QĐ-UBND ngày 3"), entry("wrong", "Số: 112/QĐ-TTg")])
        assert found(index, typed) == ["right"]

    def test_the_parts_of_a_number_must_follow_one_another(self, index: SearchIndex) -> None:
        index.put([entry("right", "12/QĐ-UBND"), entry("apart", "12 bản kèm theo QĐ của UBND")])
        assert found(index, "12/QĐ-UBND") == ["right"]

    def test_codes_ids_names_and_fields_are_found(self, index: SearchIndex) -> None:
        index.put(
            [
                entry("a", fields={"parcel_number": "125", "area_m2": "1250.5"}),
                entry("b", dossier=DossierCode("H98.02-260101-0007"), owner=OwnerId("079201000001"), owner_name="Lê Ý"),
            ]
        )
        for typed in ("H99.01.03-260302-0001", "h99.01.03-260302-0001", "001093047064", "Trần Thị Bưởi", "1250.5"):
            assert found(index, typed) == ["a"]
        for typed in ("H98.02-260101-0007", "079201000001", "lê ý"):
            assert found(index, typed) == ["b"]

    @pytest.mark.parametrize(
        "typed",
        ["đường*", '"đường', "đường AND", "NOT đường", "đường OR xã", "(đường", "hf:đường", "NEAR(đường xã)", "^đường",
         "-đường", "đường'; DROP TABLE entries; --", "{te}: đường", "%đường_", "đường\x00", "đường\ud800", "+đường"],
    )  # fmt: skip
    def test_operators_and_quotes_are_plain_text(self, index: SearchIndex, typed: str) -> None:
        index.put([entry("a", "and not or drop table entries te hf đường xã; near đường"), entry("b", "xã")])
        assert found(index, typed) == ["a"]

    def test_an_operator_is_a_word_like_any_other(self, index: SearchIndex) -> None:
        index.put([entry("a", "đường xã"), entry("b", "đường and xã")])
        assert found(index, "đường AND xã") == ["b"]

    @pytest.mark.parametrize("typed", ["", " ", '"', "* - /", "…", "\u0301", "_", "\x00"])
    def test_a_query_without_a_word_is_refused(self, index: SearchIndex, typed: str) -> None:
        with pytest.raises(InvalidValue):
            index.search(SearchQuery(typed))

    def test_a_pasted_page_is_refused(self, index: SearchIndex) -> None:
        with pytest.raises(InvalidValue):
            index.search(SearchQuery(" ".join(f"từ{number}" for number in range(500))))

    @pytest.mark.parametrize("limit", [0, 101, -1])
    def test_a_page_of_no_or_too_many_hits_is_refused(self, index: SearchIndex, limit: int) -> None:
        with pytest.raises(InvalidValue):
            index.search(SearchQuery("đường", limit=limit))


class TestRanking:
    def test_exact_accents_come_first(self, index: SearchIndex) -> None:
        index.put(
            [
                entry("duong", "duong", received_at=NOW + 2 * MINUTE),
                entry("dương", "dương dương dương", received_at=NOW + MINUTE),
                entry("đường", "một đường dài trong thôn"),
            ]
        )
        assert found(index, "đường")[0] == "đường"
        assert found(index, "dương")[0] == "dương"
        assert found(index, "duong")[0] == "duong"
        assert len(found(index, "đường")) == 3

    def test_more_exact_words_win_over_everything_else(self, index: SearchIndex) -> None:
        index.put(
            [
                entry("scattered", "an, rồi văn, rồi nguyễn"),
                entry("head", fields={"full_name": "Nguyễn Văn Ân"}, received_at=NOW + MINUTE),
            ]
        )
        assert found(index, "nguyễn văn an") == ["scattered", "head"]

    def test_a_phrase_comes_before_scattered_words(self, index: SearchIndex) -> None:
        index.put(
            [
                entry("scattered", "bà Trần Thị Sinh khai rằng", received_at=NOW + MINUTE),
                entry("phrase", "Giấy khai sinh"),
            ]
        )
        assert found(index, "khai sinh") == ["phrase", "scattered"]

    def test_fields_come_before_text(self, index: SearchIndex) -> None:
        index.put(
            [
                entry("text", "Lê Văn Tám", received_at=NOW + MINUTE),
                entry("field", fields={"full_name": "Lê Văn Tám"}),
            ]
        )
        assert found(index, "lê văn tám") == ["field", "text"]

    def test_among_equals_the_newest_is_first(self, index: SearchIndex) -> None:
        index.put([entry(str(n), "giấy", received_at=NOW + n * MINUTE) for n in (2, 0, 1)])
        assert found(index, "giấy") == ["2", "1", "0"]

    def test_scores_fall_and_stay_between_0_and_1(self, index: SearchIndex) -> None:
        index.put(
            [
                entry("all", fields={"full_name": "Đường Tăng"}),
                entry("text", "Đường Tăng"),
                entry("folded", "duong tang"),
                entry("apart", "tang duong"),
            ]
        )
        scores = [hit.score for hit in index.search(SearchQuery("Đường Tăng")).hits]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] == 1.0
        assert scores[-1] >= 0


class TestFilters:
    @pytest.fixture
    def filled(self, index: SearchIndex) -> SearchIndex:
        index.put(
            [
                entry("here", "giấy"),
                entry("there", "giấy", agencies=(AgencyCode("H98.01"), AgencyCode("H98"))),
                entry("other owner", "giấy", owner=OwnerId("079201000001")),
                entry("other type", "giấy", type=DocumentType("birth-certificate")),
            ]
        )
        return index

    def test_a_unit_sees_its_own_and_what_lies_below(self, filled: SearchIndex) -> None:
        assert set(found(filled, "giấy", agencies=(AgencyCode("H98"),))) == {"there"}
        assert "there" not in found(filled, "giấy", agencies=(AgencyCode("H99.01.03"),))
        assert len(found(filled, "giấy", agencies=(AgencyCode("H98.01"), AgencyCode("H99")))) == 4

    def test_no_agency_sees_nothing(self, filled: SearchIndex) -> None:
        assert found(filled, "giấy", agencies=()) == []
        assert found(filled, "giấy", agencies=(AgencyCode("H9"), AgencyCode("%"))) == []

    def test_owner_and_type_narrow(self, filled: SearchIndex) -> None:
        assert found(filled, "giấy", owner=OwnerId("079201000001")) == ["other owner"]
        assert found(filled, "giấy", type=DocumentType("birth-certificate")) == ["other type"]
        assert found(filled, "giấy", owner=OwnerId("079201000001"), type=DocumentType("birth-certificate")) == []


class TestSnippets:
    def test_matches_are_marked_with_their_accents(self, index: SearchIndex) -> None:
        index.put([entry("a", "Xã Đường Lâm, huyện\nnày")])
        (hit,) = index.search(SearchQuery("duong lam")).hits
        assert hit.snippet == f"Xã {OPEN}Đường{CLOSE} {OPEN}Lâm{CLOSE}, huyện này"
        assert (hit.kind, hit.dossier, hit.type) == ("component", "H99.01.03-260302-0001", "decision")

    def test_decomposed_text_is_shown_composed(self, index: SearchIndex) -> None:
        index.put([entry("a", unicodedata.normalize("NFD", "thửa đất ở Hòa Bình"))])
        (hit,) = index.search(SearchQuery("hoà")).hits
        assert hit.snippet == f"thửa đất ở {OPEN}Hòa{CLOSE} Bình"

    def test_a_number_is_marked_whole(self, index: SearchIndex) -> None:
        index.put([entry("a", "Căn cứ Quyết định số 12/QĐ-UBND ngày 3")])
        (hit,) = index.search(SearchQuery("12/qd-ubnd")).hits
        assert f"{OPEN}12/QĐ-UBND{CLOSE}" in hit.snippet

    def test_exact_matches_are_marked_rather_than_folded_ones(self, index: SearchIndex) -> None:
        index.put([entry("a", "ông Ân gặp ông An")])
        (hit,) = index.search(SearchQuery("an")).hits
        assert hit.snippet == f"ông Ân gặp ông {OPEN}An{CLOSE}"

    def test_a_match_deep_in_a_long_paper_is_shown_with_what_stands_around(self, index: SearchIndex) -> None:
        index.put([entry("a", "chữ thường " * 400 + "thửa đất số 125 tờ bản đồ 17 " + "chữ sau " * 400)])
        (hit,) = index.search(SearchQuery("125 ban do")).hits
        assert f"số {OPEN}125{CLOSE} tờ {OPEN}bản{CLOSE} {OPEN}đồ{CLOSE}" in hit.snippet
        assert hit.snippet.startswith("… ")
        assert hit.snippet.endswith(" …")
        assert len(hit.snippet) < 300

    def test_the_stretch_with_most_words_is_shown(self, index: SearchIndex) -> None:
        index.put([entry("a", "khai " + "chữ " * 300 + "giấy khai sinh " + "chữ " * 300)])
        (hit,) = index.search(SearchQuery("giấy khai sinh")).hits
        assert f"{OPEN}giấy{CLOSE} {OPEN}khai{CLOSE} {OPEN}sinh{CLOSE}" in hit.snippet

    def test_what_is_found_in_the_fields_is_shown_from_there(self, index: SearchIndex) -> None:
        index.put([entry("a", "chữ khác", fields={"full_name": "Đỗ Khoái"})])
        (hit,) = index.search(SearchQuery("do khoai")).hits
        assert f"{OPEN}Đỗ{CLOSE} {OPEN}Khoái{CLOSE}" in hit.snippet

    def test_marks_in_the_paper_are_not_taken_for_matches(self, index: SearchIndex) -> None:
        index.put([entry("a", f"{OPEN}giả{CLOSE} thật")])
        (hit,) = index.search(SearchQuery("thật")).hits
        assert hit.snippet == f"giả {OPEN}thật{CLOSE}"


class TestPages:
    def pages(self, index: SearchIndex, query: SearchQuery) -> list[str]:
        seen: list[str] = []
        while True:
            page = index.search(query)
            assert page.total == 25
            seen += [hit.id for hit in page.hits]
            if page.cursor is None:
                return seen
            assert len(page.hits) == query.limit
            query = replace(query, after=page.cursor)

    @pytest.fixture
    def filled(self, index: SearchIndex) -> SearchIndex:
        index.put(
            [entry(f"{n:02}", "đường" if n % 3 else "duong", received_at=NOW + (n // 4) * MINUTE) for n in range(25)]
        )
        return index

    @pytest.mark.parametrize("limit", [1, 4, 5, 24, 25, 100])
    def test_they_follow_one_another_without_gap_or_repeat(self, filled: SearchIndex, limit: int) -> None:
        seen = self.pages(filled, SearchQuery("đường", limit=limit))
        assert len(seen) == len(set(seen)) == 25
        assert seen == found(filled, "đường")

    def test_papers_added_meanwhile_repeat_and_lose_nothing(self, filled: SearchIndex) -> None:
        whole = found(filled, "đường")
        first = filled.search(SearchQuery("đường", limit=10))
        filled.put([entry(f"new {n}", "đường đường", received_at=NOW + 99 * MINUTE) for n in range(5)])
        second = filled.search(SearchQuery("đường", limit=20, after=first.cursor))
        assert [hit.id for hit in (*first.hits, *second.hits)] == whole

    def test_a_cursor_is_refused_when_it_was_altered(self, filled: SearchIndex) -> None:
        cursor = filled.search(SearchQuery("đường", limit=5)).cursor
        assert cursor is not None
        altered = [cursor[:at] + ("B" if cursor[at] != "B" else "C") + cursor[at + 1 :] for at in range(len(cursor))]
        for spoilt in (*altered, cursor[:-4], cursor + "AAAA", "", "x", "é", "a" * 5000):
            with pytest.raises(InvalidValue):
                filled.search(SearchQuery("đường", limit=5, after=spoilt))

    @pytest.mark.parametrize(
        "other",
        [{"text": "duong"}, {"agencies": (AgencyCode("H99"),)}, {"type": DocumentType("decision")}, {"owner": "1"}],
    )
    def test_a_cursor_belongs_to_its_query(self, filled: SearchIndex, other: dict[str, Any]) -> None:
        query = SearchQuery("đường", limit=5)
        cursor = filled.search(query).cursor
        with pytest.raises(InvalidValue):
            filled.search(replace(query, after=cursor, **other))


class TestKeeping:
    def test_an_entry_is_replaced_whole(self, index: SearchIndex) -> None:
        index.put([entry("a", "cũ", fields={"full_name": "Lê Cũ"})])
        index.put([entry("a", "mới", agencies=(AgencyCode("H98"),))])
        assert found(index, "cũ") == []
        assert found(index, "mới", agencies=(AgencyCode("H99"),)) == []
        assert found(index, "mới", agencies=(AgencyCode("H98"),)) == ["a"]
        assert index.count() == 1

    def test_an_older_revision_never_replaces_a_newer_one(self, index: SearchIndex) -> None:
        index.put([entry("a", "bản ba", revision=3), entry("a", "bản hai", revision=2)])
        index.put([entry("a", "bản một", revision=1), entry("b", "bản một", revision=1)])
        assert found(index, "bản") == ["b", "a"]
        assert found(index, "ba") == ["a"]
        index.put([entry("a", "bản ba sửa", revision=3)])
        assert found(index, "sửa") == ["a"]

    def test_deleting_and_clearing(self, index: SearchIndex) -> None:
        index.put([entry(name, "giấy") for name in ("a", "b", "c")])
        index.delete(["a", "unknown"])
        index.delete([])
        assert set(found(index, "giấy")) == {"b", "c"}
        index.clear()
        assert found(index, "giấy") == []
        assert index.count() == 0
        index.put([entry("a", "giấy", revision=1)])
        assert found(index, "giấy") == ["a"]

    def test_a_paper_without_text_is_found_by_its_code(self, index: SearchIndex) -> None:
        index.put([entry("a", owner_name="")])
        assert found(index, "0001") == ["a"]

    def test_nothing_is_put(self, index: SearchIndex) -> None:
        index.put([])
        assert index.count() == 0

    def test_odd_letters_are_kept_and_found(self, index: SearchIndex) -> None:
        index.put([entry("a", "diện tích 125㎡, ½ thửa, mã \x00 B\ud800C, ﬁle № 5, 日本")])
        for typed in ("125m2", "1⁄2", "file", "日本", "№", "no"):
            assert found(index, typed) == ["a"], typed

    def test_a_probe_leaves_nothing_behind(self, index: SearchIndex) -> None:
        index.probe()
        assert index.count() == 0

    def test_writers_and_readers_at_once(self, index: SearchIndex) -> None:
        def turn(number: int) -> None:
            index.put([entry(str(number), "giấy khai sinh"), entry("shared", f"chung {number}", revision=number)])
            assert index.search(SearchQuery("giấy")).total > 0

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(turn, range(1, 41)))
        assert index.count() == 41
        assert found(index, "chung 40") == ["shared"]
