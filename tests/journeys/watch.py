"""What a page must never do: speak in the console, miss a file, fail on the server, or ask another host."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

SAID_ELSEWHERE = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")
"""Said of an answer of 400 or more, which :meth:`Watch._answer` judges, and of a request that a newer one replaced."""
GONE_ON = "net::ERR_ABORTED"
"""A request given up because its page was left, or turned into a download."""


class Watch:
    """Collects the faults of every page of some browser contexts."""

    def __init__(self, address: str) -> None:
        self.faults: list[str] = []
        self._host = urlsplit(address).netloc

    def over(self, context: BrowserContext) -> None:
        """Watch every page that ``context`` opens."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answer)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(SAID_ELSEWHERE):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.netloc != self._host:
            self.faults.append(f"another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != GONE_ON:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answer(self, response: Response) -> None:
        """A page may say no (404, 409, 422); a style, a script or a picture may not be missing."""
        may_refuse = response.request.resource_type in ("document", "fetch", "xhr")
        if response.status >= 500 or (response.status >= 400 and not may_refuse):
            self.faults.append(f"{response.status}: {response.url}")
