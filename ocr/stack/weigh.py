"""Weighs the signs for and against a new paper at a page. Weights are natural logarithms of odds."""

import math
from dataclasses import dataclass

from ocr.stack.signs import Signs

_COVER = 60  # words: a cover has fewer
_BIAS = -0.8  # most pages of a stack go on with the paper before
SENTENCES = {
    "separator": ("Có tờ phân cách trước trang này.", "A separator sheet lies before this page."),
    "title": ("Đầu trang có tiêu đề của một giấy tờ mới.", "The page is headed by the title of a new paper."),
    "nation": ("Đầu trang có quốc hiệu, mở đầu một giấy tờ mới.", "The national title heads the page."),
    "restart": ("Số trang bắt đầu lại từ 1.", "The page numbers begin again at 1."),
    "number": ("Số trang không nối tiếp trang trước.", "The page number does not follow the page before."),
    "blank": ("Có trang trắng trước trang này.", "A blank page lies before this page."),
    "size": ("Khổ giấy hoặc chiều giấy thay đổi.", "The size or direction of the paper changes."),
    "person": ("Thẻ này là của người khác hoặc loại khác.", "This card is of another kind."),
}
"""Why a paper begins, by cue, in both languages."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a new paper begins: the probability, and the strongest cue for it ("" where none speaks for it)."""

    probability: float
    cue: str


def weigh(before: Signs, page: Signs, pages_so_far: int, *, blank: bool, separator: bool) -> Verdict:
    """Return whether `page` begins a new paper after `before`, the last page of a paper of `pages_so_far` pages.

    `blank` and `separator` tell what lay between the two.
    """
    if separator:
        return Verdict(1.0, "separator")
    signs = {**_for(before, page, blank=blank), **_by_number(before, page, pages_so_far)}
    odds = _BIAS + sum(signs.values()) + _against(before, page)
    cue = max(signs, key=lambda name: signs[name], default="")
    return Verdict(1 / (1 + math.exp(-odds)), cue if signs.get(cue, 0) > 0 else "")


def _for(before: Signs, page: Signs, *, blank: bool) -> dict[str, float]:
    weights: dict[str, float] = {}
    if page.known or page.titled:
        sure = page.kind.confidence if page.known else 0.6
        weights["title"] = 1.5 + 1.5 * sure
    if page.nation:
        weights["nation"] = 2.2
    if blank:
        weights["blank"] = 0.9
    if _other_size(before.size, page.size):
        weights["size"] = 0.8
    return weights


def _by_number(before: Signs, page: Signs, pages_so_far: int) -> dict[str, float]:
    """Return what the printed page numbers say; “2” on the first page of a part speaks against its beginning."""
    if page.printed is None:
        finished = before.printed is not None and before.printed.number == before.printed.of
        return {"number": 2.0} if finished else {}
    number = page.printed.number
    if number == 1:
        return {"restart": 3.0}
    expected = before.printed.number + 1 if before.printed else pages_so_far + 1
    same_total = before.printed is None or before.printed.of == page.printed.of
    if number == expected and same_total:
        return {"number": -5.0}
    return {"number": 0.5}


def _against(before: Signs, page: Signs) -> float:
    against = 0.0
    if page.goes_on:
        against -= 1.5
    if page.annex:
        against -= 3.5
    if page.inner and not page.nation:
        against -= 3.5
    if before.articles and page.articles and page.articles[0] in {before.articles[1], before.articles[1] + 1}:
        against -= 3.0
    if _is_back(before, page) or _is_inside(before, page):
        against -= 6.0
    return against


def _is_back(before: Signs, page: Signs) -> bool:
    """Tell whether `page` is the back of the identity card whose front is `before`."""
    card = "identity-card"
    return before.type == card and page.type == card and before.nation and not page.nation


def _is_inside(before: Signs, page: Signs) -> bool:
    """Tell whether `page` lies in the paper of `before`: the same number heads both, or `before` is its bare cover."""
    if not page.known or before.type != page.type:
        return False
    cover = before.words < _COVER and not page.nation
    return cover or bool(before.references & page.references)


def _other_size(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two pages differ by more than 12 % in a side, or in direction."""
    pairs = (sorted((a, b)) for a, b in zip(one, other, strict=True))
    return any(small < 0.88 * large for small, large in pairs)
