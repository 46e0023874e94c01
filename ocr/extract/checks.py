"""What fields say of one another: an id tells birth and sex, a paper expires after its issue, that is no time ahead."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from models.reading import FieldValue
from ocr.extract.values.personal_ids import birth_year, sex

Fields = Mapping[str, FieldValue]

_DOUBT = 0.6
"""Factor on values that contradict each other: a person should look."""


def confirm_one_another(fields: Fields) -> dict[str, FieldValue]:
    """Lower the confidence of values that cannot hold together."""
    result = dict(fields)
    person, born = result.get("personal_id"), result.get("date_of_birth")
    if person and born and birth_year(person.value) not in (None, int(born.value[:4])):
        result |= {"personal_id": _doubt(person), "date_of_birth": _doubt(born)}
    said = result.get("sex")
    if person and said and sex(person.value) not in ("", said.value):
        result |= {"sex": _doubt(said)}
    dated = result.get("issue_date")
    if dated and int(dated.value[:4]) > date.today().year + 1:
        result |= {"issue_date": _doubt(dated)}
    issued, expires = result.get("issue_date"), result.get("expiry_date")
    if issued and expires and expires.value <= issued.value:
        result |= {"issue_date": _doubt(issued), "expiry_date": _doubt(expires)}
    return result


def _doubt(value: FieldValue) -> FieldValue:
    return replace(value, confidence=round(value.confidence * _DOUBT, 3))
