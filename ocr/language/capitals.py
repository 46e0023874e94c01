"""Words where a name may stand, whose spelling no statistics know, told by capitals from headings."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from models.page import Line, Word
from models.text import exact_key

SURNAMES = frozenset(
    (
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "trương",
        "đinh",
        "trịnh",
        "đoàn",
        "lâm",
        "lương",
        "mai",
        "đào",
        "cao",
        "hà",
        "phùng",
        "vương",
        "châu",
        "tạ",
        "quách",
        "tăng",
        "triệu",
        "thái",
        "lưu",
        "tô",
        "kiều",
        "thạch",
        "lò",
        "vàng",
        "giàng",
        "sùng",
        "quàng",
        "cà",
        "nông",
        "vi",
        "lường",
        "hứa",
    )
)
"""The commonest surnames, as `exact_key` gives them; not those that begin headings too (Thành, Thẩm, Văn)."""

_PLACES = frozenset(("xã", "phường", "huyện", "quận", "tỉnh", "trấn", "bản", "thôn", "ấp", "buôn", "làng"))
"""After these words the name of a place follows."""

_MIDDLE = frozenset(("văn", "thị"))
_LONGEST_NAME = 5
_HEADING = 2  # words in capitals side by side: one alone may be a name or a sign


class Standing(Enum):
    """Where a word stands: where a name may stand, in a heading, or in running text."""

    NAME = auto()
    HEADING = auto()
    TEXT = auto()


def standings(lines: Sequence[Line]) -> tuple[Standing, ...]:
    """Return where each word of `lines` stands.

    A heading is two and more words in capitals from the beginning of a line on that do not look like a person's name,
    up to a word after which the name of a place follows. A name may stand elsewhere where a capital is beside another,
    or where no sentence begins.
    """
    words = [word for line in lines for word in line.words]
    headings = [heading for line in lines for heading in _in_heading(line.words)]
    return tuple(_standing(words, at, heading=heading) for at, heading in enumerate(headings))


def _standing(words: Sequence[Word], at: int, *, heading: bool) -> Standing:
    if heading:
        return Standing.HEADING
    return Standing.NAME if _may_be_name(words, at) else Standing.TEXT


def _in_heading(words: Sequence[Word]) -> Iterator[bool]:
    """Yield for each word of a line whether it stands in a heading."""
    until = next((at for at, word in enumerate(words) if not _all_capitals(word)), len(words))
    keys = [exact_key(word.text) for word in words[:until]]
    place = next((at for at, key in enumerate(keys) if key in _PLACES), until)
    heading = until >= _HEADING and not _is_person(keys)
    return (heading and at <= place and at < until for at in range(len(words)))


def _is_person(keys: Sequence[str]) -> bool:
    return keys[0] in SURNAMES or (keys[1] in _MIDDLE and len(keys) <= _LONGEST_NAME)


def _all_capitals(word: Word) -> bool:
    """Tell whether a word is in capitals; signs and digits do not speak against it."""
    return not any(letter.islower() for letter in word.text)


def _may_be_name(words: Sequence[Word], at: int) -> bool:
    """Tell whether a capital stands where a sentence does not begin, or beside another capital."""
    if not _capital(words[at]):
        return False
    begins = at == 0 or not words[at - 1].text[-1].isalnum()
    beside = (at > 0 and _capital(words[at - 1])) or (at + 1 < len(words) and _capital(words[at + 1]))
    return beside or not begins


def _capital(word: Word) -> bool:
    return next((letter.isupper() for letter in word.text if letter.isalpha()), False)
