"""How Vietnamese syllables are spelt once accents are folded away: onset and rime, about 2,900 in all.

After Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (1977), with the rules of spelling for c/k, g/gh and ng/ngh.
"""

from itertools import product

_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_OPEN = (
    "a ai ao au ay e eo eu i ia ieu iu o oa oai oao oay oe oeo oi u ua uai uao uay ue ui uo uoi uou uu uy uya uyu uyeu "
    "y yeu"
)
_CLOSED = {
    "a": "c ch m n ng nh p t",
    "e": "c ch m n ng nh p t",
    "i": "c ch m n ng nh p t",
    "o": "c m n ng p t",
    "u": "c m n ng p t",
    "y": "ch nh t",
    "ie": "c m n ng p t",
    "ye": "m n ng t",
    "oa": "c ch m n ng nh p t",
    "oe": "n ng t",
    "oo": "c ng",
    "ua": "n ng t",
    "ue": "ch n nh",
    "uo": "c m n ng p t",
    "uy": "ch n nh p t",
    "uye": "n t",
}
_RIMES = (*_OPEN.split(" "), *(vowel + ending for vowel, endings in _CLOSED.items() for ending in endings.split(" ")))
_BEFORE_FRONT, _BEFORE_OTHERS = frozenset({"k", "gh", "ngh"}), frozenset({"c", "ng"})


def _fits(onset: str, rime: str) -> bool:
    front = rime[0] in "eiy"
    return not (front and onset in _BEFORE_OTHERS) and not (not front and onset in _BEFORE_FRONT)


_SPELT = (onset + rime for onset, rime in product(("", *_ONSETS.split(" ")), _RIMES) if _fits(onset, rime))
SYLLABLES = frozenset({"gi", *_SPELT})
"""Every syllable that can be spelt, folded; a few of them mean nothing."""


def is_syllable(folded: str) -> bool:
    """Return whether a folded word is spelt like a Vietnamese syllable."""
    return folded in SYLLABLES
