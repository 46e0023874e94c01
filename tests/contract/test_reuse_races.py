"""Two at once: uses of one paper, one use sent twice, a code entered twice, a withdrawal against a use.

Each race is run several times on every record store. What may come of it is said in each test; nothing else may.
"""

from collections.abc import Callable
from functools import partial

from api.services.codes import CodeWanted, make_code, redeem_code
from api.services.context import Context, Once
from api.services.review import Correction, review_component
from api.services.taking import Taking, take
from api.services.withdrawing import withdraw_consent
from models.component import Component, ReviewState
from models.dossier import Dossier
from models.errors import Conflict, Forbidden, NotReusable
from models.identifiers import RequirementKey
from models.reuse import ReuseRequest
from tests.api.services.steps import CLERK, MAI, agreed, citizen
from tests.contract.test_decision_races import ROUNDS, context, later, paper_of, race

__all__ = ["context"]  # the fixture


def taking(context: Context, target: Dossier, *papers: Component) -> Callable[[], object]:
    """Return the use of papers in `target`, each for the same requirement, on a consent of its own."""
    wishes = tuple(ReuseRequest(RequirementKey("birth"), paper.id) for paper in papers)
    return partial(take, context, CLERK, target.code, Taking(wishes, "Cấp phiếu", agreed(context, target)))


def links_of(context: Context, target: Dossier) -> list[Component]:
    with context.records.read() as records:
        return list(records.components.of_dossier(target.code))


def test_two_dossiers_take_one_paper_at_once(context: Context) -> None:
    """Both succeed: a paper serves any number of dossiers, and its bytes are kept once."""
    for turn in range(ROUNDS):
        paper = paper_of(context, b"shared %d" % turn)
        targets = [later(context), later(context)]
        assert race(*(taking(context, target, paper) for target in targets)) == [None, None]
        links = [link for target in targets for link in links_of(context, target)]
        assert {link.version.sha256 for link in links} == {paper.version.sha256}
        assert len({link.id for link in links}) == 2


def test_one_dossier_takes_one_paper_twice_at_once(context: Context) -> None:
    """Once: the second is told that it is there already."""
    for turn in range(ROUNDS):
        paper, target = paper_of(context, b"twice %d" % turn), later(context)
        outcomes = race(*(taking(context, target, paper) for _ in range(2)))
        assert sorted(outcome is None for outcome in outcomes) == [False, True]
        assert all(outcome is None or isinstance(outcome, Conflict) for outcome in outcomes)
        assert len(links_of(context, target)) == 1


def test_one_request_sent_twice_at_once_takes_effect_once(context: Context) -> None:
    for turn in range(ROUNDS):
        paper, target = paper_of(context, b"repeated %d" % turn), later(context)
        wish = ReuseRequest(RequirementKey("birth"), paper.id)
        request = Taking((wish,), "Cấp phiếu", agreed(context, target))
        once = Once(f"key {turn}", "fingerprint")
        sent = partial(take, context, CLERK, target.code, request, once)
        outcomes = race(sent, sent)
        assert outcomes.count(None) >= 1
        assert all(outcome is None or isinstance(outcome, Conflict) for outcome in outcomes)
        assert len(links_of(context, target)) == 1
        assert sent().components[0].id == links_of(context, target)[0].id


def test_two_dossiers_that_take_from_each_other_do_not_wait_for_each_other(context: Context) -> None:
    """Each use writes an event into the dossier that the paper comes from, which the other use has locked."""
    for turn in range(ROUNDS):
        papers = [paper_of(context, b"mine %d" % turn), paper_of(context, b"yours %d" % turn)]
        with context.records.read() as records:
            homes = [records.dossiers.get(paper.dossier) for paper in papers]
        outcomes = race(taking(context, homes[0], papers[1]), taking(context, homes[1], papers[0]))
        # Both are dossiers of marriage, which asks for a birth certificate.
        assert outcomes == [None, None]


def test_many_papers_are_taken_all_or_none_while_one_is_rejected(context: Context) -> None:
    for turn in range(ROUNDS):
        good, doubted = paper_of(context, b"good %d" % turn), paper_of(context, b"doubted %d" % turn)
        target = later(context)
        correction = Correction(state=ReviewState.REJECTED)
        reject = partial(
            review_component, context, CLERK, doubted.dossier, doubted.id, correction, doubted.revision, frozenset()
        )
        refused, failed = race(taking(context, target, good, doubted), reject, lead=turn * 0.01)
        assert failed is None
        assert len(links_of(context, target)) == (2 if refused is None else 0)
        assert refused is None or isinstance(refused, NotReusable)


def test_a_code_entered_at_two_counters_at_once_is_a_consent_once(context: Context) -> None:
    for _ in range(ROUNDS):
        targets = [later(context), later(context)]
        _, digits = make_code(context, citizen(MAI), CodeWanted(None, None))
        assert digits is not None
        outcomes = race(*(partial(redeem_code, context, CLERK, one.code, digits, "Cấp phiếu") for one in targets))
        assert sorted(outcome is None for outcome in outcomes) == [False, True]
        assert all(outcome is None or isinstance(outcome, Forbidden) for outcome in outcomes)


def test_a_withdrawal_of_the_consent_against_the_use(context: Context) -> None:
    for turn in range(ROUNDS):
        paper, target = paper_of(context, b"withdrawn %d" % turn), later(context)
        ground = agreed(context, target)
        wish = ReuseRequest(RequirementKey("birth"), paper.id)
        refused, failed = race(
            partial(take, context, CLERK, target.code, Taking((wish,), "Cấp phiếu", ground)),
            partial(withdraw_consent, context, citizen(MAI), ground.consent),
            lead=turn * 0.01,
        )
        assert failed is None
        with context.records.read() as records:
            links = records.components.of_dossier(target.code)
            uses = records.reuses.of_target(target.code)
        if refused is not None:
            assert isinstance(refused, Forbidden)
            assert (list(links), list(uses)) == ([], [])
        else:
            assert [link.review.state for link in links] == [ReviewState.REJECTED]
            assert [use.withdrawn_at is not None for use in uses] == [True]
