"""The door of the centre's papers."""

from banli.circulars.acts import load_circulars
from banli.circulars.permissions import GRANTS, CircularPermission
from banli.circulars.rules.facts import FACTS
from banli.circulars.rules.sheet import set_sheet
from banli.circulars.rules.wordings import CircularFile, Wording
from banli.circulars.selectors import worded, wording_of

__all__ = [
    "FACTS",
    "GRANTS",
    "CircularFile",
    "CircularPermission",
    "Wording",
    "load_circulars",
    "set_sheet",
    "worded",
    "wording_of",
]
