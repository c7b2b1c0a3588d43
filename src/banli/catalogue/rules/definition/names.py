"""What things in a definition may be called."""

from __future__ import annotations

KEY = r"^[a-z][a-z0-9_]{0,39}$"
"""A field, a fact or a list."""
NAME = r"^[a-z][a-z0-9-]{0,39}$"
"""Anything else: a step, a material, a check."""
