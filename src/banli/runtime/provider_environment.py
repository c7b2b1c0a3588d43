"""The identity provider as the environment names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from banli.kernel.errors import BanliError


class BadProvider(BanliError):
    """A variable of the provider cannot be understood."""


@dataclass(frozen=True)
class IdentityProvider:
    """The variables BANLI_OIDC_…; without an issuer there is no provider."""

    issuer: str = ""
    client: str = ""
    secret: str = ""
    name_claim: str = "name"
    number_claim: str = ""
    label: str = ""


NO_PROVIDER = IdentityProvider()


def read_provider(environ: Mapping[str, str]) -> IdentityProvider:
    """What BANLI_OIDC_ISSUER and its companions say. Raises :class:`BadProvider`."""
    told = {
        name: environ.get(f"BANLI_OIDC_{name}", "").strip()
        for name in ("ISSUER", "CLIENT", "SECRET", "LABEL")
    }
    if not told["ISSUER"]:
        return IdentityProvider()
    try:
        parts = urlsplit(told["ISSUER"])
        here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        fits = bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and here))
        fits = fits and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        fits = False
    if not fits:
        raise BadProvider(
            "BANLI_OIDC_ISSUER is %(text)r; it is an address that begins with https:// (http:// on this machine only).",
            text=told["ISSUER"],
        )
    if not told["CLIENT"]:
        raise BadProvider(
            "BANLI_OIDC_ISSUER needs BANLI_OIDC_CLIENT, the id under which the provider knows the site."
        )
    return IdentityProvider(
        issuer=told["ISSUER"],
        client=told["CLIENT"],
        secret=told["SECRET"],
        name_claim=environ.get("BANLI_OIDC_NAME_CLAIM", "").strip() or "name",
        number_claim=environ.get("BANLI_OIDC_NUMBER_CLAIM", "").strip(),
        label=told["LABEL"],
    )
