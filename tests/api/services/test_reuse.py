from collections.abc import Sequence

import pytest

from api.services.context import Context, Once
from api.services.dossiers import set_state, view_dossier
from api.services.offers import reusable
from api.services.once import request_once
from api.services.taking import Taking, take
from models.component import Component, ComponentStatus, ReviewState
from models.dossier import Dossier, DossierState
from models.errors import Conflict, InvalidValue, NotFound, NotReusable
from models.identifiers import DossierCode, RequirementKey
from models.reuse import ReuseRequest
from tests.api.parts import DEPARTMENT, RECORD
from tests.api.services.steps import (
    CLERK,
    NAM,
    agreed,
    approve,
    approved_paper,
    digitise,
    hand_in,
    issue,
    open_at,
    picture,
    return_result,
)

NOWHERE = DossierCode("000.07.21.H99-200101-0001")


def later(context: Context) -> Dossier:
    """A dossier of the same owner at another agency of another level."""
    return open_at(context, DEPARTMENT, RECORD)


def wish(item: str, requirement: str = "birth") -> ReuseRequest:
    return ReuseRequest(RequirementKey(requirement), item)


def take_into(
    context: Context,
    target: Dossier,
    *wishes: ReuseRequest,
    source: DossierCode | None = None,
    purpose: str = "Cấp phiếu",
    once: Once | None = None,
) -> Sequence[Component]:
    """Take with a consent that the owner gave for this dossier."""
    taking = Taking(wishes, purpose, agreed(context, target), source)
    return take(context, CLERK, target.code, taking, once).components


def test_an_approved_paper_is_offered_for_the_requirement_that_it_fits(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    birth, marriage = reusable(context, CLERK, later(context).code, [source.code]).requirements
    assert [(offer.item.id, offer.reusable) for offer in birth.offers] == [(paper.id, True)]
    assert not marriage.offers[0].reusable
    assert all(sentence.endswith(".") for sentence in marriage.offers[0].obstacles)


def test_taking_links_the_very_version_and_copies_no_bytes(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    before = set(context.objects.keys())
    target = later(context)
    (linked,) = take_into(context, target, wish(paper.id), source=source.code)
    assert linked.status is ComponentStatus.REUSED_COMPONENT
    assert linked.version == paper.version
    assert linked.provenance is not None
    assert linked.provenance.sha256 == paper.version.sha256
    assert (linked.provenance.dossier, linked.provenance.agency) == (source.code, source.agency)
    assert linked.review.state is ReviewState.APPROVED
    assert set(context.objects.keys()) == before


def test_a_use_is_on_record_on_both_sides(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    target = later(context)
    take_into(context, target, wish(paper.id), source=source.code)
    assert view_dossier(context, CLERK, target.code).events[-1].kind == "component-reused"
    assert view_dossier(context, CLERK, source.code).events[-1].kind == "paper-used-elsewhere"
    with context.records.read() as records:
        (use,) = records.reuses.of_source(source.code)
    assert (use.target, use.purpose, use.actor) == (target.code, "Cấp phiếu", "operator")


def test_another_owner_gets_the_answer_of_a_code_that_does_not_exist(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    stranger = open_at(context, DEPARTMENT, RECORD, NAM)
    answers = []
    for code in (source.code, NOWHERE):
        for ask in (
            lambda code=code: reusable(context, CLERK, stranger.code, [code]),
            lambda code=code: take_into(context, stranger, wish(paper.id), source=code),
        ):
            with pytest.raises(NotFound) as caught:
                ask()
            answers.append(str(caught.value).replace(code, "CODE"))
    assert len(set(answers)) == 1
    denied = [e for e in view_dossier(context, CLERK, stranger.code).events if e.kind == "reuse-denied"]
    assert len(denied) == 4
    assert view_dossier(context, CLERK, stranger.code).components == []


def test_one_stranger_among_several_codes_closes_all(context: Context) -> None:
    source = open_at(context)
    approved_paper(context, source)
    foreign = open_at(context, owner=NAM)
    with pytest.raises(NotFound):
        reusable(context, CLERK, later(context).code, [source.code, foreign.code])


@pytest.mark.parametrize("state", [ReviewState.PENDING, ReviewState.REJECTED])
def test_a_paper_that_nobody_approved_is_not_reusable(context: Context, state: ReviewState) -> None:
    source = open_at(context)
    component = hand_in(context, source, picture()).component
    digitise(context)
    if state is ReviewState.REJECTED:
        approve(context, component)
        _decide(context, component, state)
    with pytest.raises(NotReusable):
        take_into(context, later(context), wish(component.id), source=source.code)


def _decide(context: Context, component: Component, state: ReviewState) -> None:
    from api.services.review import Correction, review_component

    with context.records.read() as records:
        revision = records.components.get(component.id).revision
    review_component(context, CLERK, component.dossier, component.id, Correction(state=state), revision, frozenset())


def test_a_result_is_reusable_only_once_returned(context: Context) -> None:
    source = open_at(context)
    result = issue(context, source)
    target = later(context)
    with pytest.raises(NotReusable):
        take_into(context, target, wish(result.id, "marriage"))
    return_result(context, source)
    (linked,) = take_into(context, target, wish(result.id, "marriage"))
    assert linked.status is ComponentStatus.REUSED_RESULT
    assert linked.provenance is not None
    assert linked.provenance.result == result.id


def test_all_or_nothing(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    result = issue(context, source)
    target = later(context)
    with pytest.raises(NotReusable):
        take_into(context, target, wish(paper.id), wish(result.id, "marriage"))
    assert view_dossier(context, CLERK, target.code).components == []


def test_a_chain_of_reuse_points_to_where_the_bytes_came_in(context: Context) -> None:
    first = open_at(context)
    paper = approved_paper(context, first)
    second = later(context)
    (linked,) = take_into(context, second, wish(paper.id))
    (again,) = take_into(context, later(context), wish(linked.id), source=second.code)
    assert again.provenance == linked.provenance


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"purpose": " "}, InvalidValue),
        ({"requirement": "passport"}, InvalidValue),
        ({"item": "nothing"}, NotFound),
    ],
)
def test_a_malformed_taking_is_refused(context: Context, change: dict[str, str], error: type[Exception]) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    given = {"item": str(paper.id), "requirement": "birth", "purpose": "p", **change}
    with pytest.raises(error):
        take_into(context, later(context), wish(given["item"], given["requirement"]), purpose=given["purpose"])


def test_nothing_is_taken_into_a_closed_dossier(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    target = later(context)
    set_state(context, CLERK, target.code, DossierState.STOPPED)
    with pytest.raises(Conflict):
        take_into(context, target, wish(paper.id), source=source.code)


def test_a_repeated_taking_takes_once(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    target = later(context)
    once = request_once(CLERK, "reuse", "key", target.code, paper.id)
    first, again = (take_into(context, target, wish(paper.id), once=once) for _ in range(2))
    assert [c.id for c in first] == [c.id for c in again]
    assert len(view_dossier(context, CLERK, target.code).components) == 1


def test_a_dossier_offers_nothing_to_itself(context: Context) -> None:
    source = open_at(context)
    approved_paper(context, source)
    with pytest.raises(NotFound):
        reusable(context, CLERK, source.code, [source.code])
