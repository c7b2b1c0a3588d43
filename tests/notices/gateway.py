"""A gateway for short messages as an example: the other side of ``banli.notices.acts.channels.sms_gateway``.

It takes each id once, wants its signature, and may be told to answer otherwise.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "the key agreed on"
Instead = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Gateway:
    """The gateway while it runs: its address, what it took by id, and how often it was asked."""

    address: str = ""
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: int = 0
    instead: Instead | None = None


def signature_of(told: dict[str, str], secret: str = SECRET) -> str:
    """As the example of the agreement says it: each value and a line feed, in this order."""
    text = "".join(f"{told[name]}\n" for name in ("id", "mobile", "text", "at"))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def say(handler: BaseHTTPRequestHandler, status: int, told: Any) -> None:
    """Answer with ``told`` as JSON."""
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def serving() -> Iterator[Gateway]:
    """A gateway on this machine."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.take(told, self.headers.get("X-Signature", ""))

        def do_GET(self) -> None:
            told = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            self.take(told, told.pop("signature", ""))

        def take(self, told: dict[str, str], signature: str) -> None:
            gateway.asked += 1
            if gateway.instead is not None:
                gateway.instead(self)
            elif signature != signature_of(told):
                say(self, 403, {"code": "signature"})
            else:
                code = "double" if told["id"] in gateway.taken else "ok"
                gateway.taken.setdefault(told["id"], told)
                say(self, 200, {"code": code, "reference": f"gw-{len(gateway.taken)}"})

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.address = f"http://127.0.0.1:{server.server_address[1]}/send"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
