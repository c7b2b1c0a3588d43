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
    "intakes": "public",
    "intake": "public",
    "intake_content": "public",
    "intake_complete": "public",
    "intake_rejects": "public",
    "message_reports": "public",
    "unknown": "public",
}
"""Each looks itself: an intake for the token of a source; reports on messages for the gateway's signature; a single
case for its password or whether the caller may see it, and it answers 404 otherwise."""
