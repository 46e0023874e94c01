"""The state of a paper follows from those of its signatures."""

import pytest

from models.signature import SignatureCheck, SignatureReport, SignatureState

VALID, UNKNOWN, BROKEN = SignatureState.VALID, SignatureState.UNKNOWN_SIGNER, SignatureState.BROKEN


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), SignatureState.UNSIGNED),
        ((VALID,), VALID),
        ((VALID, VALID), VALID),
        ((VALID, UNKNOWN), UNKNOWN),
        ((UNKNOWN, BROKEN), BROKEN),
        ((BROKEN, VALID, VALID), BROKEN),
    ],
)
def test_worst_signature_decides(states: tuple[SignatureState, ...], expected: SignatureState) -> None:
    assert SignatureReport(tuple(SignatureCheck("o", state) for state in states)).state is expected
