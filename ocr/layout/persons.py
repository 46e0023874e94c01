"""Whose identity cards lie on a paper: faces told apart, and the back of each card put to its front."""

import re
from collections.abc import Sequence

from ocr.layout.rows import PageLayout
from ocr.layout.tokens import letters

_CARD = ("cancuoc", "chungminhnhandan", "identitycard", "citizenidentity")
_NAME = ("hovaten", "fullname", "hochudemvaten", "hoten")
_ID = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
_ZONE = re.compile(r"vnm\d{10}(\d{12})")


def persons(pages: Sequence[PageLayout]) -> tuple[tuple[PageLayout, ...], ...]:
    """Return the faces of each person's card, persons in the order of their fronts; none where no front is found.

    Fronts that print the same number are one person's. A back goes to the front whose number its machine-readable zone
    repeats, else to the last front before it that has no back yet, else to the first such front.
    """
    fronts: list[list[PageLayout]] = []
    numbers: list[str] = []
    backs: list[tuple[int, PageLayout]] = []
    for page in pages:
        number = _front(page)
        if number is None:
            backs.append((len(fronts), page))
        elif number and number in numbers:
            fronts[numbers.index(number)].append(page)
        else:
            fronts.append([page])
            numbers.append(number)
    owners: list[int | None] = []
    for before, page in backs:
        owners.append(_owner(page, before, numbers, owners))
    return tuple(
        (*front, *(page for (_, page), owner in zip(backs, owners, strict=True) if owner == n))
        for n, front in enumerate(fronts)
    )


def of_first_person(pages: tuple[PageLayout, ...]) -> tuple[PageLayout, ...]:
    """Return the faces of the first person's card where there are several persons' on a paper, else all pages."""
    found = persons(pages)
    return found[0] if len(found) > 1 else pages


def is_card(text: str) -> bool:
    """Tell whether a printed line names an identity card or is of a machine-readable zone of one."""
    plain = letters(text)
    return "idvnm" in plain or any(word in plain for word in _CARD)


def _front(page: PageLayout) -> str | None:
    """Return the number on the front of a card, empty where it is not read; None for other pages."""
    told = [segment.letters for segment in page.segments]
    if not (_any(told, _CARD) and _any(told, _NAME)):
        return None
    found = (_ID.search(segment.text) for segment in page.segments if not _ZONE.search(segment.letters))
    return next((match.group() for match in found if match), "")


def _any(told: Sequence[str], words: Sequence[str]) -> bool:
    return any(word in plain for plain in told for word in words)


def _owner(page: PageLayout, before: int, numbers: Sequence[str], taken: Sequence[int | None]) -> int | None:
    """Return which front a back belongs to, None without any; `before` fronts stand before it."""
    zones = (_ZONE.search("".join(segment.letters for segment in row)) for row in page.rows)
    zone = next((match.group(1) for match in zones if match), "")
    if zone in numbers:
        return numbers.index(zone)
    nearest = (*range(before - 1, -1, -1), *range(before, len(numbers)))
    return next((n for n in nearest if n not in taken), None)
