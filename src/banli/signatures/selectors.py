"""What is asked about signing keys."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from banli.kernel.errors import BanliError, Missing
from banli.kernel.text import gettext_noop
from banli.signatures.models import SigningKey, TokenKey
from banli.signatures.rules.cose import Verified, verified
from banli.signatures.rules.pades import LONGEST, Finding, Look, Trusted, look
from banli.signatures.states import KeyState


class NoAuthorities(BanliError):
    """The certificates of the time-stamp authorities cannot be read."""


def authorities() -> str:
    """The certificates (PEM) of those whose time stamps count; '' where no setting names any.

    :raises NoAuthorities: where the file that is named cannot be read.
    """
    path = settings.TIMESTAMP_AUTHORITIES
    try:
        return _pem(path, Path(path).stat().st_mtime_ns) if path else ""
    except (OSError, ValueError):
        raise NoAuthorities(gettext_noop("The file that BANLI_TIMESTAMP_CA names cannot be read.")) from None


@lru_cache(maxsize=2)
def _pem(path: str, _changed: int) -> str:
    from asn1crypto import pem, x509

    content = Path(path).read_bytes()
    for _kind, _headers, der in pem.unarmor(content, multiple=True):
        x509.Certificate.load(der, strict=True)
    return content.decode("ascii")


def signing_keys() -> list[SigningKey]:
    """Every key that ever signed here, the newest first."""
    return list(SigningKey.objects.order_by("-taken_up_at", "fingerprint"))


def active_key() -> SigningKey | None:
    """The key in use; None before anything was signed."""
    return SigningKey.objects.filter(state=KeyState.ACTIVE).first()


def bears(pdf: bytes) -> Look | None:
    """Who signed ``pdf`` whole with a key of ours that is trusted today; None where nobody did. Of any length."""
    found, key = look_at(pdf, longest=len(pdf))
    trusted = found.finding is Finding.VALID and key is not None and key.state != KeyState.REVOKED
    return found if trusted else None


def needed_key(fingerprint: str) -> SigningKey:
    """The one key whose fingerprint begins so.

    :raises Missing: where there is none, or more than one.
    """
    found = list(SigningKey.objects.filter(fingerprint__startswith=fingerprint.lower())[:2])
    if len(found) != 1:
        raise Missing(gettext_noop("There is no such signing key."))
    return found[0]


def look_at(pdf: bytes, *, longest: int = LONGEST) -> tuple[Look, SigningKey | None]:
    """What can be said of a PDF that somebody hands in, and the key of ours it names, as it stands today.

    :param longest: bytes of a file that is looked at.
    """
    keys = {one.fingerprint: one for one in signing_keys()}
    stamps = ""
    with suppress(NoAuthorities):
        stamps = authorities()
    ours = [Trusted(one.fingerprint, one.chain) for one in keys.values()]
    found = look(pdf, ours, longest=longest, authorities=stamps)
    return found, keys.get(found.fingerprint)


def token_keys() -> list[TokenKey]:
    """Every key that ever signed tokens here, the newest first."""
    return list(TokenKey.objects.order_by("-taken_up_at", "key_id"))


def read_token(content: bytes) -> Verified:
    """What a token says that a key of ours signed which was not revoked. Raises :class:`BadToken`."""
    trusted = TokenKey.objects.exclude(state=KeyState.REVOKED)
    return verified(content, {one.key_id: bytes.fromhex(one.public) for one in trusted})


def active_token_key() -> str:
    """The id of the key that signs tokens now; '' before the first."""
    return TokenKey.objects.filter(state=KeyState.ACTIVE).values_list("key_id", flat=True).first() or ""
