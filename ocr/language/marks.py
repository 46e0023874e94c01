"""The letters that differ only in their marks: what a worn print confuses first."""

from collections.abc import Mapping
from functools import cache, lru_cache

from models.text import fold

_VOWELS = (
    "aàáảãạăằắẳẵặâầấẩẫậ",
    "eèéẻẽẹêềếểễệ",
    "iìíỉĩị",
    "oòóỏõọôồốổỗộơờớởỡợ",
    "uùúủũụưừứửữự",
    "yỳýỷỹỵ",
    "dđ",
)


@cache
def _families() -> Mapping[str, str]:
    lower = {letter: family for family in _VOWELS for letter in family}
    return lower | {letter.upper(): family.upper() for letter, family in lower.items()}


def kin(letter: str) -> str:
    """Return the letters of the same base and case, `letter` among them; empty for one that takes no marks."""
    return _families().get(letter, "")


@lru_cache(4096)
def same_base(one: str, other: str) -> bool:
    """Tell whether two letters differ in marks and case only."""
    return fold(one) == fold(other)
