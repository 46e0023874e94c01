"""What fields say of one another: an id tells year of birth and sex, a machine-readable zone overrules print."""

from collections.abc import Mapping
from dataclasses import replace

from models.reading import FieldValue
from models.text import fold
from ocr.extract.values.personal_ids import birth_year, sex
from ocr.layout.mrz import Mrz

Fields = Mapping[str, FieldValue]

_DOUBT = 0.6
"""Factor on values that contradict each other: a person should look."""


def confirm_by_mrz(fields: Fields, mrz: Mrz | None) -> dict[str, FieldValue]:
    """Return the fields with those of the machine-readable zone put in: check digits are surer than print.

    The zone's name has no accents: it only confirms a printed name.
    """
    result = dict(fields)
    if mrz is None:
        return result
    zone = {"personal_id": mrz.personal_id, "date_of_birth": mrz.date_of_birth, "sex": mrz.sex}
    for name, value in {**zone, "expiry_date": mrz.expiry_date}.items():
        if value:
            result[name] = _zone_value(result.get(name), value, mrz)
    printed = result.get("full_name")
    if printed and mrz.name and "".join(fold(printed.value).split()) == "".join(mrz.name.lower().split()):
        result["full_name"] = replace(printed, confidence=max(printed.confidence, 0.97))
    return result


def _zone_value(printed: FieldValue | None, value: str, mrz: Mrz) -> FieldValue:
    """Keep the printed place where print and zone agree; else point at the zone."""
    if printed and printed.value == value:
        return replace(printed, confidence=0.99)
    return FieldValue(value, 0.95, mrz.page, mrz.box, value)


def confirm_one_another(fields: Fields) -> dict[str, FieldValue]:
    """Lower the confidence of values that cannot hold together."""
    result = dict(fields)
    person, born = result.get("personal_id"), result.get("date_of_birth")
    if person and born and birth_year(person.value) not in (None, int(born.value[:4])):
        result |= {"personal_id": _doubt(person), "date_of_birth": _doubt(born)}
    said = result.get("sex")
    if person and said and sex(person.value) not in ("", said.value):
        result |= {"sex": _doubt(said)}
    issued, expires = result.get("issue_date"), result.get("expiry_date")
    if issued and expires and expires.value <= issued.value:
        result |= {"issue_date": _doubt(issued), "expiry_date": _doubt(expires)}
    return result


def _doubt(value: FieldValue) -> FieldValue:
    return replace(value, confidence=round(value.confidence * _DOUBT, 3))
