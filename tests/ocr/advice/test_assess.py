"""The verdicts on made-up pictures; `bench advice` measures them on many more."""

import numpy as np
import pytest

from ocr.advice.assess import assess, assess_glance
from ocr.advice.codes import HARMLESS, LEGIBILITY, SENTENCES
from ocr.advice.view import look, look_again
from ocr.clean.glance import glance
from ocr.clean.plan import make_plan
from tests.samples.photos.cases import FAULTS, Case, cases, make_case

_PAPERS = (("birth-certificate", 3), ("decision", 8))


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named(fault: str) -> None:
    case = make_case("birth-certificate", 3, fault, "tuning", 5)
    verdict = assess(case.image)
    assert fault in verdict.advice
    assert verdict.usable == case.usable


@pytest.mark.parametrize("family", ["tuning", "check"])
@pytest.mark.parametrize(("kind", "paper"), _PAPERS)
def test_good_pictures_are_usable_without_advice(kind: str, paper: int, family: str) -> None:
    case = make_case(kind, paper, "", family, 1)
    assert assess(case.image).usable, case.setting


def test_grey_pictures_are_judged_as_well() -> None:
    case = make_case("decision", 8, "cut-edge", "tuning", 1)
    assert "cut-edge" in assess(np.ascontiguousarray(case.image[..., 1])).advice


def test_the_known_turn_is_believed() -> None:
    good = make_case("decision", 8, "", "tuning", 3).image
    assert "upside-down" in assess_glance(glance(good), 180, None).advice
    assert "upside-down" not in assess_glance(glance(np.ascontiguousarray(good[::-1, ::-1])), 0, None).advice


@pytest.mark.parametrize("fault", ["", "blurred", "cut-edge", "finger", "low-resolution"])
def test_letters_that_were_found_already_tell_the_same(fault: str) -> None:
    image = make_case("birth-certificate", 3, fault, "check", 7).image
    seen = glance(image)
    plan = make_plan(image, seen)
    again, afresh = look_again(seen, plan.x_height), look(image)
    assert again.x_height == pytest.approx(afresh.x_height, rel=0.12)
    assert again.place.mean() == pytest.approx(afresh.place.mean(), rel=0.25)
    assert set(assess_glance(seen, plan.rotation, plan.x_height).advice) == set(assess(image).advice)


def test_a_picture_reduced_while_decoding_is_not_called_coarse() -> None:
    small = make_case("decision", 8, "low-resolution", "tuning", 1).image
    assert "low-resolution" in assess(small).advice
    assert "low-resolution" not in assess(small, reduced=0.5).advice


@pytest.mark.parametrize("size", [(20, 20), (1, 400), (3000, 40), (200, 12_000)])
def test_odd_sizes_get_an_answer(size: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    assert set(assess(rng.integers(0, 256, (*size, 3), dtype=np.uint8)).advice) <= set(SENTENCES)


def test_every_code_has_a_sentence_in_both_languages() -> None:
    assert set(FAULTS) | HARMLESS | LEGIBILITY <= set(SENTENCES)
    for sentence in SENTENCES.values():
        assert sentence.vi.endswith(".")
        assert sentence.en.endswith(".")


def test_cases_are_a_function_of_their_seed() -> None:
    def pictures(seed: int) -> list[Case]:
        return list(cases(seed, 2))

    one, again, other = pictures(1), pictures(1), pictures(2)
    assert all(np.array_equal(a.image, b.image) for a, b in zip(one, again, strict=True))
    assert [case.fault for case in one] == ["", "blurred"]
    assert not all(np.array_equal(a.image, b.image) for a, b in zip(one, other, strict=True))
