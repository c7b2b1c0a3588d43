"""The door of the numbers."""

from banli.numbering.acts import start, take

__all__ = ["start", "take"]
