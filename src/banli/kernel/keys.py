"""The platform's own Ed25519 key and notes of what it signed: in the data folder, out of the database."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop
from banli.kernel.whole_files import add_line, write_whole

KEY_FILE = "platform-ed25519.pem"
NOTES_FILE = "seals"


def _folder() -> Path:
    return Path(settings.DATA_FOLDER) / "keys"


@lru_cache(maxsize=4)
def _key(folder: Path) -> Ed25519PrivateKey:
    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        draft = folder / f".{KEY_FILE}.{os.getpid()}"
        try:
            write_whole(draft, made)
            draft.chmod(0o600)
            # A link fails where another process was first, so that two first runs end with one key.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise BanliError(gettext_noop("%(path)s does not hold an Ed25519 key."), path=str(path))
    return key


def fingerprint() -> str:
    """SHA-256 of our raw public key, in hex."""
    return _fingerprint(_key(_folder()).public_key())


def fingerprint_of(pem: str) -> str:
    """The same of the Ed25519 public key in ``pem``.

    :raises ValueError: where it holds none.
    """
    return _fingerprint(_public(pem))


def _fingerprint(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def _public(pem: str) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(pem.encode())
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return key


def public_pem() -> str:
    """The public key as PEM, as openssl reads it."""
    return _key(_folder()).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def sign(text: bytes) -> bytes:
    """The 64 bytes of the Ed25519 signature over ``text``."""
    return _key(_folder()).sign(text)


def signed_by_us(key: str, signature: bytes, text: bytes) -> bool:
    """True where ``key`` is our key's fingerprint and ``signature`` is its signature over ``text``."""
    if key != fingerprint():
        return False
    return signed_with(public_pem(), signature, text)


def signed_by(key: str, pem: str, signature: bytes, text: bytes) -> bool:
    """True where ``pem`` is the public key of fingerprint ``key`` and ``signature`` is its signature over ``text``."""
    try:
        return fingerprint_of(pem) == key and signed_with(pem, signature, text)
    except ValueError:
        return False


def signed_with(pem: str, signature: bytes, text: bytes) -> bool:
    """True where ``signature`` is that of the key in ``pem`` over ``text``."""
    try:
        _public(pem).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def note(number: int, digest: str) -> None:
    """Keep beside the key that text ``number`` with this digest was signed, whatever becomes of the database."""
    _key(_folder())
    add_line(_folder() / NOTES_FILE, f"{number} {digest}")


def noted() -> dict[int, str]:
    """Number -> digest of every text that was noted, the first for each; empty where no notes are kept here."""
    path = _folder() / NOTES_FILE
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="ascii", errors="replace").splitlines())
    found: dict[int, str] = {}
    for parts in lines:
        if len(parts) == 2 and parts[0].isdigit():
            found.setdefault(int(parts[0]), parts[1])
    return found
