"""What a person typed, as terms. Nothing in it is an operator: quotes, stars, AND and brackets are plain text."""

import re
from dataclasses import dataclass

from models.errors import InvalidValue
from models.search import SearchQuery
from records.index.words import clean, tokens

MAX_TERMS = 32
"""More words than a person looks for; a pasted page would otherwise become a search of hundreds of terms."""

_PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Term:
    """What stands between two blanks. Several words (``12/QĐ-UBND``) must follow one another in what is found.

    `slips` are other folded forms that are taken for it, nearest first. `kept` says that the index keeps, with each
    entry, what its odd words may be slips of: those of this term are then found by that and not among `slips`.
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    slips: tuple[tuple[str, ...], ...] = ()
    kept: bool = False

    @property
    def may_slip(self) -> bool:
        """Whether something beside the term itself is taken for it."""
        return self.kept or bool(self.slips)


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms of a query, each once, and the whole of it as one phrase."""

    terms: tuple[Term, ...]
    phrase: Term


def parse(query: SearchQuery) -> Terms:
    """Return the terms of `query`.

    Raises InvalidValue when there is no word, there are too many, or for a limit or period that cannot be.
    """
    _check(query)
    terms = tuple(dict.fromkeys(term for term in map(_term, clean(query.text).split()) if term.exact))
    if not terms:
        raise InvalidValue(
            "Câu tìm kiếm chưa có từ nào; hãy gõ ít nhất một chữ hoặc số.",
            "The query has no word to search for; type at least one letter or digit.",
        )
    if len(terms) > MAX_TERMS:
        raise InvalidValue(
            f"Câu tìm kiếm quá dài; hãy gõ nhiều nhất {MAX_TERMS} từ.",
            f"The query is too long; type at most {MAX_TERMS} words.",
        )
    return Terms(terms, _term(clean(query.text)))


def _check(query: SearchQuery) -> None:
    if not 1 <= query.limit <= 100:
        raise InvalidValue("Số kết quả mỗi trang phải từ 1 đến 100.", "A page holds 1 to 100 hits; correct `limit`.")
    if query.period is not None and not _PERIOD.fullmatch(query.period):
        raise InvalidValue(
            "Kỳ phải là năm hoặc tháng, ví dụ 2026 hoặc 2026-03.",
            "A period is a year or a month, such as 2026 or 2026-03; correct `period`.",
            field="period",
        )


def _term(text: str) -> Term:
    found = tuple(tokens(text))
    return Term(tuple(token.exact for token in found), tuple(token.folded for token in found))
