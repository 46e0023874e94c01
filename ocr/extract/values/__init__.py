"""Grammars of values: one module per family, `parse` chooses by kind. All are pure and know no layout."""

from collections.abc import Mapping

from ocr.doctypes.spec import Kind
from ocr.extract.values.amounts import parse_area, parse_money
from ocr.extract.values.codes import parse_dossier, parse_enterprise, parse_ordinal, parse_serial
from ocr.extract.values.dates import parse_birth, parse_date
from ocr.extract.values.document_numbers import parse_document_number
from ocr.extract.values.names import parse_person
from ocr.extract.values.parsed import Parsed, Parser
from ocr.extract.values.personal_ids import parse_personal_id
from ocr.extract.values.texts import parse_address, parse_choice, parse_text

PARSERS: Mapping[Kind, Parser] = {
    Kind.DATE: parse_date,
    Kind.BIRTH: parse_birth,
    Kind.PERSON: parse_person,
    Kind.PERSONAL_ID: parse_personal_id,
    Kind.DOCUMENT_NUMBER: parse_document_number,
    Kind.ADDRESS: parse_address,
    Kind.TEXT: parse_text,
    Kind.MONEY: parse_money,
    Kind.AREA: parse_area,
    Kind.SEX: parse_text,
    Kind.DOSSIER_CODE: parse_dossier,
    Kind.ENTERPRISE_CODE: parse_enterprise,
    Kind.ORDINAL: parse_ordinal,
    Kind.SERIAL: parse_serial,
}

Choices = tuple[tuple[str, tuple[str, ...]], ...]


def parse(kind: Kind, text: str, choices: Choices = ()) -> Parsed | None:
    """Return the value of `kind` in the text behind a label, or None. With `choices`, only these values are."""
    return parse_choice(text, choices) if choices else PARSERS[kind](text)
