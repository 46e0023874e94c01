"""Who acts for whom, and which ids are one person's: registered by officers on evidence, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from api.services.access import decide_on, find_dossier
from api.services.context import Context, Once
from api.services.evidence import Evidence, need_evidence
from api.services.once import earlier, remember
from api.services.own import admit_owner, ids_of
from models.caller import Caller
from models.component import Component
from models.consent import OwnerLink, Representation, RepresentationKind
from models.errors import Conflict, InvalidValue, NotFound
from models.identifiers import DocumentType, OwnerId, ProcedureCode
from models.ledger import LedgerKind, note_of
from models.ports.records import Records
from models.text import exact_key
from models.time import civil_day
from records.policy import Action

EVIDENCE: Mapping[RepresentationKind, DocumentType] = {
    RepresentationKind.AUTHORISED: DocumentType("application"),
    RepresentationKind.GUARDIAN: DocumentType("birth-certificate"),
    RepresentationKind.COMPANY: DocumentType("enterprise"),
}
"""What proves each kind; a written authorisation (*giấy ủy quyền*) is a paper of the type `application`."""

SHOWN: Mapping[RepresentationKind, tuple[str, ...]] = {
    RepresentationKind.AUTHORISED: ("full_name",),
    RepresentationKind.GUARDIAN: ("full_name", "date_of_birth", "mother_name", "father_name"),
    RepresentationKind.COMPANY: ("business_name", "enterprise_code", "representative"),
}
"""Fields of the evidence that an officer compares with the identity card of the representative."""

FULL_AGE = 18
"""Parents represent a child until then (Civil Code 2015, articles 20, 21 and 136)."""

IDENTITY_CARD = DocumentType("identity-card")
OLD_DIGITS, NEW_DIGITS = 9, 12


@dataclass(frozen=True, slots=True)
class Representing:
    """Who shall act for whom. Empty `procedures`: for all. `valid_to` is the first day on which it no longer holds.

    `attested`: the officer has compared what the evidence says with who stands at the counter.
    """

    kind: RepresentationKind
    owner: OwnerId
    representative: OwnerId
    evidence: Evidence
    procedures: tuple[ProcedureCode, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    attested: bool = False


def register_representation(
    context: Context, caller: Caller, wanted: Representing, once: Once | None = None
) -> Representation:
    """Keep a representation that an officer attests.

    Raises NotFound, Forbidden (evidence of another agency's dossier), Conflict (evidence that proves it not), and
    InvalidValue whose facts are what the evidence says, until the officer attests that it was compared.
    """
    if wanted.owner == wanted.representative:
        raise InvalidValue("Không ai cần đại diện cho chính mình.", "nobody represents themselves", field="owner")
    paper = need_evidence(
        context, caller, wanted.evidence, EVIDENCE[wanted.kind], (wanted.owner, wanted.representative)
    )
    now = context.clock.now()
    ends = _end(wanted, paper, civil_day(now))
    _check_attested(wanted, paper)
    with context.records.write() as records:
        done = earlier(records, once)
        if done is not None:
            return records.owners.representation(done)
        for code in wanted.procedures:
            records.catalogue.procedure(code, civil_day(now))
        representation = Representation(
            id=uuid4().hex,
            owner=wanted.owner,
            representative=wanted.representative,
            kind=wanted.kind,
            procedures=wanted.procedures,
            evidence=paper.id,
            valid_from=wanted.valid_from or civil_day(now),
            valid_to=ends,
            registered_by=caller.name,
            registered_at=now,
        )
        records.owners.add_representation(representation)
        _note(context, records, caller, representation, "registered")
        remember(context, records, once, representation.id)
    return representation


def list_representations(context: Context, caller: Caller) -> tuple[Sequence[Representation], Sequence[Representation]]:
    """Return by whom the caller is represented and whom they represent, ended ones too. Raises Forbidden."""
    mine = admit_owner(context, caller, Action.CONSENT)
    with context.records.read() as records:
        ids = ids_of(records, mine)
        of_me = [one for id_ in ids for one in records.owners.representations_of(id_)]
        by_me = [one for id_ in ids for one in records.owners.represented_by(id_)]
    return of_me, by_me


def end_representation(context: Context, caller: Caller, id: str) -> Representation:
    """End a representation: by its owner, by the representative, or by an officer who handles its evidence.

    What was done by it stays done. Ending again changes nothing. Raises NotFound for an unknown one and, just the
    same, for one that is not the caller's to end.
    """
    with context.records.read() as records:
        found = _representation(records, id)
        if found is None or not _may_end(context, records, caller, found):
            raise NotFound(f"Không có việc đại diện “{id[:64]}”.", f"there is no representation “{id[:64]}”")
    with context.records.write() as records:
        ended = records.owners.end_representation(id, context.clock.now())
        if found.ended_at is None:
            _note(context, records, caller, ended, "ended")
    return ended


def link_owner(
    context: Context, caller: Caller, old: OwnerId, new: OwnerId, evidence: Evidence, once: Once | None = None
) -> OwnerLink:
    """Link an old 9-digit id to the 12-digit id of the same person, by a card that states both.

    The same link again changes nothing. Raises NotFound, Forbidden, InvalidValue for ids of another form, Conflict when
    the card states others or the old id is linked to somebody else.
    """
    _check_ids(old, new)
    card = need_evidence(context, caller, evidence, IDENTITY_CARD, (old, new))
    _check_card(card, old, new)
    now = context.clock.now()
    link = OwnerLink(old, new, card.id, caller.name, now)
    with context.records.write() as records:
        if earlier(records, once) is not None or records.owners.same_person(old)[0] == new:
            return _linked_before(records, link)
        records.owners.link(link)
        detail = {"old": str(old), "evidence": str(card.id)}
        note = note_of(caller, LedgerKind.OWNER_LINK, now, owner=new, dossier=card.dossier, item=card.id, detail=detail)
        records.ledger.add(note)
        remember(context, records, once, old)
    return link


def _check_attested(wanted: Representing, paper: Component) -> None:
    """Hold a company's certificate to its code by machine; let a person compare the names, which machines misread."""
    code = _digits(paper.fields.get("enterprise_code", ""))
    if wanted.kind is RepresentationKind.COMPANY and code != _digits(wanted.owner):
        raise Conflict(
            f"Giấy chứng nhận không ghi mã số doanh nghiệp {wanted.owner}.",
            f"the certificate does not state the enterprise code {wanted.owner}",
        )
    if not wanted.attested:
        said = {name: paper.fields[name] for name in SHOWN[wanted.kind] if paper.fields.get(name)}
        raise InvalidValue(
            "Hãy đối chiếu thông tin trên bằng chứng với giấy tờ tùy thân của người đại diện rồi xác nhận (attested).",
            "compare what the evidence says with the representative's identity card, then attest to it",
            **said,
        )


def _end(wanted: Representing, paper: Component, today: date) -> date | None:
    """Return the first day on which it no longer holds; for a child at the latest the day of full age."""
    starts, ends = wanted.valid_from or today, wanted.valid_to
    if wanted.kind is RepresentationKind.GUARDIAN:
        ends = min(ends or date.max, _of_age(paper))
    if ends is not None and (ends <= starts or ends <= today):
        raise Conflict(
            "Thời hạn đại diện đã hết, hoặc người được đại diện đã đủ 18 tuổi.",
            "the time of the representation is over, or the person is of full age",
        )
    return ends


def _of_age(certificate: Component) -> date:
    try:
        born = date.fromisoformat(certificate.fields.get("date_of_birth", ""))
    except ValueError as error:
        raise Conflict(
            "Giấy khai sinh chưa có ngày sinh đọc được; hãy bổ sung rồi ghi nhận lại.",
            "the birth certificate has no date of birth that was read; add it, then try again",
        ) from error
    try:
        return born.replace(year=born.year + FULL_AGE)
    except ValueError:  # born on 29 February
        return date(born.year + FULL_AGE, 3, 1)


def _check_ids(old: OwnerId, new: OwnerId) -> None:
    for id_, digits in ((old, OLD_DIGITS), (new, NEW_DIGITS)):
        if not (id_.isascii() and id_.isdigit() and len(id_) == digits):
            raise InvalidValue(
                f"Số cũ có {OLD_DIGITS} chữ số, số định danh có {NEW_DIGITS} chữ số.",
                f"the old id has {OLD_DIGITS} digits, the new one {NEW_DIGITS}",
                field="old" if digits == OLD_DIGITS else "new",
            )


def _check_card(card: Component, old: OwnerId, new: OwnerId) -> None:
    stated = [_digits(card.fields.get(name, "")) for name in ("old_personal_id", "personal_id")]
    if stated != [old, new]:
        raise Conflict(
            "Thẻ căn cước này không ghi cả hai số; hãy dùng thẻ có mã QR ghi số CMND cũ.",
            "this card does not state both ids; use one whose QR code holds the old id",
        )


def _digits(text: str) -> str:
    return "".join(exact_key(text).split())


def _linked_before(records: Records, link: OwnerLink) -> OwnerLink:
    """Return the link as it was kept. Raises Conflict when another request with this key linked other ids."""
    if records.owners.same_person(link.old)[0] != link.new:
        raise Conflict("Số cũ đã liên kết với số khác.", "the old id is linked to another one")
    found = [one for one in records.owners.links_resting_on(link.evidence) if one.old == link.old]
    return found[0] if found else link


def _representation(records: Records, id: str) -> Representation | None:
    try:
        return records.owners.representation(id)
    except NotFound:
        return None  # what is another's is answered in the same words


def _may_end(context: Context, records: Records, caller: Caller, one: Representation) -> bool:
    if caller.owner is not None:
        ids = ids_of(records, caller.owner)
        return one.owner in ids or one.representative in ids
    dossier = find_dossier(records, records.components.get(one.evidence).dossier)
    return dossier is not None and decide_on(context, records, caller, Action.ATTEST, dossier).allowed


def _note(context: Context, records: Records, caller: Caller, one: Representation, deed: str) -> None:
    detail = {"deed": deed, "representation": one.id, "representative": str(one.representative), "kind": one.kind.value}
    note = note_of(
        caller, LedgerKind.REPRESENTATION, context.clock.now(), owner=one.owner, item=one.evidence, detail=detail
    )
    records.ledger.add(note)
