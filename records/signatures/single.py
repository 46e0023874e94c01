"""One signature: what pyHanko finds of its bytes, its certificate, its time and what was added after it."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from models.signature import SignatureCheck, TimeSource
from models.time import VIETNAM
from records.signatures.certificates import issuer_of, organisation_of, serial_of, signer_of
from records.signatures.coverage import Signed
from records.signatures.judge import CLOCKS, Findings, judge
from records.signatures.revocation import Verdict, evidence_of, look_up
from records.signatures.trust import TrustList

_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_COVERS = {True: {SignatureCoverageLevel.ENTIRE_FILE}, False: {SignatureCoverageLevel.ENTIRE_REVISION}}
"""What the vendor must say of the cover, by what the raw bytes say: they are two opinions, and must agree."""


async def time_stamp_stands(
    signature: EmbeddedPdfSignature, signed: Signed | None, trust: TrustList, at: datetime
) -> bool:
    """Say whether what a time stamp of the document covers still stands; it says nothing of a signer."""
    status = await async_validate_pdf_timestamp(signature, _context(trust, at))
    unchanged = status.modification_level not in (None, ModificationLevel.OTHER)
    return signed is not None and status.intact and status.valid and unchanged


async def check_signature(
    name: str, signature: EmbeddedPdfSignature, signed: Signed | None, trust: TrustList, at: datetime
) -> SignatureCheck:
    """Check one signature whose field is called `name` and which covers `signed` (None: not what it should)."""
    certificate = signature.signer_cert
    time = await _time(signature, trust, at)
    moment = time.signed_at if time.signed_at is not None and time.signed_at <= at + CLOCKS else at
    status = await async_validate_pdf_signature(
        signature, _context(trust, moment), _context(trust, at), key_usage_settings=_USAGE
    )
    verdict = await look_up(certificate, evidence_of(signature.reader, signature), _roots(trust), moment)
    found = _findings(signature, status, signed, time, verdict, at)
    state, reasons = judge(found)
    return SignatureCheck(
        field_name=name,
        state=state,
        signer=signer_of(certificate),
        organisation=organisation_of(certificate),
        serial=serial_of(certificate),
        issuer=issuer_of(certificate),
        signed_at=time.signed_at,
        time_source=time.source,
        covers_whole_document=found.whole_file and found.covered,
        revocation=verdict.state,
        reasons=reasons,
    )


@dataclass(frozen=True, slots=True)
class _Time:
    """When a signature was made and who says so; `untrusted`: it holds a time stamp that cannot be believed."""

    signed_at: datetime | None
    source: TimeSource
    untrusted: bool = False


async def _time(signature: EmbeddedPdfSignature, trust: TrustList, at: datetime) -> _Time:
    timing = await generic_cms.collect_timing_info(
        signature.signer_info, _context(trust, at), raw_digest=signature.compute_digest
    )
    stamp = timing.get("timestamp_validity")
    if stamp is not None and stamp.intact and stamp.valid and stamp.trusted:
        return _Time(stamp.timestamp, TimeSource.TIMESTAMP)
    claimed = signature.self_reported_timestamp
    if claimed is not None and claimed.tzinfo is None:
        claimed = claimed.replace(tzinfo=VIETNAM)
    return _Time(claimed, TimeSource.CLAIMED, untrusted=stamp is not None)


def _findings(
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    signed: Signed | None,
    time: _Time,
    verdict: Verdict,
    at: datetime,
) -> Findings:
    problem = status.trust_problem_indic
    if problem is None and not status.trusted:
        problem = AdESIndeterminate.GENERIC
    return Findings(
        intact=status.intact,
        sound=status.valid,
        covered=signed is not None and status.coverage in _COVERS[signed.whole_file],
        whole_file=signed is not None and signed.whole_file,
        permitted=bool(status.docmdp_ok),
        trust_problem=None if problem is None else problem.standard_name,
        self_signed=signature.signer_cert.self_issued,
        signed_at=time.signed_at,
        time_source=time.source,
        untrusted_timestamp=time.untrusted,
        revocation=verdict.state,
        revoked_at=verdict.revoked_at,
        expires=signature.signer_cert.not_valid_after,
        at=at,
    )


def _roots(trust: TrustList) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for der in trust.certificates]


def _context(trust: TrustList, moment: datetime) -> ValidationContext:
    """Return the vendor's context. An empty list of roots is given as such: without one it trusts the machine's."""
    return ValidationContext(trust_roots=_roots(trust), moment=moment, allow_fetching=False)
