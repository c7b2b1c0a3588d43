"""What the process is told from outside, read once and typed. Nothing else reads ``os.environ`` for settings."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from banli.kernel.actors import Role
from banli.kernel.clock import start_of
from banli.kernel.errors import BanliError
from banli.runtime.provider_environment import NO_PROVIDER, BadProvider, IdentityProvider, read_provider

DEFAULT_PORT = 8000
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})


class BadEnvironment(BanliError):
    """A variable of the environment cannot be understood. Shown before translations are loaded."""

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over; without a host none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


HERE = ("127.0.0.0/8", "::1/128")
"""This machine alone."""


@dataclass(frozen=True)
class Environment:
    """The variables Banli knows; every one has a default that works on one machine."""

    folder: Path
    """BANLI_DIR: everything that is kept (database, files, secret, logs)."""
    database_url: str
    """DATABASE_URL: a PostgreSQL of your own; empty for the embedded one in ``folder``."""
    port: int
    """BANLI_PORT: where ``banli serve`` listens."""
    hosts: tuple[str, ...]
    """BANLI_HOSTS: names under which the site may be asked for, by comma; this machine's own always."""
    origins: tuple[str, ...]
    """BANLI_ORIGINS: addresses in front of the site (``https://bl.example.cn``), by comma."""
    secure: bool
    """BANLI_SECURE: cookies only over HTTPS, for a site behind a TLS proxy."""
    debug: bool
    """BANLI_DEBUG: tracebacks in the browser; never outside development."""
    secret: str
    """BANLI_SECRET: the key that signs cookies and links; empty for the one kept in ``folder``."""
    hashed_static: bool
    """BANLI_STATIC=hashed: serve the collected static files under names that carry their digest."""
    pool: int
    """BANLI_POOL: most database connections one process keeps."""
    digest: str
    """BANLI_DIGEST: what a new record is digested with, ``sha256`` or ``sm3``; a record keeps its own for life."""
    now: str
    """BANLI_NOW: the moment at which the process begins, where it is not the machine's."""
    sms_url: str = ""
    """BANLI_SMS_URL: the address of a gateway for short messages; empty for none."""
    sms_secret: str = ""
    """BANLI_SMS_SECRET: the key by which that gateway and the platform sign what they tell each other."""
    mail: MailServer = MailServer()
    """BANLI_MAIL: ``smtps://user:password@host:465``, ``smtp+starttls://…`` or ``smtp://host``; empty for none."""
    second_factor: tuple[str, ...] = ()
    """BANLI_SECOND_FACTOR: roles that do nothing without a second factor, by comma."""
    provider: IdentityProvider = NO_PROVIDER
    """BANLI_OIDC_ISSUER and its companions: who signs applicants in beside the platform itself."""
    hall: tuple[str, ...] = HERE
    """BANLI_HALL_NETWORKS: networks of the hall, by comma: its kiosks and its Wi-Fi."""
    mail_from: str = ""
    """BANLI_MAIL_FROM: the address that e-mail comes from."""
    signing_key: str = ""
    """BANLI_SIGNING_KEY: the PKCS#12 file of the key that signs papers; empty for a test key of the platform's own."""
    signing_password: str = ""
    """BANLI_SIGNING_PASSWORD: the password of that file."""
    timestamp_url: str = ""
    """BANLI_TIMESTAMP_URL: the address of a time-stamp authority (RFC 3161) asked for each signature, or empty."""
    timestamp_authorities: str = ""
    """BANLI_TIMESTAMP_CA: the PEM file of those whose time stamps count."""


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """The environment as it is now; :class:`BadEnvironment` names the variable that cannot be used."""
    return Environment(
        folder=Path(environ.get("BANLI_DIR") or "var").expanduser().absolute(),
        database_url=environ.get("DATABASE_URL", "").strip(),
        port=_whole(environ, "BANLI_PORT", DEFAULT_PORT, 1, 65535),
        hosts=(*_names(environ, "BANLI_HOSTS"), "localhost", "127.0.0.1", "[::1]"),
        origins=_names(environ, "BANLI_ORIGINS"),
        secure=_flag(environ, "BANLI_SECURE"),
        debug=_flag(environ, "BANLI_DEBUG"),
        secret=environ.get("BANLI_SECRET", ""),
        hashed_static=environ.get("BANLI_STATIC", "") == "hashed",
        pool=_whole(environ, "BANLI_POOL", 8, 1, 100),
        digest=_digest(environ),
        now=_now(environ),
        sms_url=_gateway(environ),
        sms_secret=environ.get("BANLI_SMS_SECRET", ""),
        mail=_mail(environ),
        hall=_networks(environ),
        second_factor=_roles(environ),
        provider=_provider(environ),
        mail_from=environ.get("BANLI_MAIL_FROM", "").strip(),
        signing_key=environ.get("BANLI_SIGNING_KEY", "").strip(),
        signing_password=environ.get("BANLI_SIGNING_PASSWORD", ""),
        timestamp_url=_time_stamps(environ),
        timestamp_authorities=environ.get("BANLI_TIMESTAMP_CA", "").strip(),
    )


def _gateway(environ: Mapping[str, str]) -> str:
    """The address of the gateway: https, or http on this machine, where a gateway of one's own may listen."""
    text = environ.get("BANLI_SMS_URL", "").strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        fits = bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and here))
    except ValueError:
        fits = False
    if not fits:
        raise BadEnvironment(
            "BANLI_SMS_URL is %(text)r; it is an address that begins with https:// (http:// on this machine only).",
            text=text,
        )
    if not environ.get("BANLI_SMS_SECRET"):
        raise BadEnvironment(
            "BANLI_SMS_URL needs BANLI_SMS_SECRET, by which messages and reports are signed."
        )
    return text


def _time_stamps(environ: Mapping[str, str]) -> str:
    """The address of the time-stamp authority; what it answers is signed, so that plain http will do."""
    text = environ.get("BANLI_TIMESTAMP_URL", "").strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        fits = bool(parts.hostname) and parts.scheme in ("http", "https")
    except ValueError:
        fits = False
    if not fits:
        raise BadEnvironment(
            "BANLI_TIMESTAMP_URL is %(text)r; it is an address that begins with https:// or http://.",
            text=text,
        )
    if not environ.get("BANLI_TIMESTAMP_CA", "").strip():
        raise BadEnvironment(
            "BANLI_TIMESTAMP_URL needs BANLI_TIMESTAMP_CA, the certificates it is trusted by."
        )
    return text


def _provider(environ: Mapping[str, str]) -> IdentityProvider:
    try:
        return read_provider(environ)
    except BadProvider as error:
        raise BadEnvironment(error.message, **error.params) from None


def _roles(environ: Mapping[str, str]) -> tuple[str, ...]:
    names = _names(environ, "BANLI_SECOND_FACTOR")
    known = sorted(str(role) for role in Role if role != Role.SYSTEM)
    for name in names:
        if name not in known:
            raise BadEnvironment(
                "BANLI_SECOND_FACTOR names %(name)r; the roles are %(known)s.",
                name=name,
                known=", ".join(known),
            )
    return names


def _networks(environ: Mapping[str, str]) -> tuple[str, ...]:
    names = _names(environ, "BANLI_HALL_NETWORKS") or HERE
    for name in names:
        try:
            ip_network(name)
        except ValueError:
            raise BadEnvironment(
                "BANLI_HALL_NETWORKS names %(name)r; a network is like 10.20.0.0/16 or 2001:db8:1::/48.",
                name=name,
            ) from None
    return names


MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def _mail(environ: Mapping[str, str]) -> MailServer:
    text = environ.get("BANLI_MAIL", "").strip()
    if not text:
        return MailServer()
    try:
        parts = urlsplit(text)
        port = parts.port or MAIL_PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if not port or not parts.hostname:
        # Without what was given: a password may stand in it.
        raise BadEnvironment(
            "BANLI_MAIL is no address of a mail server; it is like smtps://user:password@mail.example.cn:465,"
            " smtp+starttls://… or smtp://…."
        )
    if "@" not in environ.get("BANLI_MAIL_FROM", ""):
        raise BadEnvironment("BANLI_MAIL needs BANLI_MAIL_FROM, the address that e-mail comes from.")
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
    )


def _now(environ: Mapping[str, str]) -> str:
    text = environ.get("BANLI_NOW", "").strip()
    if text and start_of(text) is None:
        raise BadEnvironment(
            "BANLI_NOW is %(text)r; it is a moment like 2022-10-17T09:00, from 1970 to 2199.", text=text
        )
    return text


def _digest(environ: Mapping[str, str]) -> str:
    name = environ.get("BANLI_DIGEST", "").strip().lower() or "sha256"
    if name not in {"sha256", "sm3"}:
        raise BadEnvironment("BANLI_DIGEST is %(text)r; it can be sha256 or sm3.", text=name)
    if name not in hashlib.algorithms_available:
        raise BadEnvironment(
            "BANLI_DIGEST is %(text)s, which the OpenSSL of this Python does not have.", text=name
        )
    return name


def _names(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in environ.get(name, "").split(",") if part.strip())


def _flag(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise BadEnvironment("%(name)s is %(text)r; it can be 1 or 0.", name=name, text=text)


def _whole(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    raise BadEnvironment(
        "%(name)s is %(text)r; it is a whole number from %(least)d to %(most)d.",
        name=name,
        text=text,
        least=least,
        most=most,
    )
