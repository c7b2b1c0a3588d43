"""A department's databank service as an example: the other side of ``banli.databanks.selectors.web_service``.

It answers from the rows it is given and wants the header ``X-Api-Key``. ``instead`` is an answer of another kind.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "the key agreed on"
Instead = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Service:
    """The service while it runs: its address, what it was asked, and what it says instead of the truth."""

    rows: Sequence[Mapping[str, str]]
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    instead: Instead | None = None


def say(handler: BaseHTTPRequestHandler, status: int, content: bytes, **headers: str) -> None:
    """Answer with ``content``."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def serving(rows: Sequence[Mapping[str, str]]) -> Iterator[Service]:
    """A service on this machine that answers from ``rows``."""
    service = Service(rows)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append(said)
            if service.instead is not None:
                service.instead(self)
            elif self.headers.get("X-Api-Key") != KEY:
                say(self, 401, b"{}")
            else:
                wanted = said["question"].items()
                found = [row for row in service.rows if all(row.get(key) == value for key, value in wanted)]
                told = {"as_of": "2022-10-17T08:55:00+08:00", "records": found, "total": len(found)}
                say(self, 200, json.dumps(told).encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_address[1]}/ask"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
