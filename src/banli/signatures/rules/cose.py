"""Short signed messages: COSE_Sign1 (RFC 9052) with Ed25519 (EdDSA, RFC 9053). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGN1 = 18
"""The CBOR tag of a COSE_Sign1 message."""
ALGORITHM, KEY_ID, TYPE = 1, 4, 16
"""Labels of the protected header; 16 is ``typ`` (RFC 9596)."""
EDDSA = -8
KEY_ID_BYTES = 8
LONGEST = 1_000_000
"""Bytes beyond which a message is not read."""


class BadToken(ValueError):
    """This is no message that one of the known keys signed."""


class UnknownKey(BadToken):
    """The message names a key that is not among the known ones."""


@dataclass(frozen=True)
class Message:
    """The four parts of a COSE_Sign1 message, not yet checked."""

    protected: bytes
    unprotected: Mapping[Any, Any]
    payload: bytes
    signature: bytes

    def header(self) -> dict[Any, Any]:
        """What the protected header says. Raises :class:`BadToken`."""
        found = _loaded(self.protected) if self.protected else {}
        if not isinstance(found, Mapping):
            raise BadToken("the protected header is no map")
        return dict(found)

    def is_signed_by(self, public: bytes) -> bool:
        """True where the signature is that of the raw Ed25519 key ``public`` (RFC 9052, section 4.4)."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(
                self.signature, _to_be_signed(self.protected, self.payload)
            )
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Verified:
    """A message whose signature is right: by whom, of which type, and what it says."""

    key_id: str
    type: str
    payload: bytes


def key_id_of(public: bytes) -> str:
    """The id of a raw public key: the first eight bytes of its SHA-256, in hex."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES].hex()


def signed(payload: bytes, key: Ed25519PrivateKey, message_type: str = "") -> bytes:
    """``payload`` as a COSE_Sign1 message that names the key by its id."""
    header: dict[int, Any] = {
        ALGORITHM: EDDSA,
        KEY_ID: bytes.fromhex(key_id_of(key.public_key().public_bytes_raw())),
    }
    if message_type:
        header[TYPE] = message_type
    protected = cbor2.dumps(header, canonical=True)
    return _written(Message(protected, {}, payload, key.sign(_to_be_signed(protected, payload))))


def parsed(content: bytes) -> Message:
    """The parts of a message. Raises :class:`BadToken`."""
    found = _loaded(content)
    parts = found.value if isinstance(found, cbor2.CBORTag) and found.tag == SIGN1 else None
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        raise BadToken("this is no COSE_Sign1 message")
    protected, unprotected, payload, signature = parts
    if not (isinstance(unprotected, Mapping) and _are_bytes(protected, payload, signature)):
        raise BadToken("a part of the message is not of its kind")
    return Message(protected, unprotected, payload, signature)


def verified(content: bytes, keys: Mapping[str, bytes]) -> Verified:
    """What the message says, where one of ``keys`` (id -> raw public key) signed it.

    The same message has one spelling: another one with the same parts is refused, and so is a header outside of what
    is signed.

    :raises UnknownKey: where it names none of ``keys``.
    :raises BadToken: in every other case.
    """
    message = parsed(content)
    header = message.header()
    key_id = header.get(KEY_ID)
    if message.unprotected or _written(message) != content or header.get(ALGORITHM) != EDDSA:
        raise BadToken("the message is not written as ours are")
    if not isinstance(key_id, bytes):
        raise BadToken("the message names no key")
    if key_id.hex() not in keys:
        raise UnknownKey(key_id.hex())
    if not message.is_signed_by(keys[key_id.hex()]):
        raise BadToken("the signature does not fit")
    return Verified(key_id.hex(), str(header.get(TYPE, "")), message.payload)


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _written(message: Message) -> bytes:
    parts = [message.protected, {}, message.payload, message.signature]
    return cbor2.dumps(cbor2.CBORTag(SIGN1, parts), canonical=True)


def _are_bytes(*parts: object) -> bool:
    return all(isinstance(one, bytes) for one in parts)


def _loaded(content: bytes) -> Any:
    """The CBOR value in ``content``; bytes behind it are found where the message is written again."""
    if len(content) > LONGEST:
        raise BadToken("the message is too long")
    try:
        return cbor2.loads(content)
    except (cbor2.CBORDecodeError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadToken(str(error)) from None
