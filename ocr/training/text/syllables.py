"""Random Vietnamese syllables, so that rare names are not bent to common words."""

import random
import unicodedata

_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th"),
    *("tr", "v", "x"),
)
_FRONT = {"c": "k", "g": "gh", "ng": "ngh"}  # spelling before e, ê, i, y
_OPEN = (
    *("a", "ai", "ao", "au", "ay", "am", "an", "ang", "anh", "âm", "ân", "âng", "âu", "ây", "ăm", "ăn", "ăng"),
    *("e", "em", "en", "eng", "eo", "ê", "êm", "ên", "ênh", "êu", "i", "ia", "iêm", "iên", "iêng", "iêu", "im", "in"),
    *("inh", "iu", "o", "oa", "oai", "oan", "oang", "oanh", "oay", "oăn", "oăng", "oe", "oen", "oi", "om", "on", "ong"),
    *("ô", "ôi", "ôm", "ôn", "ông", "ơ", "ơi", "ơm", "ơn", "u", "ua", "uân", "uâng", "uê", "ui", "um", "un", "ung"),
    *("uôi", "uôm", "uôn", "uông", "uy", "uyên", "uynh", "ư", "ưa", "ưi", "ưng", "ươi", "ươm", "ươn", "ương", "ươu"),
    *("ưu", "y", "yên"),
)
_STOPPED = (
    *("ac", "ach", "ap", "at", "âc", "âp", "ât", "ăc", "ăp", "ăt", "ec", "ep", "et", "êch", "êp", "êt", "ich", "iêc"),
    *("iêp", "iêt", "ip", "it", "oac", "oach", "oat", "oăc", "oăt", "oc", "op", "ot", "ôc", "ôp", "ôt", "ơp", "ơt"),
    *("uât", "uc", "uôc", "uôt", "up", "ut", "uych", "uyêt", "uyt", "ưc", "ươc", "ươp", "ươt", "ưt"),
)
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_STOP_TONES = ("\u0301", "\u0323")  # syllables closed by c, ch, p, t bear these two only
_MARKED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"


def syllable(rng: random.Random) -> str:
    """Return a syllable of possible spelling, lower case, NFC; most are no word."""
    onset = rng.choice(_ONSETS)
    stopped = rng.random() < 0.3
    rime = rng.choice(_STOPPED if stopped else _OPEN)
    if onset in {"qu", "gi"} and rime[0] in "uiyoư":
        onset = "t"
    if rime[0] in "eêiy":
        onset = _FRONT.get(onset, onset)
    return onset + toned(rime, rng.choice(_STOP_TONES if stopped else _TONES))


def toned(rime: str, tone: str) -> str:
    """Return `rime` with `tone` on the vowel that bears it: a marked one, else by the number of vowels and the end."""
    places = [i for i, letter in enumerate(rime) if letter in _VOWELS]
    marked = [i for i in places if rime[i] in _MARKED]
    if marked:
        place = marked[-1]
    elif len(places) == 1 or (places[-1] == len(rime) - 1 and len(places) == 2 and rime not in {"oa", "oe", "uy"}):
        place = places[0]
    else:
        place = places[1]
    return unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])
