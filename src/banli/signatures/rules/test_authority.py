"""A certificate authority for tests and demonstrations, made here, and the certificates it gives. Pure.

Keys are on the curve P-256 (FIPS 186-5), certificates X.509 v3 (RFC 5280). Nobody else trusts this authority.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

AUTHORITY, SIGNER = "办理平台试用证书机构（不具法律效力）", "办理平台试用签名（不具法律效力）"
AUTHORITY_DAYS, SIGNER_DAYS = 20 * 365, 3 * 365
BEFORE = timedelta(days=800)
"""A demonstration plays its years in any order: a test certificate holds from long before it was made."""

Key = ec.EllipticCurvePrivateKey


def pem_of(key: Key) -> bytes:
    """The private key as PEM without a password: the folder keeps it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def make_authority(now: datetime) -> tuple[Key, x509.Certificate]:
    """A new root with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(AUTHORITY)
    made = _begun(name, name, key, now, AUTHORITY_DAYS)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage(certificates=True), critical=True)
    return key, made.sign(key, hashes.SHA256())


def make_signer(key: Key, authority: x509.Certificate, now: datetime) -> tuple[Key, x509.Certificate]:
    """A new key that signs papers, certified by ``authority``, whose key is ``key``; it ends before the root does."""
    own = ec.generate_private_key(ec.SECP256R1())
    days = min(SIGNER_DAYS, (authority.not_valid_after_utc - now).days)
    made = _begun(_name(SIGNER), authority.subject, own, now, days)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(certificates=False), critical=True)
    vouched = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    return own, made.add_extension(vouched, critical=False).sign(key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _begun(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
