"""The door of areas."""

from banli.areas.acts import end_right, register
from banli.areas.models import Right
from banli.areas.permissions import GRANTS, AreaPermission
from banli.areas.rules import Claim
from banli.areas.selectors import neighbours, problems, right_of

__all__ = [
    "GRANTS",
    "AreaPermission",
    "Claim",
    "Right",
    "end_right",
    "neighbours",
    "problems",
    "register",
    "right_of",
]
