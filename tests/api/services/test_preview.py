"""Looking before taking: only what fits, only on a ground, and always in the ledger."""

from dataclasses import replace

import pytest

from api.services.consenting import Ground
from api.services.context import Context
from api.services.dossiers import set_state
from api.services.preview import Wish, preview, preview_original, preview_page, preview_text
from api.services.withdrawing import withdraw_consent
from models.caller import Caller
from models.component import Component
from models.dossier import Dossier, DossierState
from models.errors import Conflict, Forbidden, InvalidValue, NotFound, NotReusable
from models.ledger import LedgerEntry, LedgerKind
from tests.api.parts import AGENCIES, COMMUNE, DEPARTMENT, PROCEDURES, RECORD
from tests.api.services.steps import (
    CLERK,
    MAI,
    NAM,
    agreed,
    approved_paper,
    citizen,
    clerk_at,
    digitise,
    hand_in,
    issue,
    open_at,
    picture,
    return_result,
)

DESK = clerk_at(DEPARTMENT)
LAW = "Điều 7 Nghị định 61/2018/NĐ-CP"


@pytest.fixture
def paper(context: Context) -> Component:
    return approved_paper(context, open_at(context))


@pytest.fixture
def target(context: Context, paper: Component) -> Dossier:
    assert paper.requirement == "birth"
    return open_at(context, DEPARTMENT, RECORD)


def looks(context: Context, target: Dossier) -> list[LedgerEntry]:
    with context.records.read() as records:
        return [one for one in records.ledger.of_dossier(target.code) if one.note.kind is LedgerKind.LOOK]


def test_with_consent_a_clerk_sees_the_paper_before_taking_it(
    context: Context, paper: Component, target: Dossier
) -> None:
    ground = agreed(context, target)
    wish = Wish(target.code, paper.id, "Xem trước", ground)
    with preview_original(context, DESK, wish).open() as stream:
        assert stream.read() == picture()
    assert preview_page(context, DESK, wish, 1)[:2] == b"\xff\xd8"
    assert "GIẤY KHAI SINH" in preview_text(context, DESK, wish)
    (look,) = looks(context, target)
    assert (look.note.item, look.note.purpose, look.note.basis) == (paper.id, "Xem trước", f"consent {ground.consent}")
    assert look.note.detail["source"] == paper.dossier


def test_a_consent_on_file_and_its_purpose_need_not_be_named(
    context: Context, paper: Component, target: Dossier
) -> None:
    agreed(context, target)
    assert preview(context, DESK, Wish(target.code, paper.id)).id == paper.id
    assert looks(context, target)[0].note.purpose == "Cấp phiếu"


def test_without_a_ground_nothing_is_shown_and_nothing_noted(
    context: Context, paper: Component, target: Dossier
) -> None:
    with pytest.raises(Forbidden, match="Chưa có sự đồng ý"):
        preview(context, DESK, Wish(target.code, paper.id, "Xem trước"))
    with pytest.raises(Forbidden):
        preview(context, DESK, Wish(target.code, paper.id, "Xem trước", Ground("no-such-consent")))
    with pytest.raises(Forbidden, match="tự tra cứu"):
        preview(context, DESK, Wish(target.code, paper.id, "Xem trước", Ground(legal_basis=LAW)))
    assert looks(context, target) == []


def test_a_withdrawn_consent_shows_nothing(context: Context, paper: Component, target: Dossier) -> None:
    ground = agreed(context, target)
    withdraw_consent(context, citizen(MAI), ground.consent)
    for wish in (Wish(target.code, paper.id), Wish(target.code, paper.id, "x", ground)):
        with pytest.raises(Forbidden):
            preview(context, DESK, wish)


def test_where_the_law_obliges_it_is_named(context: Context, paper: Component) -> None:
    first, *rest = RECORD.requirements
    lookup = replace(RECORD, requirements=(replace(first, statutory_lookup=True), *rest))
    with context.records.write() as records:
        records.catalogue.load(AGENCIES, (*(one for one in PROCEDURES if one is not RECORD), lookup))
    target = open_at(context, DEPARTMENT, lookup)
    wish = Wish(target.code, paper.id, "Giải quyết hồ sơ", Ground(legal_basis=LAW))
    assert preview(context, DESK, wish).id == paper.id
    assert looks(context, target)[0].note.basis == LAW
    with pytest.raises(InvalidValue):
        preview(context, DESK, replace(wish, purpose=""))
    with pytest.raises(InvalidValue):
        preview(context, DESK, replace(wish, ground=Ground(legal_basis="x")))


def test_what_does_not_fit_is_not_shown(context: Context) -> None:
    source = open_at(context)
    pending = hand_in(context, source, picture()).component
    digitise(context)
    target = open_at(context, DEPARTMENT, RECORD)
    agreed(context, target)
    with pytest.raises(NotReusable, match="chưa được cán bộ kiểm tra"):
        preview(context, DESK, Wish(target.code, pending.id))


def test_a_result_is_shown_by_its_bytes(context: Context) -> None:
    source = open_at(context)
    result = issue(context, source)
    return_result(context, source)
    target = open_at(context, DEPARTMENT, RECORD)
    agreed(context, target)
    wish = Wish(target.code, result.id)
    with preview_original(context, DESK, wish).open() as stream:
        assert stream.read() == picture(200)
    for look in (lambda: preview_page(context, DESK, wish, 1), lambda: preview_text(context, DESK, wish)):
        with pytest.raises(NotFound):
            look()


def test_another_owners_paper_is_answered_like_none(context: Context, paper: Component) -> None:
    foreign = open_at(context, DEPARTMENT, RECORD, NAM)
    agreed(context, foreign)
    answers = set()
    for item in (paper.id, "nothing"):
        with pytest.raises(NotFound) as caught:
            preview(context, DESK, Wish(foreign.code, item))
        answers.add(str(caught.value))
    assert len(answers) == 1


def test_only_who_handles_the_later_dossier_looks(context: Context, paper: Component, target: Dossier) -> None:
    agreed(context, target)
    for caller in (clerk_at(COMMUNE), citizen(NAM)):
        with pytest.raises(NotFound):
            preview(context, caller, Wish(target.code, paper.id))


def test_for_a_closed_dossier_there_is_nothing_to_preview(context: Context, paper: Component, target: Dossier) -> None:
    agreed(context, target)
    set_state(context, CLERK, target.code, DossierState.STOPPED)
    with pytest.raises(Conflict):
        preview(context, DESK, Wish(target.code, paper.id))


def test_owners_preview_their_own_without_a_ground(context: Context, paper: Component, target: Dossier) -> None:
    assert preview(context, citizen(MAI), Wish(target.code, paper.id)).id == paper.id
    assert looks(context, target)[0].note.basis == "own paper"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_is_not_there_is_not_found(
    context: Context, paper: Component, target: Dossier, number: int
) -> None:
    with pytest.raises(NotFound, match=f"trang {number}"):
        preview_page(context, citizen(MAI), Wish(target.code, paper.id), number)


def test_turning_pages_is_one_look_of_each_caller(context: Context, paper: Component, target: Dossier) -> None:
    agreed(context, target)
    callers: tuple[Caller, ...] = (DESK, citizen(MAI))
    for caller in callers:
        for _ in range(3):
            preview_page(context, caller, Wish(target.code, paper.id), 1)
    assert len(looks(context, target)) == len(callers)
