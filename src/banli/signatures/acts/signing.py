"""Signing a paper."""

from __future__ import annotations

from banli.kernel import clock
from banli.kernel.outside import Unanswered
from banli.signatures.acts.keys import key_in_use
from banli.signatures.acts.time_stamps import note_failure, stamper_in_use
from banli.signatures.models import SigningKey
from banli.signatures.rules.labels import label_of
from banli.signatures.rules.pades import look_by_chain, sign
from banli.signatures.rules.time_stamps import FAULTS
from banli.signatures.selectors import NoAuthorities, authorities
from banli.signatures.states import KeyKind


def sign_paper(pdf: bytes, *, reason: str) -> bytes:
    """``pdf`` with the signature of the key in use. ``reason``: what the paper is, in Chinese; readers show it.

    It bears a time stamp where a setting names an authority that answers at once with one that counts; without it the
    paper is issued all the same, and stays as it is.

    :raises Refused: where there is no key that may sign: then there is no paper either.
    """
    material, at = key_in_use(), clock.now()
    asked = stamper_in_use()
    if asked is not None:
        try:
            made = sign(pdf, material=material, at=at, reason=reason, stamper=asked)
            counts = look_by_chain(made, material.chain, authorities()).stamp
        except (*FAULTS, Unanswered, NoAuthorities) as error:
            note_failure(error)
        else:
            if counts is not None:
                return made
            note_failure("it is by an authority that BANLI_TIMESTAMP_CA does not name")
    return sign(pdf, material=material, at=at, reason=reason)


def signing_chain() -> str:
    """The certificates of the key in use as PEM, its own first. Raises as :func:`sign_paper`."""
    return key_in_use().chain


def signature_label() -> str:
    """What a paper that is about to be signed says of its signature. Raises as :func:`sign_paper`."""
    row = SigningKey.objects.get(fingerprint=key_in_use().fingerprint)
    return label_of(KeyKind(row.kind), row.subject)
