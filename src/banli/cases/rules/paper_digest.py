"""The digest of what a paper says, which its event keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

DIGEST = "paper_digest"
"""Under which the event of an act that gives a paper tells the digest of its words."""


def words_digest(words: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the words of a paper as JSON with sorted keys and no spaces."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if words else ""
    return sha256(text.encode()).hexdigest()
