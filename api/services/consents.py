"""Consents that owners give while signed in, and their list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from api.services.access import find_dossier
from api.services.context import Context, Once
from api.services.once import earlier, remember
from api.services.own import admit_owner, ids_of, on_behalf
from models.caller import Caller
from models.consent import Consent, Means
from models.errors import InvalidValue, NotFound
from models.identifiers import AgencyCode, DossierCode, OwnerId, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.text import collapse, nfc
from models.time import VIETNAM, civil_day
from records.policy import Action

LONGEST = timedelta(days=366)
"""Nobody consents for ever: a year, which may be a leap year, and then asked again."""

LONGEST_PURPOSE = 500
"""Characters of a purpose."""


@dataclass(frozen=True, slots=True)
class Giving:
    """What an owner consents to. What is None is not narrowed; `until` is the last day on which it holds.

    `owner` is named by a representative; None: the caller.
    """

    purpose: str
    until: date
    procedure: ProcedureCode | None = None
    agency: AgencyCode | None = None
    dossier: DossierCode | None = None
    owner: OwnerId | None = None


def give_consent(context: Context, caller: Caller, giving: Giving, once: Once | None = None) -> Consent:
    """Keep the consent of a signed-in owner, or of who represents them.

    Raises Forbidden (no such owner to act for), InvalidValue (no purpose, a day passed or more than a year ahead),
    NotFound (unknown procedure or agency, or a dossier that is not the owner's).
    """
    purpose = stated_purpose(giving.purpose)
    now = context.clock.now()
    owner = admit_owner(context, caller, Action.CONSENT, giving.owner, giving.procedure)
    ends = end_of(giving.until, now)
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.consents.get(done)
        check_scope(records, giving.procedure, giving.agency, now)
        _check_dossier(records, owner, giving.dossier)
        consent = Consent(
            id=uuid4().hex,
            owner=owner,
            given_by=caller.owner or caller.id,
            means=Means.SIGNED_IN,
            procedure=giving.procedure,
            agency=giving.agency,
            dossier=giving.dossier,
            purpose=purpose,
            basis="",
            given_at=now,
            valid_until=ends,
        )
        keep_consent(records, caller, consent)
        remember(context, records, once, consent.id)
    return consent


def keep_consent(records: Records, caller: Caller, consent: Consent) -> None:
    """Add a consent, with its entry in the ledger."""
    records.consents.add(consent)
    detail = {
        "consent": consent.id,
        "means": consent.means.value,
        **({"procedure": str(consent.procedure)} if consent.procedure else {}),
        **({"for-agency": str(consent.agency)} if consent.agency else {}),
        **on_behalf(caller, consent.owner),
    }
    note = note_of(
        caller,
        LedgerKind.CONSENT,
        consent.given_at,
        owner=consent.owner,
        dossier=consent.dossier,
        purpose=consent.purpose,
        basis=consent.basis,
        detail=detail,
    )
    records.ledger.add(note)


def list_consents(context: Context, caller: Caller, owner: OwnerId | None = None) -> Sequence[Consent]:
    """Return what an owner consented to, newest first, withdrawn and ended ones too. Raises Forbidden.

    Look-ups by law are no consents; they are among the uses.
    """
    mine = admit_owner(context, caller, Action.CONSENT, owner)
    with context.records.read() as records:
        found = [consent for id_ in ids_of(records, mine) for consent in records.consents.of_owner(id_)]
    given = [consent for consent in found if consent.means is not Means.LEGAL_BASIS]
    return sorted(given, key=lambda one: (one.given_at, one.id), reverse=True)


def stated_purpose(text: str) -> str:
    """Return a purpose, tidied. Raises InvalidValue when none is stated or it is a page long."""
    purpose = collapse(nfc(text))
    if not purpose or len(purpose) > LONGEST_PURPOSE:
        raise InvalidValue(
            f"Hãy nêu mục đích sử dụng, không quá {LONGEST_PURPOSE} ký tự.",
            f"state the purpose of the use, in at most {LONGEST_PURPOSE} characters",
            field="purpose",
        )
    return purpose


def end_of(day: date, now: datetime) -> datetime:
    """Return the moment after the last moment of `day` in Viet Nam. Raises InvalidValue."""
    today = civil_day(now)
    if not today <= day <= today + LONGEST:
        raise InvalidValue(
            f"Sự đồng ý có hiệu lực từ hôm nay đến nhiều nhất một năm ({today + LONGEST:%d/%m/%Y}).",
            f"a consent lasts from today to a year ahead at most ({today + LONGEST})",
            field="until",
        )
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), VIETNAM)


def check_scope(records: Records, procedure: ProcedureCode | None, agency: AgencyCode | None, now: datetime) -> None:
    """Raise NotFound for a procedure or an agency that is not in force: a slip would make a consent for nothing."""
    today = civil_day(now)
    if procedure is not None:
        records.catalogue.procedure(procedure, today)
    if agency is not None:
        records.catalogue.agency(agency, today)


def _check_dossier(records: Records, owner: OwnerId, code: DossierCode | None) -> None:
    found = find_dossier(records, code) if code is not None else None
    if code is not None and (found is None or found.owner.id not in ids_of(records, owner)):
        raise NotFound(f"Chủ hồ sơ không có hồ sơ “{code}”.", f"the owner has no dossier “{code}”")
