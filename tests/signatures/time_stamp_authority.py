"""A time-stamp authority on this machine (RFC 3161), good or bad, for tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

STAMPED = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
NAME = "试用时间戳机构"
Answer = Callable[[bytes], bytes]


@cache
def authority(name: str = NAME) -> tuple[str, Answer]:
    """Its certificate as PEM, and what it answers to a request."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        certificates.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(STAMPED - timedelta(days=900))
        .not_valid_after(STAMPED + timedelta(days=900))
        .add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(certificates.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    held = keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    stamper = DummyTimeStamper(x509.Certificate.load(made.public_bytes(Encoding.DER)), held, fixed_dt=STAMPED)

    def answer(request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        return bytes(asyncio.run(stamper.async_request_tsa_response(asked)).dump())

    return made.public_bytes(Encoding.PEM).decode(), answer


@contextmanager
def listening(answer: Answer, status: int = 200, silent: bool = False) -> Iterator[tuple[str, list[bytes]]]:
    """An address that answers by ``answer``, and the requests it was sent; ``silent``: not before the test is over."""
    asked: list[bytes] = []
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            if silent:
                over.wait()
                return
            content = answer(asked[-1])
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    beside = threading.Thread(target=server.serve_forever, daemon=True)
    beside.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        beside.join()
