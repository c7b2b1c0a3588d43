"""Short messages by an HTTP gateway, as an address with places and a signature.

The address is ``BANLI_SMS_URL``. Where it names ``{text}``, everything goes into the address of a GET; otherwise one
POST of JSON is sent: ``{"id", "mobile", "text", "at"}``. The signature is the HMAC-SHA256, in hexadecimal digits, of
id, mobile, text and ``at`` (seconds since 1970), each followed by a line feed, with the key ``BANLI_SMS_SECRET``; it
stands at ``{signature}`` or in the header ``X-Signature``.

Awaited: status 200 and ``{"code": "ok", "reference": text}``, or the code ``double`` for an id that was taken before.
The code ``refused`` and the statuses 400, 404, 413 and 422 mean never; everything else means not now.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from urllib.parse import quote
from urllib.request import Request

from django.conf import settings

from banli.kernel import clock
from banli.kernel.outside import Unanswered, ask_outside
from banli.notices.acts.channels.letter import Letter, Silent, TurnedDown

SECONDS = 10
NEVER = frozenset({400, 404, 413, 422})
TAKEN = frozenset({"ok", "double"})


def sent_by_gateway(letter: Letter) -> str:
    """Hand it to the gateway; what the gateway calls it."""
    try:
        status, content = ask_outside(_request(letter), seconds=SECONDS)
    except Unanswered as error:
        raise Silent(str(error)) from None
    if status in NEVER:
        raise TurnedDown(f"HTTP {status}")
    if status != 200:
        raise Silent(f"HTTP {status}")
    code, reference = _told(content)
    if code == "refused":
        raise TurnedDown("refused")
    if code not in TAKEN:
        raise Silent("the answer is not what was agreed")
    return reference


def signed(secret: str, *parts: str) -> str:
    """The signature over ``parts``."""
    told = "".join(f"{part}\n" for part in parts).encode()
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def _request(letter: Letter) -> Request:
    at = str(int(clock.machine_seconds()))
    values = {"id": str(letter.id), "mobile": letter.to, "text": letter.text, "at": at}
    signature = signed(settings.SMS_SECRET, *values.values())
    address = settings.SMS_GATEWAY
    for name, value in {**values, "signature": signature}.items():
        address = address.replace(f"{{{name}}}", quote(value, safe=""))
    if "{text}" in settings.SMS_GATEWAY:
        return Request(address)  # noqa: S310 - checked when the environment is read
    headers = {"Content-Type": "application/json", "Accept": "application/json", "X-Signature": signature}
    body = json.dumps(values, ensure_ascii=False).encode()
    return Request(address, data=body, headers=headers, method="POST")  # noqa: S310 - as above


def _told(content: bytes) -> tuple[str, str]:
    try:
        told = json.loads(content)
        return str(told["code"]), str(told.get("reference", ""))[:200]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", ""
