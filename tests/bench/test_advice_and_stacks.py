"""The figures of `bench advice` and `bench stacks`, from a few pictures and piles."""

import pytest

from bench import advice, stacks
from tests.samples.photos.cases import make_case
from tests.samples.stacks import make_stack, reading_of, truth_of


def test_a_picture_is_judged_from_its_file() -> None:
    one = advice._judged("tuning", 1, make_case("birth-certificate", 3, "blank", "tuning", 5))
    assert one.right
    assert one.fault == "blank"
    assert one.milliseconds > 0


def test_wrong_verdicts_count_against() -> None:
    judged = [
        advice.Judged("tuning", fault, right, 100.0, "good/photo: nothing")
        for fault, right in (("", True), ("", False), ("glare", True))
    ]
    facts = advice._facts(judged, [])
    assert facts["families"] == {"tuning": {"good": (1, 2), "glare": (1, 1)}, "check": {}}
    assert not advice._holds(facts)


def test_boundaries_found_missed_and_made_up_are_counted() -> None:
    pile = make_stack(3)
    right = stacks._counts([(pile, reading_of(pile))])
    assert sum(number for name, number in right.items() if name.startswith("all:")) == len(truth_of(pile)) - 1
    blind = stacks._counts([(pile, reading_of(pile[:1]))])
    assert stacks._scores(blind) == (0.0, 0.0)
    assert stacks._scores({"all:": 4, "found:": 3, "false": 1}) == pytest.approx((0.75, 0.75))
