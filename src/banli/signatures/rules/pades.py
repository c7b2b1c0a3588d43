"""One signature inside a PDF (PAdES B-B, ETSI EN 319 142-1): made, and looked at. Pure.

pyHanko writes and reads the signature; it takes most of a second to import, so that it is imported where it is used.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from banli.signatures.rules.material import Material

FIELD = "Signature1"
LONGEST = 20 * 1024 * 1024
"""Bytes of a file that is looked at."""


class Finding(StrEnum):
    """What can be said of a file."""

    VALID = "valid"
    """Signed by one of our keys; not a byte was changed since."""
    ALTERED = "altered"
    """It bears a signature, and was changed after it was signed, or the signature itself was."""
    FOREIGN = "foreign"
    """Signed whole, by a key that is none of ours."""
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
    """The moment the signer stated. No time-stamp authority vouches for it."""


@dataclass(frozen=True)
class Trusted:
    """A key whose signatures count: its fingerprint, and its certificates as PEM, the root last."""

    fingerprint: str
    chain: str


def sign(pdf: bytes, *, material: Material, at: datetime, reason: str) -> bytes:
    """``pdf`` with a signature over all of its bytes, in an update of its own after the last one."""
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
    out: io.BytesIO = _beside(lambda: Timed(about, signer).sign_pdf(writer))
    return out.getvalue()


def look(pdf: bytes, trusted: Sequence[Trusted]) -> Look:
    """What can be said of a file that somebody hands in; any bytes at all give an answer."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    if len(pdf) > LONGEST or not pdf.startswith(b"%PDF-"):
        return Look(Finding.UNREADABLE)
    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except (PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
        return Look(Finding.ALTERED if b"/ETSI.CAdES.detached" in pdf else Finding.UNREADABLE)
    if not found:
        return Look(Finding.UNSIGNED)
    try:
        return _judged(pdf, found, {one.fingerprint: one for one in trusted})
    except (PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
        return Look(Finding.ALTERED)


def _judged(pdf: bytes, signatures: Sequence[Any], trusted: dict[str, Trusted]) -> Look:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    signature = signatures[-1]
    certificate, at = signature.signer_cert, signature.self_reported_timestamp
    said = {
        "fingerprint": certificate.sha256.hex(),
        "subject": certificate.subject.native.get("common_name", ""),
        "at": at,
    }
    ours = trusted.get(str(said["fingerprint"]))
    roots = _roots(ours.chain) if ours else [certificate]
    context = ValidationContext(
        trust_roots=roots[-1:], other_certs=roots[:-1], allow_fetching=False, moment=at
    )
    try:
        status = _beside(lambda: validate_pdf_signature(signature, signer_validation_context=context))
    except SignatureValidationError:
        return Look(Finding.ALTERED, **said)
    whole = (
        status.intact
        and status.valid
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and len(signatures) == 1
        and _padded(pdf, signature)
    )
    if not whole:
        return Look(Finding.ALTERED, **said)
    return Look(Finding.VALID if ours and status.trusted else Finding.FOREIGN, **said)


def _beside(work: Callable[[], Any]) -> Any:
    """What ``work`` returns, done in a thread of its own: the library begins an event loop, which it could not where
    the caller's thread runs one already."""
    with ThreadPoolExecutor(max_workers=1) as one:
        return one.submit(work).result()


def _roots(chain: str) -> list[Any]:
    from asn1crypto import pem, x509

    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(chain.encode(), multiple=True)]


def _padded(pdf: bytes, signature: Any) -> bool:
    """True where the only bytes that are not signed are the signature as it is written here, in hex with zeros behind
    it: a reader may take the same signature from other bytes, and a changed byte is a change."""
    _first, length, second, _rest = (int(one) for one in signature.byte_range)
    der = _exact(bytes(signature.pkcs7_content)).hex().upper().encode()
    return pdf[length:second] == b"<" + der.ljust(second - length - 2, b"0") + b">"


def _exact(content: bytes) -> bytes:
    """The one DER value at the beginning of ``content``."""
    from asn1crypto import parser

    _class, _method, _tag, header, body, trailer = parser.parse(content)
    return bytes(header + body + trailer)
