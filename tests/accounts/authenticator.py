"""An authenticator in Python: it makes one passkey and shows it, as true or as false as a test wants it."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

ORIGIN, HOST = "http://testserver", "testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One device with one key."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0
    origin: str = ORIGIN
    host: str = HOST
    flags: int = PRESENT | VERIFIED

    def make(self, options: dict[str, Any]) -> str:
        """What a browser sends after a passkey was made."""
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, **point})
        size = len(self.credential).to_bytes(2, "big")
        data = self._data(ATTESTED) + bytes(16) + size + self.credential + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {
                "clientDataJSON": self._client("webauthn.create", options),
                "attestationObject": bytes_to_base64url(attestation),
            }
        )

    def show(self, options: dict[str, Any]) -> str:
        """What a browser sends after the passkey was shown."""
        self.count += 1
        data, client = self._data(0), self._client("webauthn.get", options)
        signed = data + hashlib.sha256(base64url_to_bytes(client)).digest()
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": bytes_to_base64url(data),
                "signature": bytes_to_base64url(self.key.sign(signed, ec.ECDSA(SHA256()))),
            }
        )

    def _data(self, more: int) -> bytes:
        flags = (self.flags | more).to_bytes(1, "big")
        return hashlib.sha256(self.host.encode()).digest() + flags + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> str:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return bytes_to_base64url(json.dumps(told).encode())

    def _answer(self, response: dict[str, str]) -> str:
        name = bytes_to_base64url(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
