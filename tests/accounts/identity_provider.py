"""An identity provider on this machine, as honest or as crooked as a test wants it."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from banli.kernel import clock

CLIENT, SECRET = "banli", "between-us"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
STRANGE = RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class IdentityProvider:
    """What it says; a test changes what is to be wrong."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    """Claims besides, or in place of, the honest ones; None leaves one out."""
    doors: dict[str, str] = field(default_factory=dict)
    """What its description says otherwise."""
    key: RSAKey = field(default_factory=lambda: KEY)
    token: str = ""
    """Sent in place of a signed token."""
    broken: bool = False
    now: int = 0
    """The moment of the sign-in: a held clock is not seen by the thread that answers."""
    asked: dict[str, Any] = field(default_factory=dict)
    """What the browser brought along, from :meth:`grant`."""

    def grant(self, location: str) -> str:
        """Somebody signs in at the address to which the browser was sent: the query that it comes back with."""
        self.asked = dict(parse_qsl(urlsplit(location).query))
        self.now = int(clock.machine_seconds())
        return f"code=granted&state={self.asked['state']}"

    def description(self) -> dict[str, str]:
        """Where its doors are."""
        doors = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        named = {name: f"{self.address}/{path}" for name, path in doors.items()}
        return {"issuer": self.address, **named, **self.doors}

    def answer(self, sent: Mapping[str, list[str]], authorization: str) -> tuple[int, dict[str, Any]]:
        """A token for a code, where client, secret and verifier are right."""
        pair = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        fits = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.asked.get("code_challenge")
        if authorization != f"Basic {pair}" or sent["code"] != ["granted"] or not fits:
            return 400, {"error": "invalid_grant"}
        honest = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "u-1",
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": self.asked["nonce"],
            "name": "王芳",
            "id_number": "510104199003152010",
        }
        claims = {key: value for key, value in {**honest, **self.claims}.items() if value is not None}
        token = self.token or jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}


def unsigned(claims: Mapping[str, Any]) -> str:
    """A token with no signature at all."""
    parts = [json.dumps(one).encode() for one in ({"alg": "none"}, claims)]
    return ".".join([*(base64.urlsafe_b64encode(one).rstrip(b"=").decode() for one in parts), ""])


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """A provider that listens while the block runs."""
    found = IdentityProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            known: dict[str, Mapping[str, Any]] = {
                "/.well-known/openid-configuration": found.description(),
                "/keys": {"keys": [KEY.as_dict(private=False)]},
            }
            self.say(500 if found.broken else 200 if path in known else 404, known.get(path, {}))

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.say(*found.answer(sent, self.headers.get("Authorization", "")))

        def say(self, status: int, told: Mapping[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
