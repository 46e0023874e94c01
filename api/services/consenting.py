"""On what a use of an owner's papers rests: a consent on file, the owner's own act, or a law that obliges."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from models.caller import Caller, Role
from models.consent import Consent, Means
from models.dossier import Dossier
from models.errors import Forbidden, InvalidValue, NotFound
from models.identifiers import AgencyCode
from models.ports.records import Records
from models.procedure import Requirement
from models.text import collapse, nfc
from models.time import civil_day

OWN_ACT_DAYS = 366
"""How long the consent holds that an owner gives by taking papers into a dossier; it ends with the decision anyway."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a caller names: the id of a consent on file, or the law. An owner who acts in person names neither."""

    consent: str = ""
    legal_basis: str = ""


NO_GROUND = Ground()

FREELY_GIVEN = frozenset({Means.SIGNED_IN, Means.ONE_TIME_CODE})
"""Means by which an owner consents. A look-up by law, or a sentence recorded earlier, covers that one use only."""

SHORTEST_LAW, LONGEST_LAW = 5, 300
"""Characters of the name of a provision."""


def ground_of(records: Records, caller: Caller, target: Dossier, ground: Ground, purpose: str, at: datetime) -> Consent:
    """Return the consent that a use in `target` rests on; a new one is kept.

    One on file must be locked before (`lock_ground`), so that it cannot be withdrawn meanwhile. Raises InvalidValue
    when there is none, Forbidden when it does not cover this dossier or is no longer in force. Of a law named, whether
    it obliges is for `check_statutory`.
    """
    if ground.consent and ground.legal_basis:
        raise InvalidValue(
            "Hãy nêu sự đồng ý hoặc căn cứ pháp luật, không nêu cả hai.", "name a consent or a legal basis, not both"
        )
    if ground.consent:
        return check_covering(records, target, ground.consent, at)
    if ground.legal_basis:
        return _keep(records, caller, target, Means.LEGAL_BASIS, purpose, stated_law(caller, ground), at)
    if caller.role is Role.CITIZEN:
        return _keep(records, caller, target, Means.SIGNED_IN, purpose, "", at)
    raise InvalidValue(
        "Cần sự đồng ý của chủ hồ sơ (mã một lần hoặc đồng ý đã ghi nhận), hoặc căn cứ pháp luật buộc phải tra cứu.",
        "the owner's consent is needed (a one-time code, or a consent on file), or the law that obliges to look it up",
        field="consent",
    )


def lock_ground(records: Records, caller: Caller, target: Dossier, ground: Ground, at: datetime) -> Ground:
    """Return the ground with its consent locked until the transaction ends.

    Where a caller who is not the owner names none, it is the newest consent in force that covers the dossier. To be
    called before the dossier is locked: withdrawals lock in this order too, so that neither waits for the other.
    """
    chosen = ground
    if ground == NO_GROUND and caller.role is not Role.CITIZEN:
        found = covering(records, target, at)
        chosen = Ground(found.id) if found else NO_GROUND
    if chosen.consent:
        with suppress(NotFound):  # `ground_of` says so
            records.consents.locked(chosen.consent)
    return chosen


def covering(records: Records, target: Dossier, at: datetime) -> Consent | None:
    """Return the newest consent in force at `at` that covers a dossier."""
    ids = records.owners.same_person(target.owner.id)
    given = [one for id_ in ids for one in records.consents.of_owner(id_) if one.means in FREELY_GIVEN]
    good = [one for one in given if one.in_force(at) and covers(records, one, target, at)]
    return max(good, key=lambda one: (one.given_at, one.id), default=None)


def stated_law(caller: Caller, ground: Ground) -> str:
    """Return the law named, tidied. Raises InvalidValue for a name that names nothing, Forbidden to a citizen."""
    if caller.role is Role.CITIZEN:
        raise Forbidden(
            "Chủ hồ sơ tự lấy giấy tờ của mình thì không nêu căn cứ tra cứu.",
            "an owner takes papers in person and names no law",
        )
    law = collapse(nfc(ground.legal_basis))
    if not SHORTEST_LAW <= len(law) <= LONGEST_LAW:
        raise InvalidValue(
            "Hãy nêu rõ điều khoản buộc cơ quan phải tự tra cứu, ví dụ: Điều 7 Nghị định 61/2018/NĐ-CP.",
            "name the provision that obliges the agency to look it up, for example: Article 7 of Decree 61/2018/NĐ-CP",
            field="legal_basis",
        )
    return law


def check_statutory(consent: Consent, requirements: Sequence[Requirement]) -> None:
    """Raise Forbidden when a use rests on law alone and no law obliges the agency to look one of the papers up."""
    if consent.means is not Means.LEGAL_BASIS:
        return
    for requirement in requirements:
        if not requirement.statutory_lookup:
            raise Forbidden(
                f"Không có quy định buộc cơ quan tự tra cứu “{requirement.name}”; cần sự đồng ý của chủ hồ sơ.",
                f"no law obliges the agency to look up {requirement.key}; the owner's consent is needed",
            )


def covers(records: Records, consent: Consent, target: Dossier, at: datetime) -> bool:
    """Say whether a consent reaches a dossier: its owner, procedure, agency (after mergers) and the dossier itself."""
    same = records.owners.same_person(consent.owner)
    return (
        target.owner.id in same
        and consent.procedure in {None, target.procedure}
        and consent.dossier in {None, target.code}
        and (consent.agency is None or same_agency(records, consent.agency, target.agency, at))
    )


def same_agency(records: Records, one: AgencyCode, other: AgencyCode, at: datetime) -> bool:
    """Say whether two codes stand for one agency at `at`, after mergers."""
    today = civil_day(at)
    return records.catalogue.holder(one, today) == records.catalogue.holder(other, today)


def check_covering(records: Records, target: Dossier, id: str, at: datetime) -> Consent:
    """Return a consent that is in force and covers the dossier. Raises Forbidden."""
    try:
        consent = records.consents.get(id)
    except NotFound:
        consent = None
    if consent is None or consent.means not in FREELY_GIVEN or not covers(records, consent, target, at):
        raise Forbidden(
            "Sự đồng ý này không có hoặc không dùng cho hồ sơ này; hãy đề nghị chủ hồ sơ đồng ý.",
            "there is no such consent for this dossier; ask the owner for one",
        )
    if consent.withdrawn_at is not None:
        raise Forbidden(
            "Chủ hồ sơ đã rút lại sự đồng ý này; hãy đề nghị chủ hồ sơ đồng ý lại.",
            "the owner has withdrawn this consent; ask for a new one",
        )
    if not consent.in_force(at):
        raise Forbidden(
            "Sự đồng ý này đã hết hạn; hãy đề nghị chủ hồ sơ đồng ý lại.",
            "this consent has ended; ask the owner for a new one",
        )
    return consent


def _keep(
    records: Records, caller: Caller, target: Dossier, means: Means, purpose: str, basis: str, at: datetime
) -> Consent:
    consent = Consent(
        id=uuid4().hex,
        owner=target.owner.id,
        given_by=caller.owner or caller.id,
        means=means,
        procedure=target.procedure,
        agency=target.agency,
        dossier=target.code,
        purpose=purpose,
        basis=basis,
        given_at=at,
        valid_until=at + timedelta(days=OWN_ACT_DAYS),
    )
    records.consents.add(consent)
    return consent
