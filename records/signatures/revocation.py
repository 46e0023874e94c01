"""Revocation by the data that the PDF itself holds; the network is never asked.

The data are the signature's archived answers (``adobe_revocation_info_archival``) and the document security store
(ISO 32000-2, 12.8.4.3). Each list or answer is verified as of the moment it was issued.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import MultivaluedAttributeError, NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from models.signature import Revocation
from records.signatures.direct import Listed, on_list

Item = CRLContainer | OCSPContainer

MOST_ITEMS = 40
_JUST_AFTER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Certificates, revocation lists and status answers that stand in the file; nothing about them is verified."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[CRLContainer, ...] = ()
    answers: tuple[OCSPContainer, ...] = ()


def evidence_of(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> Evidence:
    """Collect what the signature and the document hold. Raises what the vendor raises over damaged data."""
    lists: list[crl.CertificateList] = []
    answers: list[ocsp.OCSPResponse] = []
    certificates = list(signature.other_embedded_certs)
    archived = _archived(signature)
    if archived is not None:
        lists += list(archived["crl"] or ())
        answers += list(archived["ocsp"] or ())
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        store = DocumentSecurityStore(None)
    certificates += list(store.load_certs())
    lists += [crl.CertificateList.load(each.get_object().data) for each in store.crls]
    answers += [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    return Evidence(
        tuple(certificates[:MOST_ITEMS]),
        tuple(CRLContainer(each) for each in lists[:MOST_ITEMS]),
        tuple(one for each in answers[:MOST_ITEMS] for one in OCSPContainer.load_multi(each)),
    )


def _archived(signature: EmbeddedPdfSignature) -> dict[str, Iterable[object]] | None:
    try:
        found = find_unique_cms_attribute(signature.signer_info["signed_attrs"], "adobe_revocation_info_archival")
    except (NonexistentAttributeError, MultivaluedAttributeError):
        return None
    return {"crl": found["crl"], "ocsp": found["ocsp"]}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says: the state, and since when the certificate is revoked."""

    state: Revocation = Revocation.UNKNOWN
    revoked_at: datetime | None = None


async def look_up(
    certificate: x509.Certificate, evidence: Evidence, roots: Sequence[x509.Certificate], signed_at: datetime
) -> Verdict:
    """Return what `evidence` says of the certificate and of those above it.

    GOOD only when an authority under `roots` says so for `signed_at`. For REVOKED the word of the issuer is enough,
    trusted or not, as nobody gains by a false one.
    """
    believed = await _path(certificate, evidence, roots)
    path = believed or await _path(certificate, evidence, [*roots, *(c for c in evidence.certificates if c.ca)])
    if path is None:
        return Verdict()
    good = False
    items: tuple[Item, ...] = (*evidence.answers, *evidence.lists)
    for item in items:
        for subject in path.iter_certs(include_root=False):
            said = await _say(item, subject, path, evidence)
            if said.state is Revocation.REVOKED:
                return said
            leaf = subject.dump() == certificate.dump()
            good = good or (leaf and said.state is Revocation.GOOD and _speaks_for(item, signed_at))
    return Verdict(Revocation.GOOD if good and believed else Revocation.UNKNOWN)


async def _path(
    certificate: x509.Certificate, evidence: Evidence, roots: Sequence[x509.Certificate]
) -> ValidationPath | None:
    context = ValidationContext(trust_roots=list(roots), other_certs=list(evidence.certificates))
    paths = context.path_builder.async_build_paths_lazy(certificate)
    try:
        async for path in paths:
            return path
    except PathBuildingError:
        return None
    finally:
        await paths.cancel()
    return None


async def _say(item: Item, subject: x509.Certificate, path: ValidationPath, evidence: Evidence) -> Verdict:
    """Return what one list or answer, verified as of its issue, says of `subject`; UNKNOWN if it is about others."""
    issued = item.issuance_date
    if issued is None:
        return Verdict()
    if isinstance(item, CRLContainer) and (listed := _listed(item, subject, path)) is not None:
        return Verdict(Revocation.REVOKED if listed.revoked_at else Revocation.GOOD, listed.revoked_at)
    context = ValidationContext(
        trust_roots=[path.first],
        other_certs=list(evidence.certificates),
        moment=issued + _JUST_AFTER,
        crls=[item.crl_data] if isinstance(item, CRLContainer) else [],
        ocsps=[item.ocsp_response_data] if isinstance(item, OCSPContainer) else [],
    )
    try:
        if isinstance(item, CRLContainer):
            await verify_crl(subject, path, context)
        else:
            await verify_ocsp_response(subject, path, context)
    except RevokedError as error:
        return Verdict(Revocation.REVOKED, error.revocation_dt)
    except (CRLValidationError, OCSPValidationError, PathValidationError, PathBuildingError):
        return Verdict()
    return Verdict(Revocation.GOOD)


def _listed(item: CRLContainer, subject: x509.Certificate, path: ValidationPath) -> Listed | None:
    authority = path.find_issuing_authority(subject)
    if not isinstance(authority, AuthorityWithCert):
        return None
    return on_list(item.crl_data.dump(), subject.dump(), authority.certificate.dump())


def _speaks_for(item: Item, signed_at: datetime) -> bool:
    """Say whether the item was issued after the signature, or was still the newest when it was made."""
    return any(moment >= signed_at for moment in _moments(item))


def _moments(item: Item) -> Iterator[datetime]:
    stated = item.crl_data["tbs_cert_list"] if isinstance(item, CRLContainer) else item.extract_single_response()
    for name in ("this_update", "next_update"):
        moment = None if stated is None else stated[name].native
        if moment is not None:
            yield moment
