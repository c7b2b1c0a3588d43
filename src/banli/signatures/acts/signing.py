"""Signing a paper."""

from __future__ import annotations

from banli.kernel import clock
from banli.signatures.acts.keys import key_in_use
from banli.signatures.models import SigningKey
from banli.signatures.rules.labels import label_of
from banli.signatures.rules.pades import sign
from banli.signatures.states import KeyKind


def sign_paper(pdf: bytes, *, reason: str) -> bytes:
    """``pdf`` with the signature of the key in use. ``reason``: what the paper is, in Chinese; readers show it.

    :raises Refused: where there is no key that may sign: then there is no paper either.
    """
    return sign(pdf, material=key_in_use(), at=clock.now(), reason=reason)


def signing_chain() -> str:
    """The certificates of the key in use as PEM, its own first. Raises as :func:`sign_paper`."""
    return key_in_use().chain


def signature_label() -> str:
    """What a paper that is about to be signed says of its signature. Raises as :func:`sign_paper`."""
    row = SigningKey.objects.get(fingerprint=key_in_use().fingerprint)
    return label_of(KeyKind(row.kind), row.subject)
