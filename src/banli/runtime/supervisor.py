"""``banli serve``: database, web server and job process under one supervisor."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from django.urls import get_resolver

from banli.runtime import static
from banli.runtime.children import Children
from banli.runtime.demo_clock import DemoClock
from banli.runtime.environment import Environment
from banli.runtime.faults import CannotRun
from banli.runtime.locks import alone
from banli.runtime.postgres import Server

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


PATIENCE = 600.0
"""Seconds a web server that lives may take to its first answer: a busy machine is no broken one."""


class Stop(Exception):
    """Somebody asked the process to end."""


def ensure_free(host: str, port: int) -> None:
    """Raise :class:`CannotRun` where something listens on ``port`` already, or it may not be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise _taken(port) from None
            reason = error.strerror or str(error)
            raise CannotRun(
                "Port %(port)d on %(host)s cannot be used: %(reason)s.", port=port, host=host, reason=reason
            ) from None


def _taken(port: int) -> CannotRun:
    return CannotRun("Port %(port)d is taken; choose another with --port.", port=port)


def serve(environment: Environment, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Run until told to stop; ``ready`` is called with the address once it answers. The database runs already."""
    # Two that start at once would both find the port free.
    claim = Path(tempfile.gettempdir()) / f"banli-{os.geteuid()}-port-{port}.lock"
    with alone(claim, 0.0, _taken(port)):
        ensure_free(host, port)
        _serve(environment, host, port, ready)


def _serve(environment: Environment, host: str, port: int, ready: Callable[[str], None]) -> None:
    get_resolver().url_patterns  # noqa: B018 - a fault in a screen is seen here, once, and not in every process
    static.collect()
    children = Children()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0', '::', '::1'} else shown}:{port}/"  # noqa: S104
    with _stopping(), suppress(Stop):
        try:
            _start(children, host, port)
            _await(children, f"http://{_asked(host)}:{port}/health/live")
            ready(address)
            _watch(children, environment)
        finally:
            for number in STOP_SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            children.stop()


def _start(children: Children, host: str, port: int) -> None:
    children.add("web", "-m", "banli.runtime.web", host, str(port), BANLI_STATIC="hashed")
    children.add("jobs", "-m", "banli.runtime.worker")


def _await(children: Children, url: str, patience: float = PATIENCE) -> None:
    """Wait for the first answer; a web server that dies before it is reported at once."""
    deadline = time.monotonic() + patience
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            opener.open(url, timeout=2).close()
            return
        except urllib.error.HTTPError as error:
            raise CannotRun("The web server answers with error %(code)d.", code=error.code) from None
        except OSError:
            pass
        _report(children.check())
        if any(child.deaths > 2 for child in children.members) or time.monotonic() > deadline:
            raise CannotRun("The web server did not start; its reasons are above.")
        time.sleep(0.1)


def _watch(children: Children, environment: Environment) -> None:
    server = None if environment.database_url else Server(environment.folder)
    looked = time.monotonic()
    while True:
        time.sleep(0.25)
        _report(children.check())
        if time.monotonic() - looked > 2:
            looked = time.monotonic()
            if server is not None:
                _revive(server)
            _note(environment)


def _revive(server: Server) -> None:
    """Start the database again where it died."""
    if server.runs():
        return
    _report(["the database stopped; starting it again"])
    try:
        server.revive()
    except CannotRun as error:
        _report([str(error)])


def _note(environment: Environment) -> None:
    """Note what a demo's clock shows. Where it cannot be written, the newest event of the record says as much."""
    with suppress(CannotRun):
        DemoClock(environment).note()


def _asked(host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104
    return everywhere.get(host, f"[{host}]" if ":" in host else host)


def _report(lines: list[str]) -> None:
    for line in lines:
        print(f"banli: {line}", file=sys.stderr, flush=True)


@contextmanager
def _stopping() -> Iterator[None]:
    """Turn the signals that mean "end" into :class:`Stop` for the time of the block."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stop

    before = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
