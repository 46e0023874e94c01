"""What the machine-readable parts of an identity card say of its printed fields: they confirm or overrule them."""

from collections.abc import Mapping
from dataclasses import replace

from models.reading import FieldValue
from models.text import collapse, exact_key, fold
from ocr.extract.values.personal_ids import fits
from ocr.layout.card_code import CardCode
from ocr.layout.check_digits import holds, repairs
from ocr.layout.mrz import Mrz

Fields = Mapping[str, FieldValue]

_CODE = 0.99  # a QR code is whole or not read at all
_ZONE = 0.95  # a check digit lets one misreading in ten pass
_NAME = 0.97  # a name confirmed without its accents
_OTHERS = 0.6  # factor where code and print name different persons: a person should look
_SLIPS = 4  # digits of an id that may be misread at once; ids of two persons differ by more


def confirm_by_mrz(fields: Fields, mrz: Mrz | None) -> dict[str, FieldValue]:
    """Return the fields with those of the machine-readable zone put in: check digits are surer than print.

    The zone's name has no accents: it only confirms a printed name.
    """
    result = dict(fields)
    if mrz is None:
        return result
    zone = {
        "personal_id": _person(mrz, result.get("personal_id")),
        "date_of_birth": mrz.date_of_birth,
        "sex": mrz.sex,
        "expiry_date": mrz.expiry_date,
    }
    for name, value in zone.items():
        if value:
            result[name] = _zone_value(result.get(name), value, mrz)
    printed = result.get("full_name")
    if printed and mrz.name and "".join(fold(printed.value).split()) == "".join(mrz.name.lower().split()):
        result["full_name"] = replace(printed, confidence=max(printed.confidence, _NAME))
    return result


def _person(mrz: Mrz, printed: FieldValue | None) -> str:
    """Return the id of the zone, nothing where its first three digits, the province, are not to be believed.

    They are proven by the whole id's check digit. Without it a printed id that differs in them only stands; those of no
    province are mended where the check digit allows one province only.
    """
    person = mrz.personal_id
    likely = bool(person) and fits(person) == 1.0
    if not person or holds(person, mrz.id_check):
        return person if likely else ""
    if printed and printed.value != person and printed.value[3:] == person[3:] and fits(printed.value) == 1.0:
        return ""
    found = [person] if likely else [each for each in repairs(person, range(3), mrz.id_check) if fits(each) == 1.0]
    return found[0] if len(found) == 1 else ""


def _zone_value(printed: FieldValue | None, value: str, mrz: Mrz) -> FieldValue:
    """Keep the printed place where print and zone agree; else point at the zone."""
    if printed and printed.value == value:
        return replace(printed, confidence=_CODE)
    return FieldValue(value, _ZONE, mrz.page, mrz.box, printed.raw if printed else value)


def confirm_by_code(fields: Fields, codes: tuple[CardCode, ...]) -> dict[str, FieldValue]:
    """Return the fields with those of the card's QR code put in, each where it is printed; `raw` keeps what was read.

    Of several persons' codes the one of the printed id or name is taken, none when neither tells.
    """
    result = dict(fields)
    code = _code_of(fields, codes)
    if code is None or fits(code.personal_id) < 1.0:
        return result
    said = {
        "personal_id": code.personal_id,
        "old_personal_id": code.old_id,  # printed nowhere; it proves that both ids are one person's
        "full_name": code.name.upper(),  # as cards print it
        "date_of_birth": code.date_of_birth,
        "sex": code.sex,
        "address": code.address,
        "issue_date": code.issue_date,
    }
    sure = round(_CODE * (_OTHERS if _of_another(fields, code) else 1.0), 3)
    return result | {name: _coded(result.get(name), value, code, sure) for name, value in said.items() if value}


def _code_of(fields: Fields, codes: tuple[CardCode, ...]) -> CardCode | None:
    if len(codes) < 2:
        return codes[0] if codes else None
    person, name = fields.get("personal_id"), fields.get("full_name")
    named = [
        code
        for code in codes
        if (person and person.value == code.personal_id) or (name and fold(name.value) == fold(code.name))
    ]
    return named[0] if len(named) == 1 else None


def _of_another(fields: Fields, code: CardCode) -> bool:
    """Tell whether print names another person: an id that differs by more than misread digits."""
    printed = fields.get("personal_id")
    if not printed or len(printed.value) != len(code.personal_id) or fits(printed.value) < 1.0:
        return False
    return sum(a != b for a, b in zip(printed.value, code.personal_id, strict=True)) > _SLIPS


def _coded(printed: FieldValue | None, value: str, code: CardCode, sure: float) -> FieldValue:
    if printed is None:
        return FieldValue(value, sure, code.page, code.box, value)
    same = exact_key(collapse(printed.value)) == exact_key(value)
    return replace(printed, value=printed.value if same else value, confidence=sure)
