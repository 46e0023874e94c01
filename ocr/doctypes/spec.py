"""The words in which a document type is declared: titles, supporting labels, fields and where to find them."""

from dataclasses import dataclass
from enum import StrEnum

from models.identifiers import DocumentType


class Kind(StrEnum):
    """Grammar of a value; `ocr/extract/values/` has one module per family."""

    DATE = "date"
    BIRTH = "birth"  # a date, or a year where the form asks for the year only
    PERSON = "person"
    PERSONAL_ID = "personal-id"
    DOCUMENT_NUMBER = "document-number"
    ADDRESS = "address"
    TEXT = "text"
    MONEY = "money"
    AREA = "area"
    SEX = "sex"
    DOSSIER_CODE = "dossier-code"
    ENTERPRISE_CODE = "enterprise-code"
    ORDINAL = "ordinal"  # a number of a parcel or map sheet, with letters at most behind it
    SERIAL = "serial"  # series and number of a printed form, such as CH 012345


class Spot(StrEnum):
    """A place that every official paper has; `ocr/extract/finders/` has one module per place."""

    NUMBER = "number"  # Số: … under the agency's name
    SYMBOL_NUMBER = "symbol-number"  # the same on papers whose numbers bear a symbol: Số: …/QĐ-UBND
    ISSUER = "issuer"  # the agency's name, left of the national title
    SIGNED_FOR = "signed-for"  # the agency's name anywhere else: over the signature, over the title
    DATED = "dated"  # <place>, ngày … tháng … năm …
    SIGNER = "signer"  # the name under the signature
    SUBJECT = "subject"  # trích yếu
    MEMBERS = "members"  # table of household members
    CARD_ISSUER = "card-issuer"  # authority named on an identity card


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value behind, right of, or beneath one of `labels`.

    `section` limits the search to a part of the form (see `DocType.sections`; "" is the part before the first one,
    None any part). `lines` is how many printed lines a value may take. `choices` are the only values there are, each
    with what may be printed for it.
    """

    kind: Kind
    labels: tuple[str, ...]
    section: str | None = None
    lines: int = 1
    loose: bool = False
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class At:
    """A value at a place that the layout shows."""

    spot: Spot


@dataclass(frozen=True, slots=True)
class Printed:
    """A value of so strict a grammar that it is known wherever it is printed."""

    kind: Kind


Rule = Labelled | At | Printed


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the domain's list and the rules, tried in order until one gives a value."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed. `open` titles go on freely behind the words given (ĐƠN ĐỀ NGHỊ …); others end with them."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class DocType:
    """One type of paper.

    `titles` decide the type, unless one of `excluded` (titles of other papers that begin or sound alike) fits better.
    `support` are labels and phrases that such a paper carries; `marks` are phrases that no other paper carries, by
    which it is known when its title is lost. `sections` maps the label that opens a part of the form to the part.
    """

    slug: DocumentType
    name: str
    titles: tuple[Title, ...]
    support: tuple[str, ...]
    fields: tuple[Field, ...]
    excluded: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that the fields and sections look for."""
        rules = [rule for field in self.fields for rule in field.rules if isinstance(rule, Labelled)]
        return tuple(dict.fromkeys([label for rule in rules for label in rule.labels] + [s[0] for s in self.sections]))
