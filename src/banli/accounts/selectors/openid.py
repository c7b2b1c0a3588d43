"""Asking the identity provider: where its doors are, a token for a code, the keys that signed it.

Nothing is asked beside the issuer's own origin, whatever its answers name, and no redirect is followed.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import Request

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from banli.accounts.models import ExternalIdentity
from banli.accounts.rules.openid import (
    ALGORITHMS,
    LEEWAY,
    UNANSWERED,
    UNBELIEVED,
    Provider,
    Said,
    challenge_of,
    said_in,
    same_origin,
)
from banli.kernel import clock
from banli.kernel.errors import Refused
from banli.kernel.outside import Unanswered, ask_outside

SECONDS = 10
LARGEST = 200_000


@dataclass(frozen=True)
class Begun:
    """One try to sign in: where the browser goes, and what is kept until it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


def provider() -> Provider | None:
    """The provider of the environment; None where there is none."""
    told = settings.IDENTITY_PROVIDER
    return Provider(**vars(told)) if told.issuer else None


def begin_with_provider(found: Provider, back: str) -> Begun:
    """Begin to sign in; ``back`` is the address of ours that the browser is sent back to. Raises :class:`Refused`."""
    door = _doors(found)["authorization_endpoint"]
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = {
        "response_type": "code",
        "scope": "openid profile",
        "client_id": found.client,
        "redirect_uri": back,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    }
    mark = "&" if "?" in door else "?"
    return Begun(f"{door}{mark}{urlencode(asked)}", state, nonce, verifier)


def said_by_provider(found: Provider, *, code: str, nonce: str, verifier: str, back: str) -> Said:
    """Whom the provider says has signed in. Raises :class:`Refused` where it is silent or cannot be believed."""
    doors = _doors(found)
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
        "client_id": found.client,
    }
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    if found.secret:
        pair = f"{quote(found.client, safe='')}:{quote(found.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    told = _asked(Request(doors["token_endpoint"], urlencode(asked).encode(), headers))  # noqa: S310
    said = said_in(found, _claims(found, told.get("id_token"), _asked(Request(doors["jwks_uri"])), nonce))  # noqa: S310
    if said is None:
        raise Refused(UNBELIEVED)
    return said


def account_behind(said: Said) -> ExternalIdentity | None:
    """The account that was joined to it; None for none, or one that was closed."""
    rows = ExternalIdentity.objects.select_related("user__department", "user__window")
    return rows.filter(issuer=said.issuer, subject=said.subject, user__is_active=True).first()


def _claims(found: Provider, token: Any, keys: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
    """The claims of a token that one of the provider's keys has signed, for us, just now, to our question."""
    registry = jwt.JWTClaimsRegistry(
        now=int(clock.machine_seconds()),
        leeway=LEEWAY,
        iss={"essential": True, "value": found.issuer},
        aud={"essential": True, "value": found.client},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        known = KeySet.import_key_set({"keys": list(keys.get("keys", []))})
        decoded = jwt.decode(str(token), known, algorithms=list(ALGORITHMS))
        registry.validate(decoded.claims)
    except (JoseError, ValueError, TypeError, KeyError):
        raise Refused(UNBELIEVED) from None
    claims: Mapping[str, Any] = decoded.claims
    return claims


def _doors(found: Provider) -> dict[str, str]:
    """The addresses that the provider's own description names, each of the issuer's origin."""
    told = _asked(Request(f"{found.issuer.rstrip('/')}/.well-known/openid-configuration"))  # noqa: S310
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    doors = {name: str(told.get(name, "")) for name in names}
    if told.get("issuer") != found.issuer or not all(
        same_origin(one, found.issuer) for one in doors.values()
    ):
        raise Refused(UNBELIEVED)
    return doors


def _asked(request: Request) -> Mapping[str, Any]:
    try:
        status, body = ask_outside(request, seconds=SECONDS, largest=LARGEST)
    except Unanswered:
        raise Refused(UNANSWERED) from None
    if status != 200:
        raise Refused(UNANSWERED if status >= 500 else UNBELIEVED)
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refused(UNBELIEVED)
    return told
