"""One signature inside a PDF (PAdES B-B, with a time stamp B-T; ETSI EN 319 142-1): made, and looked at. Pure.

pyHanko writes and reads the signature; it takes most of a second to import, so that it is imported where it is used.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm

from banli.signatures.rules.material import Material
from banli.signatures.rules.time_stamps import Stamp, context_of, stamp_in

FIELD = "Signature1"
LONGEST = 20 * 1024 * 1024
"""Bytes of a file that is looked at."""
SIGNATURE_MOST = 200_000
"""Bytes of a signature in hex; ours takes four thousand."""
RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
"""Which bytes a signature covers (ISO 32000-1, 12.8.1)."""


class Finding(StrEnum):
    """What can be said of a file."""

    VALID = "valid"
    """Signed by one of our keys; not a byte was changed since."""
    ALTERED = "altered"
    """It bears a signature, and was changed after it was signed, or the signature itself was."""
    FOREIGN = "foreign"
    """Signed whole, by a key that is none of ours."""
    UNCHECKED = "unchecked"
    """It bears a signature that cannot be read here: damaged, or made by other means, such as SM2."""
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    """No PDF that can be read."""


@dataclass(frozen=True)
class Look:
    """A finding; who signed and when, as far as the file says it."""

    finding: Finding
    fingerprint: str = ""
    subject: str = ""
    at: datetime | None = None
    """The moment the signer stated."""
    stamp: Stamp | None = None
    """Who else vouches for a moment; None where nobody does whom the centre trusts."""


@dataclass(frozen=True)
class Trusted:
    """A key whose signatures count: its fingerprint, and its certificates as PEM, the root last."""

    fingerprint: str
    chain: str


def sign(pdf: bytes, *, material: Material, at: datetime, reason: str, stamper: Any = None) -> bytes:
    """``pdf`` with a signature over all of its bytes, in an update of its own after the last one.

    :param stamper: what is asked for its time stamp (``rules.time_stamps``); whatever it raises is raised here.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    class Timed(signers.PdfSigner):
        """Signs at the moment of the platform's clock."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at
            return session

    about = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason
    )
    signer = signers.SimpleSigner.load_pkcs12_data(material.packed(), other_certs=[])
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    out: io.BytesIO = _beside(lambda: Timed(about, signer, timestamper=stamper).sign_pdf(writer))
    return out.getvalue()


def look(pdf: bytes, trusted: Sequence[Trusted], *, longest: int = LONGEST, authorities: str = "") -> Look:
    """What can be said of a file that somebody hands in; any bytes at all give an answer.

    Only the signature is read of a stranger's file, and never what the file makes of itself: a PDF can unpack to any
    size. The rest is read once one of our keys vouches for every byte.

    :param authorities: certificates (PEM) of those whose time stamps count.
    """
    if len(pdf) > longest or not pdf.startswith(b"%PDF-"):
        return Look(Finding.UNREADABLE)
    places = list(RANGE.finditer(pdf))
    if not places:
        return Look(Finding.UNSIGNED)
    first, length, second, rest = map(int, places[-1].groups())
    if not first < length < second or second - length > SIGNATURE_MOST:
        return Look(Finding.UNCHECKED)
    gap = pdf[length:second]
    try:
        der = _exact(bytes.fromhex(gap.strip(b"<>").decode("ascii")))
        said = _signer(der, pdf[first:length] + pdf[second : second + rest])
    except (ValueError, TypeError, LookupError, OverflowError, AttributeError, UnsupportedAlgorithm):
        return Look(Finding.UNCHECKED)
    ours = next((one for one in trusted if one.fingerprint == said.fingerprint), None)
    if ours is None or said.finding is Finding.ALTERED:
        return said
    # A reader would take the same signature from other bytes; of ours each is known, and a changed byte is a change.
    written = gap == b"<" + der.hex().upper().encode().ljust(len(gap) - 2, b"0") + b">"
    whole = first == 0 and second + rest == len(pdf)
    return (
        _judged(pdf, said, ours, authorities) if whole and written else replace(said, finding=Finding.ALTERED)
    )


def look_by_chain(pdf: bytes, chain: str, authorities: str = "") -> Look:
    """What can be said of ``pdf``, of any length, by one who trusts the key with these certificates (PEM) alone.

    :raises ValueError: where they are no certificates.
    """
    return look(
        pdf, [Trusted(_roots(chain)[0].sha256.hex(), chain)], longest=len(pdf), authorities=authorities
    )


def _signer(der: bytes, covered: bytes) -> Look:
    """Who signed ``covered``, by the signature alone: ``FOREIGN`` as long as the key is not known, or ``ALTERED``.

    :raises ValueError: and others, where the signature cannot be read or was made by means that are not known here.
    """
    from asn1crypto import cms
    from pyhanko.sign.general import extract_certificate_info, extract_signer_info
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    signed = cms.ContentInfo.load(der)["content"]
    one, certificate = extract_signer_info(signed), extract_certificate_info(signed).signer_cert
    digest = hashlib.new(one["digest_algorithm"]["algorithm"].native, covered).digest()
    intact, valid = validate_sig_integrity(one, certificate, "data", digest)
    name = certificate.subject.native.get("common_name", "")
    finding = Finding.FOREIGN if intact and valid else Finding.ALTERED
    return Look(finding, certificate.sha256.hex(), str(name))


def _judged(pdf: bytes, said: Look, ours: Trusted, authorities: str) -> Look:
    """A file that ``ours`` signed whole: valid where its certificates hold at the moment that it states."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1]
    at, roots = signature.self_reported_timestamp, _roots(ours.chain)
    context = ValidationContext(
        trust_roots=roots[-1:], other_certs=roots[:-1], allow_fetching=False, moment=at
    )
    stamps = context_of(signature, _roots(authorities))
    status = _beside(lambda: validate_pdf_signature(signature, context, stamps))
    stamp = stamp_in(status) if stamps is not None else None
    return replace(said, finding=Finding.VALID if status.trusted else Finding.FOREIGN, at=at, stamp=stamp)


def _beside(work: Callable[[], Any]) -> Any:
    """What ``work`` returns, done in a thread of its own: the library begins an event loop, which it could not where
    the caller's thread runs one already."""
    with ThreadPoolExecutor(max_workers=1) as one:
        return one.submit(work).result()


def _roots(chain: str) -> list[Any]:
    from asn1crypto import pem, x509

    if not chain:
        return []
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(chain.encode(), multiple=True)]


def _exact(content: bytes) -> bytes:
    """The one DER value at the beginning of ``content``."""
    from asn1crypto import parser

    _class, _method, _tag, header, body, trailer = parser.parse(content)
    return bytes(header + body + trailer)
