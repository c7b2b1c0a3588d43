"""Who may open which address of the API. What is not listed is closed."""

from __future__ import annotations

URLS: dict[str, str] = {
    "index": "public",
    "api-root": "public",
    "openapi-json": "public",
    "deadline": "public",
    "items": "public",
    "item": "public",
    "calendars": "public",
    "case_deadlines": "public",
    "unknown": "public",
}
"""The address of a single case looks itself whether the caller has its password or may see it; it answers 404
otherwise."""
