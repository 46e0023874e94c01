"""Slips of reading: what every index forgives, where it ranks that, and what it shows."""

import pytest

from models.identifiers import AgencyCode
from models.ports.index import SearchIndex
from models.search import SearchQuery, SearchScope
from tests.contract.test_search_index import CLOSE, MINUTE, OPEN, entry, found
from tests.records.build import NOW


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("nguyễn", "nguyên"),  # an accent, forgiven by folding
        ("nghiêm", "nghtêm"),  # one letter for another
        ("thanh", "lhanh"),
        ("tháng", "thángg"),  # one more
        ("định", "đjnh"),
        ("tâm", "târn"),  # letters that look alike, also in a short word
        ("2026", "2O26"),
        ("001093047064", "O0l093O47064"),
        ("12/QĐ-UBND", "l2/QĐ-UBND"),
        ("12/QĐ-UBND", "12/QĐ-UBNO"),
        ("administrative", "adrninlstrattve"),
        ("nationality", "narionaliry"),  # two letters in a long word
    ],
)
def test_a_slip_is_found(index: SearchIndex, typed: str, read: str) -> None:
    index.put([entry("slipped", f"chữ {read} chữ", owner_name="", owner="1"), entry("other", "chữ khác", owner="1")])
    assert found(index, typed) == ["slipped"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("đường", "lương"),  # another word, once the right one is there
        ("tháng", "khang trang"),
        ("2026", "2025"),  # digits are never guessed
        ("2026", "2026a"),
        ("001093047064", "001093047065"),
        ("tú", "tứr"),  # three letters are too few
        ("nghiêm", "nqhtẽn"),  # too many
        ("xây dựng", "xâydựng"),
    ],
)
def test_another_word_is_no_slip(index: SearchIndex, typed: str, read: str) -> None:
    index.put([entry("right", typed, owner_name="", owner="1"), entry("other", read, owner_name="", owner="1")])
    assert found(index, typed) == ["right"]


def test_slips_come_last_and_fewer_slips_first(index: SearchIndex) -> None:
    index.put(
        [
            entry("two slips", "nghtêm, thanhh", received_at=NOW + 3 * MINUTE, fields={"full_name": "nghtêm thanhh"}),
            entry("one slip", "nghtêm thanh", received_at=NOW + 2 * MINUTE),
            entry("folded", "thanh chữ nghiem", received_at=NOW),
            entry("exact", "thanh chữ nghiêm", received_at=NOW),
        ]
    )
    assert found(index, "nghiêm thanh") == ["exact", "folded", "one slip", "two slips"]


def test_the_slip_is_shown_as_it_was_read(index: SearchIndex) -> None:
    index.put([entry("a", "Bà Trần Thị NGHTÊM, xã Đường Lâm")])
    (hit,) = index.search(SearchQuery("nghiêm duong")).hits
    assert hit.snippet == f"Bà Trần Thị {OPEN}NGHTÊM{CLOSE}, xã {OPEN}Đường{CLOSE} Lâm"


def test_a_word_as_typed_is_shown_rather_than_a_slip(index: SearchIndex) -> None:
    index.put([entry("a", "nghtêm và nghiêm")])
    (hit,) = index.search(SearchQuery("nghiêm")).hits
    assert hit.snippet == f"nghtêm và {OPEN}nghiêm{CLOSE}"


def test_when_nothing_is_found_any_near_word_counts(index: SearchIndex) -> None:
    index.put([entry("name", "Nguyễn Văn Thành"), entry("number", "năm 2026"), entry("syllable", "trung tâm")])
    assert found(index, "ngyuễn") == ["name"]
    assert found(index, "2O26") == ["number"]
    assert found(index, "trưng tâm") == ["syllable"]
    assert found(index, "tring tâm") == ["syllable"]
    assert found(index, "2027") == []


def test_a_wide_search_goes_on_wide_on_the_next_page(index: SearchIndex) -> None:
    index.put([entry(str(number), "Nguyễn Văn", received_at=NOW + number * MINUTE) for number in range(5)])
    first = index.search(SearchQuery("ngyuễn", limit=2))
    second = index.search(SearchQuery("ngyuễn", limit=2, after=first.cursor))
    assert [hit.id for hit in (*first.hits, *second.hits)] == ["4", "3", "2", "1"]


def test_whether_a_search_is_widened_depends_on_what_the_caller_may_see(index: SearchIndex) -> None:
    index.put([entry("outside", "kgai sinh"), entry("inside", "khai sinh", agencies=(AgencyCode("H98"),))])
    scope = SearchScope(units=(AgencyCode("H98"),))
    assert found(index, "kgai", scope=scope) == ["inside"]


def test_a_slip_is_found_until_its_paper_goes_and_when_it_comes_back(index: SearchIndex) -> None:
    index.put([entry("a", "nghtêm"), entry("b", "nghtêm")])
    index.delete(["a"])
    assert found(index, "nghiêm") == ["b"]
    index.delete(["b"])
    assert found(index, "nghiêm") == []
    index.put([entry("c", "nghtêm")])
    assert found(index, "nghiêm") == ["c"]
    index.clear()
    assert found(index, "nghiêm") == []
    index.put([entry("d", "nghtêm")])
    assert found(index, "nghiêm") == ["d"]
    assert index.count() == 1
