"""One-time codes: an owner makes one, shows it at the counter, and the clerk's entry becomes a consent.

A code has eight digits, lives ten minutes and serves once. The store knows its digest alone, keyed by a secret that is
not in the store, as 10^8 codes are soon tried. Whether a code was wrong, used, out of time or for something else is
told to nobody. After `MOST_WRONG` wrong tries every open code of that owner is void; the pace of `api.services.access`
slows down who tries at several owners.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from api.services.access import admit, check_pace, count_failure
from api.services.consenting import OWN_ACT_DAYS, same_agency
from api.services.consents import check_scope, keep_consent, stated_purpose
from api.services.context import Context, Once
from api.services.once import earlier, remember
from api.services.own import admit_owner, ids_of, on_behalf
from models.caller import Caller
from models.consent import Consent, ConsentCode, Means
from models.dossier import OPEN_STATES, Dossier, ProgressEvent
from models.errors import Conflict, Forbidden, InvalidValue
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from records.policy import Action

DIGITS = 8
LIFE = timedelta(minutes=10)
MOST_WRONG = 5
MOST_OPEN = 5
"""Codes of one owner open at once; each makes guessing easier by its share."""


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """What a code shall be good for. What is None is not narrowed; `owner` is named by a representative."""

    procedure: ProcedureCode | None = None
    agency: AgencyCode | None = None
    owner: OwnerId | None = None


def make_code(
    context: Context, caller: Caller, wanted: CodeWanted, once: Once | None = None
) -> tuple[ConsentCode, str | None]:
    """Make a code and return it with its eight digits, which nobody can read again: None when `once` is a repeat.

    Raises Forbidden (no owner to act for), NotFound (unknown procedure or agency), Conflict (too many open codes).
    """
    owner = admit_owner(context, caller, Action.CONSENT, wanted.owner, wanted.procedure)
    now, id_ = context.clock.now(), uuid4().hex
    shown = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return _made_before(records, owner, now, done), None
        check_scope(records, wanted.procedure, wanted.agency, now)
        if len(records.consents.open_codes(owner, now)) >= MOST_OPEN:
            raise Conflict(
                f"Đang có {MOST_OPEN} mã chưa dùng; hãy dùng mã đã tạo hoặc đợi 10 phút.",
                f"{MOST_OPEN} codes are open; use one of them or wait ten minutes",
            )
        digest = _digest(context, id_, shown)
        given_by = str(caller.owner or caller.id)
        code = ConsentCode(id_, owner, digest, given_by, wanted.procedure, wanted.agency, now, now + LIFE)
        records.consents.add_code(code)
        detail = {"code": id_, **on_behalf(caller, owner)}
        records.ledger.add(note_of(caller, LedgerKind.GRANT, now, owner=owner, purpose="one-time code", detail=detail))
        remember(context, records, once, id_)
    return code, shown


def redeem_code(
    context: Context, caller: Caller, target: DossierCode, typed: str, purpose: str, once: Once | None = None
) -> Consent:
    """Turn the code that the owner of `target` showed into a consent for this dossier.

    Raises NotFound, Forbidden (no right, or no such code: which of all the reasons is not told), TooManyAttempts,
    InvalidValue (no eight digits, no purpose), Conflict (the dossier is closed).
    """
    said, digits = stated_purpose(purpose), _digits(typed)
    admit(context, caller, Action.RECORD_CONSENT, target)
    now = context.clock.now()
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.consents.get(done)
        check_pace(context, records, caller.id)
        dossier = records.dossiers.locked(target)
        _check_open(dossier)
        found = _find(context, records, dossier, digits, now)
        if found is not None:
            consent = _consent(found, dossier, said, now)
            records.consents.use_code(found.id, now)
            keep_consent(records, caller, consent)
            detail = {"consent": consent.id, "purpose": said}
            records.events.add(ProgressEvent(target, now, "consent-recorded", caller.name, detail))
            remember(context, records, once, consent.id)
            return consent
        _note_wrong_try(context, records, caller, dossier, now)
    raise Forbidden(
        "Mã đồng ý không đúng, đã dùng, đã hết hạn hoặc không dùng cho việc này; hãy đề nghị chủ hồ sơ tạo mã mới.",
        "the consent code is wrong, used, out of time or not for this; ask the owner for a new one",
    )


def _made_before(records: Records, owner: OwnerId, now: datetime, id: str) -> ConsentCode:
    found = next((code for code in records.consents.open_codes(owner, now) if code.id == id), None)
    if found is None:
        raise Conflict(
            "Mã này đã dùng hoặc đã hết hạn; hãy tạo mã mới với Idempotency-Key mới.",
            "this code was used or is out of time; make another one under a new Idempotency-Key",
        )
    return found


def _digits(typed: str) -> str:
    digits = "".join(typed.split()).replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
        raise InvalidValue(f"Mã đồng ý có {DIGITS} chữ số.", f"a consent code has {DIGITS} digits", field="code")
    return digits


def _digest(context: Context, id: str, digits: str) -> str:
    return hmac.new(context.code_key, f"{id}:{digits}".encode(), "sha256").hexdigest()


def _check_open(dossier: Dossier) -> None:
    if dossier.state not in OPEN_STATES:
        raise Conflict(
            f"Hồ sơ {dossier.code} đã đóng, không ghi nhận thêm sự đồng ý.",
            f"dossier {dossier.code} is closed; no consent is recorded for it any more",
        )


def _find(context: Context, records: Records, dossier: Dossier, digits: str, now: datetime) -> ConsentCode | None:
    """Return the open code of the dossier's owner that was typed and that covers the dossier."""
    codes = [code for id_ in ids_of(records, dossier.owner.id) for code in records.consents.open_codes(id_, now)]
    right = [code for code in codes if hmac.compare_digest(code.digest, _digest(context, code.id, digits))]
    return next((code for code in right if _good_for(records, code, dossier, now)), None)


def _good_for(records: Records, code: ConsentCode, dossier: Dossier, now: datetime) -> bool:
    return (
        code.wrong_tries < MOST_WRONG
        and code.procedure in {None, dossier.procedure}
        and (code.agency is None or same_agency(records, code.agency, dossier.agency, now))
    )


def _consent(code: ConsentCode, dossier: Dossier, purpose: str, now: datetime) -> Consent:
    return Consent(
        id=uuid4().hex,
        owner=code.owner,
        given_by=code.given_by,
        means=Means.ONE_TIME_CODE,
        procedure=dossier.procedure,
        agency=dossier.agency,
        dossier=dossier.code,
        purpose=purpose,
        basis="",
        given_at=now,
        valid_until=now + timedelta(days=OWN_ACT_DAYS),
    )


def _note_wrong_try(context: Context, records: Records, caller: Caller, dossier: Dossier, now: datetime) -> None:
    for id_ in ids_of(records, dossier.owner.id):
        records.consents.count_wrong_try(id_, now)
    detail = {"action": Action.RECORD_CONSENT.value, "answer": "forbidden"}
    note = note_of(caller, LedgerKind.DENIAL, now, owner=dossier.owner.id, dossier=dossier.code, detail=detail)
    records.ledger.add(note)
    count_failure(context, records, caller.id)
