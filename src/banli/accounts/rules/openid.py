"""What an identity provider says, and when it is believed (OpenID Connect Core 1.0, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from banli.kernel.checkdigits import is_identity_number
from banli.kernel.folding import folded_number
from banli.kernel.text import gettext_noop

WAITS = 600
"""Seconds for which an answer of the provider is waited for."""
LEEWAY = 60
"""Seconds by which its clock and ours may differ."""
ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA")
"""What a token may be signed with: never with nothing, and never with a secret that we hold as well."""
LONGEST = 150
UNANSWERED = gettext_noop(
    "The identity provider does not answer now. Please sign in in another way, or try again later."
)
UNBELIEVED = gettext_noop(
    "The identity provider's answer could not be believed. Please begin to sign in once more."
)


@dataclass(frozen=True)
class Provider:
    """The provider that the environment names; ``issuer`` is compared letter by letter."""

    issuer: str
    client: str
    secret: str
    name_claim: str = "name"
    number_claim: str = ""
    """The claim with the identity number; '' where the provider tells none."""
    label: str = ""
    """What its button says."""


@dataclass(frozen=True)
class Said:
    """Whom a believed token is about."""

    issuer: str
    subject: str
    name: str
    number: str
    """'' where the provider told none, or none that is one."""


def same_origin(address: str, issuer: str) -> bool:
    """True where ``address`` lies with the issuer: of one scheme, name and port. Nothing else is ever asked."""
    try:
        one, other = urlsplit(address), urlsplit(issuer)
        return (one.scheme, one.hostname, one.port) == (
            other.scheme,
            other.hostname,
            other.port,
        ) and not one.username
    except ValueError:
        return False


def challenge_of(verifier: str) -> str:
    """What is sent ahead of a verifier (S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def said_in(provider: Provider, claims: Mapping[str, Any]) -> Said | None:
    """Whom claims are about whose signature, issuer, audience, time and nonce were checked; None for nobody.

    With several audiences the token is ours only where it was issued to us (``azp``).
    """
    audience, subject = claims.get("aud"), claims.get("sub")
    party = claims.get("azp")
    foreign = party is not None and party != provider.client
    if not isinstance(subject, str) or not subject or foreign:
        return None
    if isinstance(audience, list) and len(audience) > 1 and party is None:
        return None
    number = folded_number(str(claims.get(provider.number_claim) or "")) if provider.number_claim else ""
    name = str(claims.get(provider.name_claim) or "").strip()[:LONGEST]
    return Said(provider.issuer, subject[:255], name, number if is_identity_number(number) else "")
