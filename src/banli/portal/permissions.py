"""Who may open which address of the portal. What is not listed is closed."""

from __future__ import annotations

URLS: dict[str, str] = {
    "home": "public",
    "items": "public",
    "item": "public",
    "item_procedure": "public",
    "apply": "public",
    "apply_save": "public",
    "apply_materials": "public",
    "apply_upload": "public",
    "apply_remove": "public",
    "apply_check": "public",
    "apply_discard": "public",
    "again": "public",
    "receipt": "public",
    "track": "public",
    "case": "public",
    "correct": "public",
    "correct_look": "public",
    "answer": "public",
    "give_up_hearing": "public",
    "later": "public",
    "withdraw": "public",
    "leave": "public",
    "certificate": "public",
    "notice": "public",
    "my_cases": "signed-in",
    "account": "signed-in",
    "vehicles": "signed-in",
    "vehicle_new": "signed-in",
    "vehicle": "signed-in",
    "vehicle_remove": "signed-in",
    "verify": "public",
    "verify_code": "public",
    "statistics": "public",
    "preferences": "public",
    "login": "public",
    "logout": "public",
}
"""``public`` addresses of a single case look themselves whether the visitor has opened it (number and password)
or owns it; they answer 404 otherwise."""
