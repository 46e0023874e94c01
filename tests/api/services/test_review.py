import pytest

from api.services.context import Context
from api.services.review import Correction, review_component
from api.services.taking import Taking, take
from models.component import Component, ReviewState
from models.errors import Conflict, InvalidValue, NotFound, StaleVersion
from models.identifiers import DocumentType, DossierCode, RequirementKey
from models.procedure import CopyKind
from models.reuse import ReuseRequest
from tests.api.parts import DEPARTMENT, RECORD
from tests.api.services.steps import CLERK, agreed, approved_paper, digitise, hand_in, open_at, picture

TYPES = frozenset({DocumentType("birth-certificate"), DocumentType("decision")})


@pytest.fixture
def paper(context: Context) -> Component:
    received = hand_in(context, open_at(context), picture())
    digitise(context)
    with context.records.read() as records:
        return records.components.get(received.component.id)


def correct(context: Context, paper: Component, correction: Correction, revision: int | None = None) -> Component:
    current = paper.revision if revision is None else revision
    return review_component(context, CLERK, paper.dossier, paper.id, correction, current, TYPES)


def test_a_correction_stands_beside_the_machine_value(context: Context, paper: Component) -> None:
    after = correct(context, paper, Correction(fields={"full_name": "LÊ THỊ MAI  ĐƯƠNG"}))
    assert after.fields["full_name"] == "LÊ THỊ MAI ĐƯƠNG"
    assert after.fields["date_of_birth"] == paper.fields["date_of_birth"]
    with context.records.read() as records:
        machine = records.readings.get(paper.version.id)
    assert machine is not None
    assert machine.extraction.fields["full_name"].value == "LÊ THỊ MAI ĐƯỜNG"


def test_corrections_add_up(context: Context, paper: Component) -> None:
    once = correct(context, paper, Correction(fields={"full_name": "A B"}))
    twice = correct(context, once, Correction(type=DocumentType("decision"), note="nhầm loại"))
    assert (twice.type, twice.fields["full_name"], twice.review.note) == ("decision", "A B", "nhầm loại")


def test_a_field_set_to_nothing_is_taken_away(context: Context, paper: Component) -> None:
    assert "mother_name" in paper.fields
    assert "mother_name" not in correct(context, paper, Correction(fields={"mother_name": " "})).fields


def test_what_the_paper_is_a_copy_of_can_be_stated(context: Context, paper: Component) -> None:
    assert paper.copy_kind is CopyKind.PLAIN
    assert correct(context, paper, Correction(copy_kind=CopyKind.CERTIFIED)).copy_kind is CopyKind.CERTIFIED


def test_two_people_cannot_overwrite_one_another(context: Context, paper: Component) -> None:
    correct(context, paper, Correction(note="một"))
    with pytest.raises(StaleVersion):
        correct(context, paper, Correction(note="hai"))


@pytest.mark.parametrize(
    "correction",
    [
        Correction(fields={"issue_date": "02/01/2020"}),
        Correction(fields={"issue date": "x"}),
        Correction(fields={"full_name": "x" * 1001}),
        Correction(type=DocumentType("passport")),
    ],
)
def test_a_malformed_value_is_refused(context: Context, paper: Component, correction: Correction) -> None:
    with pytest.raises(InvalidValue):
        correct(context, paper, correction)


def test_what_was_not_read_cannot_be_approved(context: Context) -> None:
    waiting = hand_in(context, open_at(context), picture(9)).component
    with pytest.raises(Conflict):
        correct(context, waiting, Correction(state=ReviewState.APPROVED))


def test_a_paper_of_another_dossier_is_not_found(context: Context, paper: Component) -> None:
    other = open_at(context).code
    with pytest.raises(NotFound):
        review_component(context, CLERK, DossierCode(other), paper.id, Correction(), paper.revision, TYPES)


def test_a_reused_paper_is_corrected_where_it_comes_from(context: Context) -> None:
    source = open_at(context)
    paper = approved_paper(context, source)
    target = open_at(context, DEPARTMENT, RECORD)
    wish = ReuseRequest(RequirementKey("birth"), paper.id)
    (linked,) = take(context, CLERK, target.code, Taking((wish,), "p", agreed(context, target), source.code)).components
    with pytest.raises(Conflict):
        correct(context, linked, Correction(note="x"))
