"""A certificate authority for tests: certificates, revocation lists, status answers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import crl, keys, ocsp, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp as pyca_ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from records.signatures.trust import TrustList

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: pyca.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def vendor(self) -> x509.Certificate:
        return x509.Certificate.load(self.der)

    @property
    def vendor_key(self) -> keys.PrivateKeyInfo:
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return keys.PrivateKeyInfo.load(der)

    def signer(self, *above: "Holder") -> SimpleSigner:
        store = SimpleCertificateStore.from_certs([each.vendor for each in above])
        return SimpleSigner(self.vendor, self.vendor_key, store)

    @property
    def trust(self) -> TrustList:
        return TrustList((self.der,))


def name(common: str, organisation: str = "") -> pyca.Name:
    attributes = [pyca.NameAttribute(NameOID.COMMON_NAME, common)]
    if organisation:
        attributes.append(pyca.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return pyca.Name(attributes)


def issue(
    subject: pyca.Name,
    issuer: Holder | None = None,
    *,
    start: datetime = NOW - YEAR,
    end: datetime = NOW + YEAR,
    authority: bool = False,
    stamping: bool = False,
    signing: bool = True,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None,
) -> Holder:
    """Return a new certificate by `issuer`, by itself without one."""
    key = key or (stamping_key() if stamping else ec.generate_private_key(ec.SECP256R1()))
    by = issuer or Holder(None, key)  # type: ignore[arg-type]  # its own certificate is just being made
    builder = (
        pyca.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(pyca.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(pyca.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage(authority=authority, signing=signing), critical=True)
        .add_extension(pyca.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(pyca.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False)
    )
    if stamping:
        builder = builder.add_extension(pyca.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(builder.sign(by.key, hashes.SHA256()), key)


@cache
def stamping_key() -> rsa.RSAPrivateKey:
    """Return one key for all time stamps: the vendor's clock for tests signs with RSA alone."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def usage(*, authority: bool, signing: bool) -> pyca.KeyUsage:
    return pyca.KeyUsage(
        digital_signature=signing and not authority,
        content_commitment=signing and not authority,
        key_encipherment=not signing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def revocation_list(issuer: Holder, *revoked: tuple[Holder, datetime], at: datetime = NOW) -> crl.CertificateList:
    builder = (
        pyca.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + 7 * DAY)
    )
    for holder, since in revoked:
        entry = pyca.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number).revocation_date(since)
        builder = builder.add_revoked_certificate(
            entry.add_extension(pyca.CRLReason(pyca.ReasonFlags.key_compromise), critical=False).build()
        )
    signed = builder.sign(issuer.key, hashes.SHA256())
    return crl.CertificateList.load(signed.public_bytes(Encoding.DER))


def status_answer(
    issuer: Holder, holder: Holder, revoked: datetime | None = None, at: datetime = NOW
) -> ocsp.OCSPResponse:
    builder = pyca_ocsp.OCSPResponseBuilder().add_response(
        cert=holder.certificate,
        issuer=issuer.certificate,
        algorithm=hashes.SHA256(),
        cert_status=pyca_ocsp.OCSPCertStatus.REVOKED if revoked else pyca_ocsp.OCSPCertStatus.GOOD,
        this_update=at,
        next_update=at + DAY,
        revocation_time=revoked,
        revocation_reason=pyca.ReasonFlags.key_compromise if revoked else None,
    )
    signed = builder.responder_id(pyca_ocsp.OCSPResponderEncoding.NAME, issuer.certificate).sign(
        issuer.key, hashes.SHA256()
    )
    return ocsp.OCSPResponse.load(signed.public_bytes(Encoding.DER))


def stamper(issuer: Holder, at: datetime) -> DummyTimeStamper:
    clock = issue(name("TSA thử"), issuer, stamping=True)
    return DummyTimeStamper(
        clock.vendor,
        clock.vendor_key,
        certs_to_embed=SimpleCertificateStore.from_certs([issuer.vendor]),
        fixed_dt=at,
    )


ROOT = issue(name("CA thử gốc", "Tổ chức chứng thực thử"), authority=True)
MIDDLE = issue(name("CA thử cấp dưới"), ROOT, authority=True)
AGENCY = issue(name("Ủy ban nhân dân xã Thử", "UBND xã Thử"), MIDDLE)
COMPANY = issue(name("Nguyễn Văn A", "Công ty TNHH Thử"), MIDDLE)
