"""What is known to be listed: of the places that were written last, and never of one that was not."""

import pytest

from records.index import known
from records.index.known import Known


def test_words_are_new_until_they_are_listed_in_that_place() -> None:
    held = Known()
    assert held.new("a", ["glay", "nghtem"]) == {"glay", "nghtem"}
    held.listed({"a": ["glay"]})
    held.listed({"a": ["dvong"]})
    assert held.new("a", ["glay", "nghtem", "dvong"]) == {"nghtem"}
    assert held.new("b", ["glay"]) == {"glay"}


def test_two_places_are_written_side_by_side_and_others_forgotten() -> None:
    held = Known()
    held.listed({"a": ["glay"]})
    held.listed({"a": ["dvong"], "b": ["dvong"]})
    assert (held.new("a", ["glay", "dvong"]), held.new("b", ["glay", "dvong"])) == (set(), {"glay"})
    held.listed({"b": []})
    assert (held.new("a", ["glay"]), held.new("b", ["dvong"])) == ({"glay"}, set())


def test_the_memory_starts_afresh_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "MOST", 2)
    held = Known()
    held.listed({"a": ["x", "y", "z"]})
    assert held.new("a", ["x"]) == set()
    held.listed({"a": ["w"]})
    assert held.new("a", ["w", "x"]) == {"x"}
