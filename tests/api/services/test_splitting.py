"""Splitting a stack into papers that share its original."""

from io import BytesIO

import numpy as np
import pikepdf
import pytest

from api.services.content import digitisation, original, page_jpeg, searchable
from api.services.context import Context
from api.services.dossiers import view_dossier
from api.services.once import request_once
from api.services.review import Correction, review_component
from api.services.splitting import propose_split, split
from api.services.viewing import look_at
from models.component import Component, PageRange, ReviewState
from models.dossier import Dossier
from models.errors import Conflict, InvalidValue, NotFound, StaleVersion
from tests.api.parts import BIRTH_CERTIFICATE, ScriptedPool
from tests.api.services.steps import CLERK, approve, digitise, hand_in, open_at
from tests.api.services.test_reuse import later, take_into, wish
from tests.samples.files import scanned_pdf, tiff_file

SHEETS = [np.full((280, 200, 3), 250 - number, np.uint8) for number in range(4)]
SECRET = "Số tài khoản: 0123456789"
SCRIPT = {
    1: ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HỢP ĐỒNG THUÊ NHÀ", SECRET),
    2: ("Điều 2. Bên B trả tiền thuê nhà đúng hạn.",),
    3: (),
    4: BIRTH_CERTIFICATE,
}
PARTS = (PageRange(1, 2), PageRange(4, 4))


def pile(context: Context, dossier: Dossier, data: bytes | None = None) -> Component:
    """Hand in a stack of four pages and have it read."""
    received = hand_in(context, dossier, data or scanned_pdf(SHEETS, 100), requirement=None)
    digitise(context, ScriptedPool(SCRIPT))
    return look_at(context, CLERK, dossier.code, received.component.id).component


def cut(context: Context, stack: Component, parts: tuple[PageRange, ...] = PARTS) -> tuple[Component, ...]:
    return tuple(split(context, CLERK, stack.dossier, stack.id, parts, stack.revision))


def pages_in(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_the_proposal_names_the_papers(context: Context) -> None:
    stack = pile(context, open_at(context))
    proposal = propose_split(context, CLERK, stack.dossier, stack.id)
    assert tuple(part.pages for part in proposal.split.parts) == PARTS
    assert proposal.split.left_out == (3,)
    assert proposal.split.parts[1].type == "birth-certificate"


def test_parts_share_the_original_and_are_papers_of_their_own(context: Context) -> None:
    stack = pile(context, open_at(context))
    contract, birth = cut(context, stack)
    assert {contract.version.id, birth.version.id} == {stack.version.id}
    assert (contract.number, birth.number) == (2, 3)
    assert birth.pages == PageRange(4, 4)
    assert birth.type == "birth-certificate"
    assert "LÊ THỊ MAI ĐƯỜNG" in birth.fields.values()
    kept = look_at(context, CLERK, stack.dossier, birth.id).component
    assert kept == birth


def test_a_part_shows_its_own_pages_only(context: Context) -> None:
    stack = pile(context, open_at(context))
    _, birth = cut(context, stack)
    code = stack.dossier
    assert SECRET not in digitisation(context, CLERK, code, birth.id).reading.text
    machine = look_at(context, CLERK, code, birth.id).machine
    assert machine is not None
    assert [page.number for page in machine.reading.pages] == [4]
    with original(context, CLERK, code, birth.id).open() as stream:
        assert pages_in(stream.read()) == 1
    with searchable(context, CLERK, code, birth.id)[1] as stream:
        assert pages_in(stream.read()) == 1
    assert page_jpeg(context, CLERK, code, birth.id, 4)
    with pytest.raises(NotFound):
        page_jpeg(context, CLERK, code, birth.id, 1)


def test_a_reused_part_shows_that_paper_only(context: Context) -> None:
    dossier = open_at(context)
    _, birth = cut(context, pile(context, dossier))
    approve(context, birth)
    target = later(context)
    (linked,) = take_into(context, target, wish(birth.id), source=dossier.code)
    assert linked.pages == PageRange(4, 4)
    with original(context, CLERK, target.code, linked.id).open() as stream:
        assert pages_in(stream.read()) == 1
    assert SECRET not in digitisation(context, CLERK, target.code, linked.id).reading.text


def test_a_tiff_is_split_as_well(context: Context) -> None:
    stack = pile(context, open_at(context), tiff_file(SHEETS, 100))
    _, birth = cut(context, stack)
    shown = original(context, CLERK, stack.dossier, birth.id)
    assert shown.version.media_type == "application/pdf"
    with shown.open() as stream:
        assert pages_in(stream.read()) == 1


def test_the_stack_stays_untouched_and_is_set_aside(context: Context) -> None:
    data = scanned_pdf(SHEETS, 100)
    stack = pile(context, open_at(context), data)
    cut(context, stack)
    after = look_at(context, CLERK, stack.dossier, stack.id).component
    assert after.review.state is ReviewState.REJECTED
    assert "2, 3" in after.review.note
    with original(context, CLERK, stack.dossier, stack.id).open() as stream:
        assert stream.read() == data
    assert view_dossier(context, CLERK, stack.dossier).events[-1].kind == "component-split"


def test_keeping_it_whole_changes_nothing_and_is_noted(context: Context) -> None:
    stack = pile(context, open_at(context))
    (kept,) = cut(context, stack, (PageRange(1, 4),))
    assert kept == stack
    view = view_dossier(context, CLERK, stack.dossier)
    assert len(view.components) == 1
    assert view.events[-1].kind == "component-kept-whole"


@pytest.mark.parametrize(
    "parts",
    [(), (PageRange(0, 2),), (PageRange(2, 5),), (PageRange(3, 2),), (PageRange(1, 2), PageRange(2, 4))],
)
def test_ranges_that_make_no_sense_are_refused(context: Context, parts: tuple[PageRange, ...]) -> None:
    stack = pile(context, open_at(context))
    with pytest.raises(InvalidValue):
        cut(context, stack, parts)


def test_a_stack_is_split_once(context: Context) -> None:
    stack = pile(context, open_at(context))
    parts = cut(context, stack)
    again = look_at(context, CLERK, stack.dossier, stack.id).component
    for component in (again, parts[0]):
        with pytest.raises(Conflict):
            cut(context, component)


def test_a_change_in_between_is_noticed(context: Context) -> None:
    stack = pile(context, open_at(context))
    note = Correction(note="đang xem")
    review_component(context, CLERK, stack.dossier, stack.id, note, stack.revision, frozenset())
    with pytest.raises(StaleVersion):
        cut(context, stack)
    assert len(view_dossier(context, CLERK, stack.dossier).components) == 1


def test_a_repeated_request_splits_once(context: Context) -> None:
    stack = pile(context, open_at(context))
    once = request_once(CLERK, "split", "key-1", stack.id)
    first = split(context, CLERK, stack.dossier, stack.id, PARTS, stack.revision, once)
    again = split(context, CLERK, stack.dossier, stack.id, PARTS, stack.revision, once)
    assert [part.id for part in first] == [part.id for part in again]


def test_what_is_not_read_yet_cannot_be_split(context: Context) -> None:
    dossier = open_at(context)
    waiting = hand_in(context, dossier, scanned_pdf(SHEETS, 100), requirement=None).component
    with pytest.raises(Conflict):
        propose_split(context, CLERK, dossier.code, waiting.id)
