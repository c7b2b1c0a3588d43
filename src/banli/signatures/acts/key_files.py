"""The private halves of signing keys, as files: those of the test authority in the data folder, the centre's own where
a setting says. Nothing of them is ever written to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.kernel.whole_files import write_whole
from banli.signatures.rules.material import Material, of_pem, of_pkcs12
from banli.signatures.rules.test_authority import Key, make_authority, make_signer, pem_of

FOLDER = "papers"
AUTHORITY_FILE = "authority.pem"
UNREADABLE = gettext_noop(
    "This paper cannot be signed: the centre's signing key cannot be read. Nothing was changed. Please tell whoever"
    " runs the platform."
)


def own_key() -> Material | None:
    """The centre's own key (PKCS#12), or None where no setting names one.

    :raises Refused: where the file that is named cannot be used; a test key never stands in for it.
    """
    path = settings.SIGNING_KEY
    if not path:
        return None
    try:
        return _own(path, settings.SIGNING_PASSWORD, Path(path).stat().st_mtime_ns)
    except (OSError, ValueError):
        raise Refused(UNREADABLE) from None


@lru_cache(maxsize=2)
def _own(path: str, password: str, _changed: int) -> Material:
    return of_pkcs12(Path(path).read_bytes(), password)


def kept_test_keys() -> Iterator[Material]:
    """The keys of the test authority in this data folder."""
    for path in sorted(_folder().glob("signer-*.pem")):
        with suppress(OSError, ValueError):
            yield _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Material:
    return of_pem(path.read_bytes())


def make_test_key(now: datetime) -> Material:
    """A new key of the test authority, and the authority where there is none that still holds. One process at a time:
    the caller holds the lock."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / AUTHORITY_FILE
    authority = of_pem(path.read_bytes()) if path.exists() else None
    if authority is None or not authority.holds(now):
        key, root = make_authority(now)
        authority = Material(key, root, ())
        _write(path, authority.key, authority)
    own, certificate = make_signer(authority.key, authority.certificate, now)
    made = Material(own, certificate, (authority.certificate,))
    _write(folder / f"signer-{made.fingerprint[:16]}.pem", own, made)
    return made


def _write(path: Path, key: Key, material: Material) -> None:
    certificates = (material.certificate, *material.above)
    write_whole(path, pem_of(key) + b"".join(one.public_bytes(Encoding.PEM) for one in certificates))
    path.chmod(0o600)


def _folder() -> Path:
    return Path(settings.DATA_FOLDER) / "keys" / FOLDER
