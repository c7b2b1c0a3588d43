"""Every list and figure of the desk that can be asked for as a file, by its key."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy, pgettext_lazy

from banli.desk.exports import business, hall, numbers, oversight, roster
from banli.desk.exports.listing import Source

SOURCES: Mapping[str, Source] = {
    "cases": Source("cases", pgettext_lazy("desk", "Cases"), business.cases),
    "enforcement": Source("enforcement", pgettext_lazy("desk", "Enforcement"), business.enforcement),
    "certificates": Source("certificates", pgettext_lazy("desk", "Certificates"), business.certificates),
    "lights": Source("supervision", pgettext_lazy("desk", "Supervision"), oversight.lights),
    "signals": Source("signals", pgettext_lazy("supervision", "Signals"), oversight.signals),
    "ratings": Source("ratings", pgettext_lazy("desk", "Ratings"), oversight.ratings),
    "suggestions": Source("suggestions", pgettext_lazy("desk", "Suggestions"), hall.suggestions),
    "attendance": Source("attendance", pgettext_lazy("roster", "Attendance"), roster.attendance),
    "messages": Source("messages", pgettext_lazy("desk", "Messages"), oversight.messages),
    "people": Source("people", pgettext_lazy("desk", "People"), oversight.people),
    "items": Source("items", pgettext_lazy("desk", "Items"), oversight.items),
    "figures": Source("figures", pgettext_lazy("desk", "Figures"), numbers.figures),
    "figure": Source("figures", gettext_lazy("Figure"), numbers.figure),
}
"""Key of the list to how it is read."""
