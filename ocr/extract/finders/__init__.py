"""Values known by their place: one module per place, found through `FINDERS`."""

from collections.abc import Callable, Mapping

from models.reading import FieldValue
from ocr.doctypes.spec import Spot
from ocr.extract.finders.dated import find_dated
from ocr.extract.finders.issuer import find_card_issuer, find_issuer, find_signed_for
from ocr.extract.finders.members import find_members
from ocr.extract.finders.number import find_number, find_symbol_number
from ocr.extract.finders.signer import find_signer
from ocr.extract.finders.subject import find_subject
from ocr.extract.form import Form

FINDERS: Mapping[Spot, Callable[[Form], FieldValue | None]] = {
    Spot.NUMBER: find_number,
    Spot.SYMBOL_NUMBER: find_symbol_number,
    Spot.ISSUER: find_issuer,
    Spot.SIGNED_FOR: find_signed_for,
    Spot.DATED: find_dated,
    Spot.SIGNER: find_signer,
    Spot.SUBJECT: find_subject,
    Spot.MEMBERS: find_members,
    Spot.CARD_ISSUER: find_card_issuer,
}
