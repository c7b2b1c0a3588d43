"""A key with the certificates that vouch for it, as files hold them. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Material:
    """What signs: the private key, its certificate, and those above it, the root last."""

    key: Any
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hex."""
        return hashlib.sha256(self.certificate.public_bytes(Encoding.DER)).hexdigest()

    @property
    def subject(self) -> str:
        """The common name; the whole name where there is none."""
        found = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(found[0].value) if found else self.certificate.subject.rfc4514_string()

    @property
    def chain(self) -> str:
        """All certificates as PEM, its own first."""
        return "".join(one.public_bytes(Encoding.PEM).decode() for one in (self.certificate, *self.above))

    def holds(self, now: datetime) -> bool:
        """True where ``now`` lies in the certificate's term."""
        return self.certificate.not_valid_before_utc <= now <= self.certificate.not_valid_after_utc

    def packed(self) -> bytes:
        """All of it as PKCS#12 without a password, as a signing library takes it."""
        return pkcs12.serialize_key_and_certificates(
            None, self.key, self.certificate, list(self.above) or None, NoEncryption()
        )


def of_pem(pem: bytes) -> Material:
    """The material in a PEM file: the key, then the certificates in the order of :class:`Material`.

    :raises ValueError: where it holds no such thing.
    """
    certificate, *above = x509.load_pem_x509_certificates(pem)
    return _fitting(load_pem_private_key(pem, password=None), certificate, tuple(above))


def of_pkcs12(content: bytes, password: str) -> Material:
    """The material in a PKCS#12 file (RFC 7292).

    :raises ValueError: where it cannot be read, the password is wrong, or key and certificate do not belong together.
    """
    key, certificate, above = pkcs12.load_key_and_certificates(content, password.encode() or None)
    if key is None or certificate is None:
        raise ValueError("neither key nor certificate in the file")
    return _fitting(key, certificate, _ordered(certificate, above))


def _fitting(key: Any, certificate: x509.Certificate, above: tuple[x509.Certificate, ...]) -> Material:
    if key.public_key() != certificate.public_key():
        raise ValueError("the key is not that of the certificate")
    return Material(key, certificate, above)


def _ordered(certificate: x509.Certificate, others: list[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Those above the certificate from its issuer to the root; what belongs to no chain is left out."""
    found: list[x509.Certificate] = []
    last, left = certificate, list(others)
    while last.issuer != last.subject:
        issuer = next((one for one in left if one.subject == last.issuer), None)
        if issuer is None:
            break
        left.remove(issuer)
        found.append(issuer)
        last = issuer
    return tuple(found)
