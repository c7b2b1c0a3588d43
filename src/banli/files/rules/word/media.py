"""The pictures of a Word file, made anew within what a reader may spend on them."""

from __future__ import annotations

import base64
import hashlib
import time

from banli.files.rules.kinds import kind_of
from banli.files.rules.pictures import photograph

KEPT_MOST = 30
"""Pictures of one file that come along; the others are named."""
SECONDS_MOST = 10
"""Of computing, half of what the process has."""


class Media:
    """Pictures by the digest of their bytes made anew: as JPEG, without what the camera wrote into them."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        """Digest to the bytes in base64."""
        self._met: dict[bytes, str] = {}

    def take(self, content: bytes) -> str:
        """The digest of the picture made anew; '' where it is none that can be, or there is no more room for it."""
        key = hashlib.sha256(content).digest()
        if key not in self._met:
            self._met[key] = self._made(content)
        return self._met[key]

    def _made(self, content: bytes) -> str:
        if not content or len(self.kept) >= KEPT_MOST or time.process_time() > SECONDS_MOST:
            return ""
        fault, made = photograph(content, kind_of(content))
        if fault:
            return ""
        digest = hashlib.sha256(made).hexdigest()
        self.kept[digest] = base64.b64encode(made).decode()
        return digest
