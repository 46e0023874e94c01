"""Offices above signatures (CHỦ TỊCH, TRƯỞNG PHÒNG …), also where a seal or a signature hides how they begin."""

from rapidfuzz.distance import Levenshtein

from ocr.layout.rows import Segment

_FEWEST = 6
"""Letters of an office that must be left to know it by its end: *hutich* of CHỦ TỊCH, *gphong* of TRƯỞNG PHÒNG."""

_HIDDEN = (
    ("chu", "tich"), ("pho", "chutich"), ("giam", "doc"), ("pho", "giamdoc"), ("truong", "phong"),
    ("pho", "truongphong"), ("truong", "congan"), ("pho", "truongcongan"), ("chanh", "vanphong"),
    ("nguoiky", "trichluc"), ("nguoiky", "giaykhaisinh"),
)  # fmt: skip
"""Offices that a seal stands on, first word and rest; the higher ones, for clerks and applicants sign without."""

_WHOLE = frozenset("".join(office) for office in _HIDDEN)


def is_hidden_office(segment: Segment) -> bool:
    """Tell whether a line in capitals is the end of an office whose beginning was lost, one more letter misread."""
    letters = segment.letters
    if len(letters) < _FEWEST or not segment.text.isupper() or letters in _WHOLE:
        return False
    return any(_ends(*office, letters) for office in _HIDDEN)


def _ends(first: str, rest: str, letters: str) -> bool:
    """Tell whether `letters` are `rest` behind what is left of `first`, one letter misread: *congan* is an agency."""
    ends = (first[start:] + rest for start in range(1, len(first)) if len(letters) > len(rest))
    return any(len(end) >= _FEWEST and Levenshtein.distance(letters, end, score_cutoff=1) <= 1 for end in ends)
