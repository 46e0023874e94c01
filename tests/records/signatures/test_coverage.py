"""Nothing but the signature itself may stand between the signed bytes."""

import io

import pytest

from records.signatures.coverage import Signed, signed_bytes

FILE = b"%PDF signed <00fF> signed too"
HOLE = (12, 18)


def covered(byte_range: list[object], contents: bytes = b"\x00\xff", file: bytes = FILE) -> Signed | None:
    return signed_bytes(io.BytesIO(file), byte_range, contents)


def test_all_but_the_signature_is_covered() -> None:
    assert covered([0, HOLE[0], HOLE[1], len(FILE) - HOLE[1]]) == Signed(len(FILE), whole_file=True)


def test_what_follows_is_told() -> None:
    assert covered([0, HOLE[0], HOLE[1], 5]) == Signed(23, whole_file=False)


def test_white_space_in_the_string_is_no_hiding_place() -> None:
    file = b"abc<00 \nfF>xyz"
    assert covered([0, 3, 11, 3], file=file) == Signed(14, whole_file=True)


@pytest.mark.parametrize(
    "byte_range",
    [
        [],
        [0, 12, 18],
        [0, 12, 18, 11, 0, 5],
        [1, 11, 18, 11],  # not from the start
        [0, 11, 18, 11],  # a byte more than the string
        [0, 12, 19, 10],
        [0, 13, 17, 12],  # without the brackets
        [0, 12, 18, 12],  # past the end
        [0, 18, 12, 17],  # overlapping
        [0, 0, 18, 11],
        [0, 12, 18, 0],
        [0, -12, 18, 11],
        [0.0, 12, 18, 11],
        ["0", "12", "18", "11"],
    ],
)
def test_any_other_cover_is_none(byte_range: list[object]) -> None:
    assert covered(byte_range) is None


@pytest.mark.parametrize("file", [b"abc<00fF><00>xyz", b"abc<00ff 1 0 obj>xyz", b"abc(00fF)12xyz", b"abc<00f>12xyz"])
def test_string_with_company_is_none(file: bytes) -> None:
    assert covered([0, 3, len(file) - 3, 3], file=file) is None


def test_another_string_than_the_one_that_was_read_is_none() -> None:
    assert covered([0, HOLE[0], HOLE[1], len(FILE) - HOLE[1]], contents=b"\x00\xfe") is None
