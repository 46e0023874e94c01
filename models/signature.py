"""Digital signatures in PDFs (*chữ ký số*): what a check of them found.

Two questions are kept apart. Is the signed content untouched and the signature sound? And is the signer someone whose
certificate leads to an authority that this office trusts?
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignatureState(StrEnum):
    """What may be believed of one signature, or of all signatures of a paper together."""

    VALID = "valid"  # sound, and the signer's certificate leads to a trusted authority
    UNKNOWN_SIGNER = "unknown-signer"  # sound, but who signed is not vouched for by a trusted authority
    BROKEN = "broken"  # changed after signing, signed with a revoked certificate, or cannot be verified at all
    UNSIGNED = "unsigned"  # the paper holds no signature


class TimeSource(StrEnum):
    """Who says when a signature was made."""

    CLAIMED = "claimed"  # the signer's own clock
    TIMESTAMP = "timestamp"  # a time-stamping authority that is trusted


class Revocation(StrEnum):
    """What revocation data inside the paper say of the certificates; the network is never asked."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What was found of one signature.

    Names are those that the certificate states, NFC, empty where it states none or cannot be read. `serial` is
    hexadecimal in capitals. `signed_at` is aware, None where no time is given. `covers_whole_document` says that every
    byte of the file but the signature itself was signed; False for all but the last of several signatures. `reasons`
    holds one Vietnamese sentence for each thing that a person should know.
    """

    field_name: str
    state: SignatureState
    signer: str = ""
    organisation: str = ""
    serial: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    time_source: TimeSource = TimeSource.CLAIMED
    covers_whole_document: bool = False
    revocation: Revocation = Revocation.UNKNOWN
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What was found of all signatures of one paper, in the order in which they were made; none: it is unsigned."""

    checks: tuple[SignatureCheck, ...] = ()

    @property
    def state(self) -> SignatureState:
        """One broken signature breaks the paper; it is valid only if every signature is."""
        states = {check.state for check in self.checks}
        for state in (SignatureState.BROKEN, SignatureState.UNKNOWN_SIGNER, SignatureState.VALID):
            if state in states:
                return state
        return SignatureState.UNSIGNED
