from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from api.services.context import Context
from api.services.dossiers import set_state, view_dossier
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, add_component, arrive, put_in, receive
from api.services.once import request_once
from ingest.limits import Limits
from models.component import ComponentStatus, StoredObject
from models.dossier import Channel, DossierState
from models.errors import (
    Conflict,
    DamagedFile,
    EmptyFile,
    InvalidValue,
    NotFound,
    StorageFull,
    TooLarge,
    UnsupportedFormat,
)
from models.identifiers import AgencyCode, DossierCode, ProcedureCode, RequirementKey
from models.page import PageAdvice, Quality
from models.ports.advice import Verdict
from models.ports.records import Records
from records.objects.memory import MemoryObjects
from records.policy import Action
from tests.api.parts import COMMUNE, DEPARTMENT, MARRIAGE
from tests.api.services.steps import CLERK, MAI, digitise, hand_in, open_at, picture, store


def test_a_dossier_gets_the_code_of_its_agency_and_day(context: Context) -> None:
    assert [open_at(context).code for _ in range(2)] == [
        "000.07.21.H99-261120-0001",
        "000.07.21.H99-261120-0002",
    ]


def test_a_dossier_is_due_after_the_statutory_working_days(context: Context) -> None:
    due = open_at(context).due_at
    assert due is not None
    assert due.isoformat() == "2026-11-26T17:00:00+07:00"  # 24 November is a holiday


def test_at_the_counter_a_dossier_is_accepted_online_it_is_registered(context: Context) -> None:
    online = open_dossier(context, CLERK, Filing(MARRIAGE.code, COMMUNE.code, MAI, Channel.ONLINE))
    assert (open_at(context).state, online.state) == (DossierState.ACCEPTED, DossierState.REGISTERED)


@pytest.mark.parametrize(
    ("filing", "error"),
    [
        (Filing(ProcedureCode("9.999999"), COMMUNE.code, MAI), NotFound),
        (Filing(MARRIAGE.code, AgencyCode("000.99.99.H99"), MAI), NotFound),
        (Filing(MARRIAGE.code, DEPARTMENT.code, MAI), Conflict),
    ],
    ids=["unknown procedure", "unknown agency", "level that does not handle it"],
)
def test_a_filing_that_cannot_be_is_refused(context: Context, filing: Filing, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_dossier(context, CLERK, filing)


@pytest.mark.parametrize("typed", ["", "12", "abc def", "'; drop", "0010930470641234567890"])
def test_an_owner_needs_an_id_that_a_card_could_carry(typed: str) -> None:
    with pytest.raises(InvalidValue):
        owner_of(typed, "A")


def test_an_owner_id_is_tidied() -> None:
    assert owner_of(" 001 093 047064", "  Nguyễn  Văn\nA").id == "001093047064"


def test_a_paper_is_queued_and_its_receipt_is_on_record(context: Context) -> None:
    dossier = open_at(context)
    component = hand_in(context, dossier, picture()).component
    assert (component.status, component.number) == (ComponentStatus.QUEUED, 1)
    view = view_dossier(context, CLERK, dossier.code)
    assert [event.kind for event in view.events] == ["opened", "component-received"]
    assert view.events[1].detail["sha256"] == component.version.sha256


def test_same_bytes_are_stored_once_and_said_so(context: Context) -> None:
    first = hand_in(context, open_at(context), picture())
    second = hand_in(context, open_at(context), picture())
    assert second.same_as == (first.component.id,)
    assert second.component.id != first.component.id
    assert list(context.objects.keys()) == [first.component.version.sha256]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        ("Kính gửi ông bà".encode(), UnsupportedFormat),
        (b"%PDF-1.7\n" + bytes(200), DamagedFile),
    ],
)
def test_an_unusable_file_is_refused_but_its_bytes_are_kept(
    context: Context, content: bytes, error: type[Exception]
) -> None:
    dossier = open_at(context)
    stored = store(context, dossier, content)
    with pytest.raises(error):
        add_component(context, CLERK, dossier.code, Handed(stored, "giấy.jpg"))
    view = view_dossier(context, CLERK, dossier.code)
    assert (view.components, view.events[-1].kind) == ([], "component-refused")
    with context.objects.open(stored.sha256) as stream:
        assert stream.read() == content


def test_a_file_over_the_limit_leaves_nothing_behind(context: Context) -> None:
    dossier = open_at(context)
    small = Context(context.records, context.objects, context.index, context.clock, Limits(max_bytes=1000))
    with pytest.raises(TooLarge):
        receive(small, CLERK, Action.HAND_IN, dossier.code, [bytes(600), bytes(600)])
    assert list(context.objects.keys()) == []


def test_on_a_full_disk_no_success_is_answered_and_nothing_recorded(context: Context) -> None:
    full = Context(context.records, MemoryObjects(capacity=0), context.index, context.clock, context.limits)
    dossier = open_at(full)
    with pytest.raises(StorageFull):
        hand_in(full, dossier, picture())
    assert view_dossier(full, CLERK, dossier.code).components == []


def test_a_hostile_file_name_is_only_data(context: Context) -> None:
    dossier = open_at(context)
    stored = store(context, dossier, picture())
    name = '../../etc/"pass\'wd"\n' + "x" * 300 + ".jpg"
    component = add_component(context, CLERK, dossier.code, Handed(stored, name)).component
    kept = component.version.filename
    assert len(kept) <= 150
    assert "/" not in kept
    assert "\n" not in kept
    assert kept.endswith(".jpg")


def test_a_requirement_must_be_one_of_the_procedure(context: Context) -> None:
    with pytest.raises(InvalidValue, match="birth, status"):
        hand_in(context, open_at(context), picture(), "passport")


def test_a_closed_dossier_takes_no_more_papers(context: Context) -> None:
    dossier = open_at(context)
    set_state(context, CLERK, dossier.code, DossierState.WITHDRAWN)
    with pytest.raises(Conflict):
        hand_in(context, dossier, picture())


def test_an_unknown_dossier_takes_no_papers(context: Context) -> None:
    unknown = DossierCode("000.07.21.H99-261120-9999")
    with pytest.raises(NotFound):
        receive(context, CLERK, Action.HAND_IN, unknown, [picture()])
    assert list(context.objects.keys()) == []
    stored = store(context, open_at(context), picture())
    with pytest.raises(NotFound):
        add_component(context, CLERK, unknown, Handed(stored, "a.jpg"))


def test_a_repeated_request_takes_effect_once(context: Context) -> None:
    once = request_once(CLERK, "open", "key-1", MARRIAGE.code, MAI.id)
    filing = Filing(MARRIAGE.code, COMMUNE.code, MAI)
    first, again = (open_dossier(context, CLERK, filing, once) for _ in range(2))
    assert again.code == first.code
    stored = store(context, first, picture())
    paper = Handed(stored, "a.jpg", RequirementKey("birth"))
    upload = request_once(CLERK, "upload", "key-1", stored.sha256)
    ids = {add_component(context, CLERK, first.code, paper, upload).component.id for _ in range(2)}
    assert len(ids) == 1


def test_a_key_used_for_another_request_is_refused(context: Context) -> None:
    filing = Filing(MARRIAGE.code, COMMUNE.code, MAI)
    open_dossier(context, CLERK, filing, request_once(CLERK, "open", "k", "one"))
    with pytest.raises(Conflict):
        open_dossier(context, CLERK, filing, request_once(CLERK, "open", "k", "two"))


def test_a_paper_put_in_for_no_requirement_fills_the_one_that_its_type_fits(
    context: Context,
) -> None:
    dossier = open_at(context)
    assert [r.key for r in view_dossier(context, CLERK, dossier.code).missing] == ["birth", "status"]
    hand_in(context, dossier, picture(), None)
    digitise(context)
    assert [r.key for r in view_dossier(context, CLERK, dossier.code).missing] == ["status"]


class Desk:
    """Notes in which order an upload is looked at, stored and recorded; an advisor and both stores in one."""

    def __init__(self, context: Context) -> None:
        self.notes: list[str] = []
        self._objects, self._records = context.objects, context.records
        self.context = replace(context, objects=self, records=self, advisor=self)  # type: ignore[arg-type]  # as far as an upload uses them

    def begin(self, data: bytes, media_type: str, pages: int) -> Verdict:  # noqa: ARG002  # the port's
        self.notes.append(f"look at {media_type} of {pages}")
        return self._verdict

    def _verdict(self) -> Sequence[PageAdvice]:
        self.notes.append("wait")
        return (PageAdvice(1, Quality(usable=False, advice=("blank",))),)

    def put(self, chunks: Iterable[bytes]) -> StoredObject:
        self.notes.append("store")
        return self._objects.put(chunks)

    @contextmanager
    def read(self) -> Iterator[Records]:
        self.notes.append("read")
        with self._records.read() as records:
            yield records

    @contextmanager
    def write(self) -> Iterator[Records]:
        self.notes.append("write")
        with self._records.write() as records:
            yield records


def test_an_upload_is_looked_at_while_it_is_stored_and_needs_two_transactions(context: Context) -> None:
    dossier, desk = open_at(context), Desk(context)
    arrived = arrive(desk.context, CLERK, dossier.code, picture())
    paper = Handed(arrived.stored, "a.jpg", look=arrived.look)
    received = put_in(desk.context, CLERK, arrived.dossier, paper)
    assert desk.notes == ["read", "look at image/jpeg of 1", "store", "wait", "write"]
    assert [page.quality.advice for page in received.advice] == [("blank",)]


def test_an_unusable_upload_is_kept_and_its_refusal_noted_without_a_look(context: Context) -> None:
    dossier, desk = open_at(context), Desk(context)
    arrived = arrive(desk.context, CLERK, dossier.code, b"")
    with pytest.raises(EmptyFile):
        put_in(desk.context, CLERK, arrived.dossier, Handed(arrived.stored, "a.jpg", look=arrived.look))
    assert desk.notes == ["read", "store", "write"]
    assert view_dossier(context, CLERK, dossier.code).events[-1].kind == "component-refused"


def test_what_a_closed_dossier_is_sent_is_refused_for_that_and_not_for_its_bytes(context: Context) -> None:
    dossier = open_at(context)
    set_state(context, CLERK, dossier.code, DossierState.WITHDRAWN)
    with pytest.raises(Conflict):
        hand_in(context, dossier, b"")
    assert view_dossier(context, CLERK, dossier.code).events[-1].kind != "component-refused"
