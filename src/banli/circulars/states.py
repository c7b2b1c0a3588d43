"""The closed table of the centre's papers."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.text import Words


class CircularKind(StrEnum):
    """A paper that the centre makes of its own record."""

    RECTIFICATION = "rectification_notice"
    """整改通知书: what rounds found at one department and is not mended."""
    SUPERVISION = "supervision_circular"
    """督查通报: signals of a period by department."""
    MONTHLY = "monthly_report"
    YEARLY = "yearly_report"


CIRCULAR_NAMES: dict[CircularKind, Words] = {
    CircularKind.RECTIFICATION: Words(zh="整改通知书", en="notice of rectification"),
    CircularKind.SUPERVISION: Words(zh="督查通报", en="circular of supervision"),
    CircularKind.MONTHLY: Words(zh="月报", en="monthly report"),
    CircularKind.YEARLY: Words(zh="年报", en="yearly report"),
}
