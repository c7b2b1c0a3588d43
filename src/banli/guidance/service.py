"""The door of guidance."""

from banli.guidance.acts import load_guidance
from banli.guidance.permissions import GRANTS, GuidancePermission
from banli.guidance.rules.checks import check_guidance
from banli.guidance.rules.definition import Ending, Guidance, Reply, Stage, StageFile, Turn, Walk
from banli.guidance.rules.walking import Place, follow
from banli.guidance.selectors import guidance

__all__ = [
    "GRANTS",
    "Ending",
    "Guidance",
    "GuidancePermission",
    "Place",
    "Reply",
    "Stage",
    "StageFile",
    "Turn",
    "Walk",
    "check_guidance",
    "follow",
    "guidance",
    "load_guidance",
]
