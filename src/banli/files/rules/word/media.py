"""The pictures of a Word file, made anew within what a reader may spend on them."""

from __future__ import annotations

import base64
import hashlib
import time

from banli.files.rules.kinds import kind_of
from banli.files.rules.pictures import photograph

KEPT_MOST = 60
"""Pictures of one file that come along, as many as an issue may hold; the others are named, and why."""
SECONDS_MOST = 10
"""Of computing, half of what the process has."""
OVER, EMPTY = "over", "missing"
"""Why a picture stays behind, beside the faults of :func:`photograph`."""


class Media:
    """Pictures by the digest of their bytes made anew: as JPEG, without what the camera wrote into them."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        """Digest to the bytes in base64."""
        self._met: dict[bytes, tuple[str, str]] = {}

    def take(self, content: bytes) -> tuple[str, str]:
        """The digest of the picture made anew and no fault; no digest and the fault where it does not come along."""
        key = hashlib.sha256(content).digest()
        if key not in self._met:
            self._met[key] = self._made(content)
        return self._met[key]

    def _made(self, content: bytes) -> tuple[str, str]:
        if not content:
            return "", EMPTY
        if len(self.kept) >= KEPT_MOST or time.process_time() > SECONDS_MOST:
            return "", OVER
        fault, made = photograph(content, kind_of(content))
        if fault:
            return "", fault
        digest = hashlib.sha256(made).hexdigest()
        self.kept[digest] = base64.b64encode(made).decode()
        return digest, ""
