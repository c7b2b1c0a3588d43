"""The digest of a frozen figure. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def figure_digest(facts: Mapping[str, object]) -> str:
    """SHA-256 in hex over ``facts`` as JSON with sorted keys and no spaces, UTF-8."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
