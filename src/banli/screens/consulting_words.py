"""What asking others about a case is called in its course, for officers and for the applicant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EVENTS: Mapping[str, tuple[Any, Any, str]] = {
    "consultation_asked": (
        pgettext_lazy("desk event", "Others were asked for their opinion"),
        _("The office asked others for their opinion; the time runs on"),
        "",
    ),
    "consultation_settled": (
        pgettext_lazy("desk event", "The consultation ended"),
        _("The office has heard the others"),
        "",
    ),
}
