"""The door of the numbers."""

from banli.numbering.acts import move_past, start, take

__all__ = ["move_past", "start", "take"]
