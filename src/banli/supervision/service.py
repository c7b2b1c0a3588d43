"""The door of supervision."""

from banli.supervision.rules import Light, light
from banli.supervision.selectors import Watched, by_department, watch_list, watched

__all__ = ["Light", "Watched", "by_department", "light", "watch_list", "watched"]
