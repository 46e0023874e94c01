"""Fields of a paper, each with its value, confidence and place. Public: `extract`."""

from collections.abc import Mapping
from dataclasses import replace

from models.identifiers import UNKNOWN, DocumentType
from models.reading import Extraction, FieldValue, Reading
from ocr.doctypes import registry, shared
from ocr.doctypes.spec import At, DocType, Field, Labelled, Rule
from ocr.extract.calibration import Family, Knots, calibrated, family_of, shipped
from ocr.extract.cards import confirm_by_code, confirm_by_mrz
from ocr.extract.checks import confirm_one_another
from ocr.extract.finders import FINDERS
from ocr.extract.form import Form, read_form
from ocr.extract.handwriting import mark_handwritten
from ocr.extract.labelled import find_labelled
from ocr.extract.printed import find_printed
from ocr.extract.twice import settled
from ocr.layout.card_code import find_card_codes
from ocr.layout.mrz import find_mrz
from ocr.layout.persons import of_first_person
from ocr.layout.rows import lay_out

FALLBACK = DocType(
    slug=UNKNOWN,
    name="Giấy tờ khác",
    titles=(),
    support=(),
    fields=(shared.number(), shared.issue_date(), shared.issuer(), shared.signer()),
)
"""What any official paper has; for a paper of no known type."""

PLAIN: Mapping[Family, Knots] = dict.fromkeys(Family, ((0.0, 0.0), (1.0, 1.0)))
"""Tables that leave every score as it is."""

_LEAST = 0.2
"""A value less sure than this is noise and is left out."""


def extract(reading: Reading, type: DocumentType, *, tables: Mapping[Family, Knots] | None = None) -> Extraction:
    """Return the fields of a paper of `type`; what is not found, or fails its grammar, is left out.

    Values are normalised as `FieldValue` says; nothing is invented. A type that is not declared gets the fields that
    any official paper has. `tables` make confidences of scores; the shipped ones unless given (`PLAIN` leaves scores as
    they are). Raises MissingData when the shipped ones cannot be read.
    """
    pages = lay_out(reading)
    if not pages:
        return Extraction()
    spec = registry().get(type, FALLBACK)
    if spec.slug == "identity-card":
        pages = of_first_person(pages)
    form = read_form(pages, spec)
    known = shipped() if tables is None else tables
    found = {field.name: value for field in spec.fields if (value := _find(form, field, known))}
    if spec.slug == "identity-card":
        found = confirm_by_code(confirm_by_mrz(found, find_mrz(pages)), find_card_codes(reading))
    return Extraction(mark_handwritten(confirm_one_another(found), reading))


def _find(form: Form, field: Field, tables: Mapping[Family, Knots]) -> FieldValue | None:
    for rule in field.rules:
        value, family = _apply(form, rule), family_of(rule)
        if value and value.confidence >= _LEAST:
            spelt = settled(value, form.pages) if family is Family.WORDS else value
            return replace(spelt, confidence=round(calibrated(spelt.confidence, tables[family]), 3))
    return None


def _apply(form: Form, rule: Rule) -> FieldValue | None:
    if isinstance(rule, Labelled):
        return find_labelled(form, rule)
    return FINDERS[rule.spot](form) if isinstance(rule, At) else find_printed(form, rule.kind)
