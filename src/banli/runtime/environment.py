"""What the process is told from outside, read once and typed. Nothing else reads ``os.environ`` for settings."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from banli.kernel.clock import start_of
from banli.kernel.errors import BanliError

DEFAULT_PORT = 8000
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})


class BadEnvironment(BanliError):
    """A variable of the environment cannot be understood. Shown before translations are loaded."""

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


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
    """BANLI_SECRET: the signing key; empty for the one kept in ``folder``."""
    hashed_static: bool
    """BANLI_STATIC=hashed: serve the collected static files under names that carry their digest."""
    pool: int
    """BANLI_POOL: most database connections one process keeps."""
    digest: str
    """BANLI_DIGEST: what a new record is digested with, ``sha256`` or ``sm3``; a record keeps its own for life."""
    now: str
    """BANLI_NOW: the moment at which the process begins, where it is not the machine's."""


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
