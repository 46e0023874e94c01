"""Entries of the ledger in words, for owners and auditors."""

from collections.abc import Mapping

from models.caller import Role
from models.ledger import LedgerKind, LedgerNote

ROLES: Mapping[str, tuple[str, str]] = {
    Role.CLERK: ("công chức tiếp nhận", "clerk"),
    Role.OFFICER: ("công chức giải quyết", "officer"),
    Role.LEADER: ("lãnh đạo", "leader"),
    Role.CITIZEN: ("công dân, tổ chức", "citizen"),
    Role.SYSTEM: ("hệ thống thông tin", "system"),
    Role.AUDITOR: ("thanh tra", "auditor"),
    Role.OPERATOR: ("quản trị máy chủ", "operator"),
}
"""Roles by the word that stands in the ledger; one that is no longer known is shown as it stands there."""

DEEDS: Mapping[LedgerKind, tuple[str, str]] = {
    LedgerKind.OPENED: ("mở sổ nhật ký", "opened the ledger"),
    LedgerKind.LOOK: ("đã xem", "looked at"),
    LedgerKind.SEARCH: ("đã tra cứu", "searched"),
    LedgerKind.GRANT: ("được phép sử dụng", "was granted"),
    LedgerKind.DENIAL: ("bị từ chối", "was refused"),
    LedgerKind.USE: ("đã sử dụng lại", "reused"),
    LedgerKind.WITHDRAWAL: ("đã rút lại việc sử dụng", "withdrew the use of"),
    LedgerKind.DECISION: ("đã kiểm tra lại khi quyết định", "checked again at the decision"),
    LedgerKind.REVOCATION: ("đã thu hồi", "revoked"),
    LedgerKind.SUSPENSION: ("đã tạm dừng hiệu lực", "suspended"),
    LedgerKind.REINSTATEMENT: ("đã khôi phục hiệu lực", "reinstated"),
    LedgerKind.SUPERSESSION: ("đã thay bằng bản mới", "superseded"),
    LedgerKind.CONSENT: ("đã ghi nhận sự đồng ý", "recorded consent"),
    LedgerKind.CONSENT_WITHDRAWN: ("đã rút lại sự đồng ý", "withdrew consent"),
    LedgerKind.REPRESENTATION: ("đã ghi nhận người đại diện", "recorded a representative"),
    LedgerKind.OWNER_LINK: ("đã nối số định danh cũ và mới", "linked the old and new id"),
    LedgerKind.RE_REQUEST: ("yêu cầu nộp lại dù đã có", "asked again for, though on file,"),
    LedgerKind.TOKEN_ISSUED: ("đã cấp mã truy cập", "issued a token"),
    LedgerKind.TOKEN_REVOKED: ("đã thu hồi mã truy cập", "revoked a token"),
    LedgerKind.LEDGER_READ: ("đã xem sổ nhật ký", "read the ledger"),
}


def in_words(note: LedgerNote, agency: str, paper: str) -> tuple[str, str]:
    """Return one Vietnamese and one English sentence: who did what to which paper, where, for what, on what ground.

    `agency` is the name of the caller's agency and `paper` the Vietnamese name of the paper's type; either may be
    empty.
    """
    vi_role, en_role = ROLES.get(note.role, (note.role, note.role))
    vi_deed, en_deed = DEEDS[note.kind]
    dossier = note.dossier or ""
    vi = [
        " ".join(_present(_capital(vi_role), note.caller_name)) + (f" ({agency})" if agency else ""),
        " ".join(_present(vi_deed, paper, f"trong hồ sơ {dossier}" if dossier else "")),
    ]
    en = [
        " ".join(_present(_capital(en_role), note.caller_name)) + (f" ({agency})" if agency else ""),
        " ".join(_present(en_deed, f"“{paper}”" if paper else "", f"in dossier {dossier}" if dossier else "")),
    ]
    vi_ground = _ground(note, 0, ("mục đích", "căn cứ"))
    en_ground = _ground(note, 1, ("purpose", "basis"))
    return f"{' '.join(vi)}{vi_ground}.", f"{' '.join(en)}{en_ground}."


CODED: Mapping[str, tuple[str, str]] = {
    "reuse": ("tìm giấy tờ dùng lại được", "looking for papers to reuse"),
    "one-time code": ("tạo mã đồng ý một lần", "making a one-time code"),
    "preview": ("xem trước", "preview"),
    "own paper": ("giấy tờ của chính chủ hồ sơ", "the owner's own paper"),
}
"""Purposes and bases that the programme itself states."""

_CONSENT = "consent "


def _ground(note: LedgerNote, language: int, names: tuple[str, str]) -> str:
    """Return purpose and basis as far as there are any; `language` is 0 for Vietnamese, 1 for English."""
    parts = zip(names, (note.purpose, note.basis), strict=True)
    return "".join(f"; {name}: {_said(text, language)}" for name, text in parts if text)


def _said(text: str, language: int) -> str:
    """Return a text stated by a person as it is, one of the programme's own in words; of an id its beginning tells."""
    if text.startswith(_CONSENT):
        return f"{('sự đồng ý của chủ hồ sơ', 'consent of the owner')[language]} {text.removeprefix(_CONSENT)[:8]}"
    return CODED[text][language] if text in CODED else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _present(*words: str) -> list[str]:
    return [word for word in words if word]
