"""Reads of tokens. A token is ``NAME.SECRET``; the secret is compared in constant time."""

from __future__ import annotations

import hashlib
import hmac

from banli.intake.models import SourceToken

NOBODY = "0" * 64
"""Compared with where no token has the name, so that both take the same time."""


def digest_of(secret: str) -> str:
    """How the secret part of a token is kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def source_of(token: str) -> str | None:
    """The source whose good token this is; None where it is nobody's."""
    name, _, secret = token.partition(".")
    kept = SourceToken.objects.filter(name=name[:22].replace("\0", ""), revoked_at=None).first()
    fits = hmac.compare_digest(digest_of(secret), kept.digest if kept else NOBODY)
    return kept.source if kept and fits else None
