"""A process that takes too much is ended, and only it."""

import pytest

from models.errors import ServiceError
from records.signatures.capped import Cap, CappedError, run_capped


def test_answer_of_the_process_is_handed_back() -> None:
    assert run_capped("math", "gcd", (12, 18), Cap()) == 6


@pytest.mark.parametrize(
    ("module", "name", "arguments", "said"),
    [
        ("re", "match", ("(a+)+$", "a" * 40 + "b"), "died"),
        ("builtins", "bytearray", (2_000_000_000,), "MemoryError"),
        ("os", "_exit", (1,), "died"),
        ("math", "sqrt", (-1,), "ValueError"),
    ],
)
def test_process_that_fails_is_told_apart(module: str, name: str, arguments: tuple[object, ...], said: str) -> None:
    with pytest.raises(CappedError, match=said):
        run_capped(module, name, arguments, Cap(seconds=1))


def test_process_that_only_waits_is_no_fault_of_the_file() -> None:
    with pytest.raises(ServiceError, match="1 s"):
        run_capped("time", "sleep", (60,), Cap(wall_seconds=1))
