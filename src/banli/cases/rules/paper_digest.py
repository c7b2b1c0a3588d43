"""The digest of what a paper says, which its event keeps."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from banli.ledger.rules.chain import compact


def words_digest(words: Mapping[str, Any]) -> str:
    """SHA-256 of the words of a paper in their canonical form, in hex."""
    return sha256(compact(words).encode()).hexdigest()
