"""The door: what callers may know of, how refusals are written down, and how guessing slows down."""

from dataclasses import replace
from datetime import date

import pytest

from api.services.access import FREE_FAILURES, LONGEST_BLOCK, admit, seen_by
from api.services.context import Context
from api.services.dossiers import list_dossiers
from api.services.filing import Filing, open_dossier, owner_of
from models.agency import Agency, Level
from models.caller import OPERATOR, Caller, Role
from models.dossier import Channel, Dossier, Owner
from models.errors import Forbidden, HosoError, NotFound, TooManyAttempts
from models.identifiers import AgencyCode, DossierCode, OwnerId
from models.ledger import LedgerKind
from models.time import civil_day
from records.policy import Action
from tests.api.parts import COMMUNE, DEPARTMENT, DISTRICT, MARRIAGE, PROVINCE, RECORD, StandingClock

MAI = owner_of("001320000001", "Lê Thị Mai Đường")
HOA = owner_of("001320000002", "Trần Thị Hoà")
CLERK = Caller("clerk", Role.CLERK, "Clerk", COMMUNE.code)
OFFICER = Caller("officer", Role.OFFICER, "Officer", COMMUNE.code)
STRANGER = Caller("stranger", Role.CITIZEN, "Stranger", owner=HOA.id)
MYSELF = Caller("mai", Role.CITIZEN, "Mai", owner=MAI.id)


def a_dossier(context: Context, owner: Owner = MAI) -> Dossier:
    return open_dossier(context, CLERK, Filing(MARRIAGE.code, COMMUNE.code, owner))


def refusal_of(context: Context, caller: Caller, code: DossierCode, action: Action = Action.SEE) -> HosoError:
    with pytest.raises(HosoError) as caught:
        admit(context, caller, action, code)
    return caught.value


def test_what_is_hidden_is_answered_like_what_does_not_exist(context: Context) -> None:
    code = a_dossier(context).code
    nowhere = DossierCode(f"{code[:-4]}9999")
    for stranger in (STRANGER, replace(CLERK, id="x", agency=DEPARTMENT.code), Caller("s", Role.SYSTEM, "S")):
        for action in Action:
            fresh = replace(stranger, id=f"{stranger.id}-{action}")
            there, missing = refusal_of(context, fresh, code, action), refusal_of(context, fresh, nowhere, action)
            assert type(there) is type(missing) is NotFound
            assert there.vi.replace(code, "") == missing.vi.replace(nowhere, "")
            assert there.en.replace(code, "") == missing.en.replace(nowhere, "")
            assert there.facts == missing.facts


def test_who_may_see_but_not_do_is_told_so(context: Context) -> None:
    code = a_dossier(context).code
    refused = refusal_of(context, CLERK, code, Action.DECIDE)
    assert type(refused) is Forbidden
    assert refused.vi == "Công chức tiếp nhận không được quyết định hồ sơ này."


def test_every_refusal_stands_in_the_ledger_under_the_owner_it_concerns(context: Context) -> None:
    code = a_dossier(context).code
    refusal_of(context, STRANGER, code, Action.READ)
    refusal_of(context, CLERK, code, Action.ISSUE)
    with context.records.read() as records:
        denials = [e.note for e in records.ledger.of_owner([MAI.id], 10) if e.note.kind is LedgerKind.DENIAL]
    assert [(one.caller, one.detail["action"], one.detail["answer"]) for one in denials] == [
        ("clerk", "issue", "forbidden"),
        ("stranger", "read", "not-found"),
    ]


def test_guessing_is_slowed_down_more_and_more(context: Context, clock: StandingClock) -> None:
    guesses = [DossierCode(f"{COMMUNE.code}-260101-{number:04d}") for number in range(60)]
    for guess in guesses[:FREE_FAILURES]:
        assert isinstance(refusal_of(context, STRANGER, guess), NotFound)
    waits: list[int] = []
    for guess in guesses[FREE_FAILURES : FREE_FAILURES + 12]:
        assert isinstance(refusal_of(context, STRANGER, guess), NotFound)
        kept_out = refusal_of(context, STRANGER, guess)
        assert isinstance(kept_out, TooManyAttempts)
        waits.append(int(kept_out.facts["retry_after"]))
        clock.move(seconds=waits[-1])
    assert waits[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert min(waits[9:]) >= 256  # what is forgotten meanwhile and what is added keep one another in balance
    assert max(waits) <= LONGEST_BLOCK.total_seconds()


def test_who_is_kept_out_learns_nothing_even_of_what_is_theirs(context: Context) -> None:
    """Else the answer to a right guess would tell it from a wrong one."""
    mine = a_dossier(context, HOA).code
    admit(context, STRANGER, Action.SEE, mine)
    for number in range(FREE_FAILURES + 1):
        refusal_of(context, STRANGER, DossierCode(f"{COMMUNE.code}-260101-{number:04d}"))
    assert isinstance(refusal_of(context, STRANGER, mine), TooManyAttempts)


def test_a_clerk_who_errs_ten_times_an_hour_is_never_kept_out(context: Context, clock: StandingClock) -> None:
    for number in range(200):
        refused = refusal_of(context, CLERK, DossierCode(f"{COMMUNE.code}-260101-{number:04d}"))
        assert isinstance(refused, NotFound)
        clock.move(minutes=6)


def test_failures_are_forgotten_one_by_one(context: Context, clock: StandingClock) -> None:
    for number in range(FREE_FAILURES):
        refusal_of(context, STRANGER, DossierCode(f"{COMMUNE.code}-260101-{number:04d}"))
    clock.move(minutes=18)
    for number in range(3):
        assert isinstance(refusal_of(context, STRANGER, DossierCode(f"{COMMUNE.code}-260102-{number:04d}")), NotFound)
    refusal_of(context, STRANGER, DossierCode(f"{COMMUNE.code}-260103-0001"))
    kept_out = refusal_of(context, STRANGER, DossierCode(f"{COMMUNE.code}-260103-0002"))
    assert isinstance(kept_out, TooManyAttempts)


def test_a_refusal_for_want_of_rights_is_no_guess(context: Context) -> None:
    code = a_dossier(context).code
    for _ in range(FREE_FAILURES + 5):
        assert isinstance(refusal_of(context, CLERK, code, Action.ISSUE), Forbidden)
    assert admit(context, CLERK, Action.SEE, code).code == code


def test_a_merger_hands_dossiers_and_lists_over_to_the_successor(context: Context, clock: StandingClock) -> None:
    code = a_dossier(context).code
    heir = Agency(AgencyCode("000.00.51.H99"), "UBND xã An Bình Mới", Level.COMMUNE, PROVINCE.code, merger_day(clock))
    ended = replace(COMMUNE, valid_to=merger_day(clock), successor=heir.code)
    with context.records.write() as records:
        records.catalogue.load([ended, heir, DISTRICT], [])
    new = Caller("new", Role.OFFICER, "New", heir.code)
    assert isinstance(refusal_of(context, new, code), NotFound)
    assert [d.code for d in list_dossiers(context, OFFICER, 10)] == [code]
    clock.move(days=10)
    assert admit(context, new, Action.APPROVE, code).agency == COMMUNE.code
    assert isinstance(refusal_of(context, OFFICER, code), NotFound)
    assert [d.code for d in list_dossiers(context, new, 10)] == [code]
    assert list_dossiers(context, OFFICER, 10) == []


def merger_day(clock: StandingClock) -> date:
    return civil_day(clock.now()).replace(day=25)


def test_lists_show_what_the_policy_shows(context: Context) -> None:
    mai, hoa = a_dossier(context), a_dossier(context, HOA)
    record = open_dossier(
        context, Caller("d", Role.CLERK, "D", DEPARTMENT.code), Filing(RECORD.code, DEPARTMENT.code, MAI)
    )
    callers = {
        CLERK: {mai.code, hoa.code},
        MYSELF: {mai.code, record.code},
        Caller("l1", Role.LEADER, "L", DISTRICT.code): {mai.code, hoa.code},
        Caller("l2", Role.LEADER, "L", PROVINCE.code): {mai.code, hoa.code, record.code},
        Caller("s", Role.SYSTEM, "S", procedures=(RECORD.code,)): {record.code},
        Caller("s0", Role.SYSTEM, "S"): set(),
        Caller("a", Role.AUDITOR, "A"): {mai.code, hoa.code, record.code},
        OPERATOR: {mai.code, hoa.code, record.code},
    }
    for caller, seen in callers.items():
        assert {d.code for d in list_dossiers(context, caller, 10)} == seen, caller
        for code in (mai.code, hoa.code, record.code):
            if code in seen:
                admit(context, caller, Action.SEE, code)
            else:
                refusal_of(context, caller, code)
    with context.records.read() as records:
        assert seen_by(context, records, OPERATOR) is None


def test_a_list_cannot_be_paged_from_behind_a_hidden_dossier(context: Context) -> None:
    hidden = a_dossier(context)
    with pytest.raises(NotFound):
        list_dossiers(context, STRANGER, 10, hidden.code)


def test_citizens_file_for_themselves_and_online_only(context: Context) -> None:
    own = Filing(MARRIAGE.code, COMMUNE.code, MAI, Channel.ONLINE)
    assert open_dossier(context, MYSELF, own).applicant is None
    for wrong in (replace(own, owner=HOA), replace(own, channel=Channel.COUNTER)):
        with pytest.raises(Forbidden):
            open_dossier(context, MYSELF, wrong)


def test_an_agency_opens_no_dossier_of_another(context: Context) -> None:
    with pytest.raises(Forbidden):
        open_dossier(context, CLERK, Filing(RECORD.code, DEPARTMENT.code, MAI))


def test_ids_of_nobody_are_nobody(context: Context) -> None:
    """A citizen's token whose id is on no dossier sees nothing and changes nothing."""
    nobody = Caller("n", Role.CITIZEN, "N", owner=OwnerId("001320009999"))
    a_dossier(context)
    assert list_dossiers(context, nobody, 10) == []
